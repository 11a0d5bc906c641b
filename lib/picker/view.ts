import { text } from "../browser/i18n";
import { type Role, roles } from "../domain/tray";
import { createElement, rootElement } from "../page/safe-dom";
import { type BarEvents, createBar } from "./bar";
import type { Choice } from "./image-index";
import { make, makeButton } from "./make-element";
import css from "./picker.css?inline";
import { placeBeside, placeOn } from "./place";
import { createReading } from "./reading";
import { createTickView } from "./tick-view";
import type { Tick } from "./ticking";

const svgNamespace = "http://www.w3.org/2000/svg";

interface ViewEvents extends BarEvents {
  assign(role: Role): void;
  choose(index: number): void;
  tick(choice: Choice, isRange: boolean): void;
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
  const { host, root, outer } = openRoot();
  const outline = make("div", "outline");
  const ticks = createTickView(events.tick);
  const { bar, show: showBar } = createBar(events);
  const list = make("div", "list");
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", text("pickerList"));
  const label = make("p", "label");
  label.setAttribute("role", "status");
  const card = make("div", "card", label, list, roleButtons(events), make("p", "hint", text("pickerHint")));
  card.tabIndex = -1;
  const dialog = make("dialog", "", outline, ticks.layer, card, bar);
  dialog.setAttribute("aria-label", text("pickerTitle"));
  root.append(dialog);
  dialog.showModal();
  card.focus({ preventScroll: true });

  function show({ stack, index, pinned }: Shown): void {
    const choice = stack[index];
    outline.hidden = !choice;
    dialog.classList.toggle("pinned", pinned);
    label.textContent = choice ? describeChoice(choice) : text("pickerTitle");
    list.hidden = stack.length < 2;
    list.replaceChildren(...stack.map((each, i) => option(each, i === index, () => events.choose(i))));
    if (choice) placeOn(outline, choice.box);
    placeBeside(card, choice?.box);
  }

  function showTicks(all: Tick[]): void {
    ticks.show(all);
    const count = all.filter(({ isOn }) => isOn).length;
    // One picture has a role; several are a matter of the bar.
    card.hidden = count > 0;
    showBar(count);
  }

  /** In place of all that: how far the reading is. */
  function read(names: string[]) {
    dialog.remove();
    return createReading(root, names, () => outer.remove());
  }

  const hide = (isHidden: boolean) =>
    host.style.setProperty("visibility", isHidden ? "hidden" : "visible", "important");
  return {
    host,
    dialog,
    card,
    bar,
    show,
    showTicks,
    focus: ticks.focus,
    read,
    hide,
    remove: () => outer.remove(),
  };
}

function openRoot() {
  const host = make("div", "");
  host.style.cssText = "all: initial !important; display: contents !important;";
  const root = host.attachShadow({ mode: "closed" });
  const style = new CSSStyleSheet();
  style.replaceSync(css);
  root.adoptedStyleSheets = [style];
  // A drawing shows nothing of HTML but what stands in this.
  const page = rootElement(document);
  const isDrawing = page?.localName === "svg";
  const outer = isDrawing ? createElement(svgNamespace, "foreignObject") : host;
  if (isDrawing) outer.append(host);
  page?.append(outer);
  return { host, root, outer };
}

/** "1600 × 2000 · image". */
function describeChoice({ own, found }: Choice): string {
  const size = own && own.width > 0 ? `${own.width} × ${own.height} · ` : "";
  return size + text(`element_${found.shows.replace("-", "_") as "img"}`);
}

function roleButtons({ assign }: ViewEvents): HTMLElement {
  const buttons = roles.map((role, i) => makeButton(text(`role_${role}`), () => assign(role), String(i + 1)));
  return make("div", "roles", ...buttons);
}

function option(choice: Choice, selected: boolean, choose: () => void): HTMLElement {
  const item = makeButton(describeChoice(choice), choose);
  item.setAttribute("role", "option");
  item.setAttribute("aria-selected", String(selected));
  return item;
}
