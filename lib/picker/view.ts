import { text } from "../browser/i18n";
import { type Role, roles } from "../domain/tray";
import type { Box } from "../page/geometry";
import type { Choice } from "./image-index";
import css from "./picker.css?inline";

const htmlNamespace = "http://www.w3.org/1999/xhtml";
const svgNamespace = "http://www.w3.org/2000/svg";

interface ViewEvents {
  assign(role: Role): void;
  choose(index: number): void;
}

/** What the picker shows now. */
export interface Shown {
  /** Best first. */
  stack: Choice[];
  index: number;
  /** Held in place, so that the pointer can go to the buttons. */
  pinned: boolean;
}

/**
 * The picker's own surface: a modal dialog, so that it lies above all of the page and the page's keys rest, in
 * a closed shadow root, so that neither side's styles reach the other. The page's text goes in as text only.
 */
export function createView(events: ViewEvents) {
  const host = make("div", "");
  host.style.cssText = "all: initial !important; display: contents !important;";
  const root = host.attachShadow({ mode: "closed" });
  const style = new CSSStyleSheet();
  style.replaceSync(css);
  root.adoptedStyleSheets = [style];
  const outline = make("div", "outline");
  const list = make("div", "list");
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", text("pickerList"));
  const label = make("p", "label");
  label.setAttribute("role", "status");
  const card = make("div", "card", label, list, roleButtons(events), make("p", "hint", text("pickerHint")));
  card.tabIndex = -1;
  const dialog = make("dialog", "", outline, card);
  dialog.setAttribute("aria-label", text("pickerTitle"));
  root.append(dialog);
  // A drawing shows nothing of HTML but what stands in this.
  const isDrawing = document.documentElement.localName === "svg";
  const outer = isDrawing ? document.createElementNS(svgNamespace, "foreignObject") : host;
  if (isDrawing) outer.append(host);
  document.documentElement.append(outer);
  dialog.showModal();
  card.focus({ preventScroll: true });

  function show({ stack, index, pinned }: Shown): void {
    const choice = stack[index];
    outline.hidden = !choice;
    dialog.classList.toggle("pinned", pinned);
    label.textContent = choice ? describeChoice(choice) : text("pickerTitle");
    list.hidden = stack.length < 2;
    list.replaceChildren(...stack.map((each, i) => option(each, i === index, () => events.choose(i))));
    if (choice) place(outline, choice.box);
    placeCard(card, choice?.box);
  }

  return { host, dialog, card, show, remove: () => outer.remove() };
}

/** "1600 × 2000 · image". */
function describeChoice({ own, found }: Choice): string {
  const size = own && own.width > 0 ? `${own.width} × ${own.height} · ` : "";
  return size + text(`element_${found.shows.replace("-", "_") as "img"}`);
}

function roleButtons({ assign }: ViewEvents): HTMLElement {
  const buttons = roles.map((role, i) => {
    const button = make("button", "", text(`role_${role}`));
    button.type = "button";
    // The key beside the name is not part of the name.
    button.setAttribute("aria-label", text(`role_${role}`));
    button.setAttribute("aria-keyshortcuts", String(i + 1));
    button.append(make("kbd", "", String(i + 1)));
    button.addEventListener("click", () => assign(role));
    return button;
  });
  return make("div", "roles", ...buttons);
}

function option(choice: Choice, selected: boolean, choose: () => void): HTMLElement {
  const item = make("button", "", describeChoice(choice));
  item.type = "button";
  item.setAttribute("role", "option");
  item.setAttribute("aria-selected", String(selected));
  item.addEventListener("click", choose);
  return item;
}

function place(element: HTMLElement, { x, y, width, height }: Box): void {
  Object.assign(element.style, { left: `${x}px`, top: `${y}px`, width: `${width}px`, height: `${height}px` });
}

/** Beside the picture where there is room, else inside the window's lower edge. */
function placeCard(card: HTMLElement, box: Box | undefined): void {
  const gap = 8;
  const { width, height } = card.getBoundingClientRect();
  const inside = (at: number, room: number) => Math.max(gap, Math.min(at, room - gap));
  const right = innerWidth - width;
  const bottom = innerHeight - height;
  // Nothing under the pointer: the hint stands at the top, in the middle.
  const at = box ?? { x: right / 2, y: 0, height: 0 };
  const below = at.y + at.height + gap;
  const above = at.y - height - gap;
  const top = below <= bottom - gap ? below : above >= gap ? above : at.y + gap;
  card.style.left = `${inside(at.x, right)}px`;
  card.style.top = `${inside(top, bottom)}px`;
}

function make<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  className: string,
  ...children: (Node | string)[]
): HTMLElementTagNameMap[Name] {
  // In a drawing or another XML document `createElement` makes no HTML.
  const element = document.createElementNS(htmlNamespace, name) as HTMLElementTagNameMap[Name];
  element.className = className;
  element.append(...children);
  return element;
}
