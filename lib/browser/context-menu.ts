import { type Browser, browser } from "wxt/browser";
import type { Role } from "../domain/tray";
import { text } from "./i18n";

type Item = Browser.contextMenus.CreateProperties;

/** More than one item on an image: the browser itself puts them under the extension's name. */
function items(): Item[] {
  return [
    { id: "face", title: text("menuFace"), contexts: ["image"] },
    { id: "product", title: text("menuProduct"), contexts: ["image"] },
    { id: "background", title: text("menuBackground"), contexts: ["image"] },
    { id: "pick-another", title: text("menuPickAnother"), contexts: ["image"] },
    // `link`, because cards with a background picture are links. On a picture inside a link the browser then
    // shows both; `frame` and `selection` would add it to many more.
    { id: "pick", title: text("menuPick"), contexts: ["page", "link", "video"] },
  ];
}

/** Makes the context menus anew; the browser keeps them between starts of the worker. */
export async function createMenus(): Promise<void> {
  await browser.contextMenus.removeAll();
  for (const item of items()) browser.contextMenus.create(item);
}

/** The role that a menu item gives, or undefined when it opens the picker. */
export function roleOfItem(id: string | number): Role | undefined {
  return id === "face" || id === "product" || id === "background" ? id : undefined;
}
