import { type Box, meet } from "./geometry";

/** Where an element stands in the top window, as far as our script may look up through its frames. */
export function boxOf(element: Element): Box {
  const { x, y, width, height } = element.getBoundingClientRect();
  const frame = frameOf(element);
  if (!frame) return { x, y, width, height };
  const outer = boxOf(frame);
  return { x: x + outer.x + frame.clientLeft, y: y + outer.y + frame.clientTop, width, height };
}

/** The part of an element that scrolling boxes, frames and the window leave to be seen. */
export function visibleBox(element: Element): Box | undefined {
  let box: Box | undefined = boxOf(element);
  for (let outer = parentOf(element); box && outer; outer = parentOf(outer))
    if (clips(outer)) box = meet(box, boxOf(outer));
  return box && meet(box, { x: 0, y: 0, width: window.innerWidth, height: window.innerHeight });
}

/** Whether the element takes part in what is drawn: not hidden, not empty. */
export function isDrawn(element: Element): boolean {
  const { width, height } = element.getBoundingClientRect();
  return width >= 1 && height >= 1 && element.checkVisibility({ visibilityProperty: true });
}

/** The parent through shadow roots and frames. */
function parentOf(element: Element): Element | null {
  const root = element.assignedSlot ?? element.parentElement;
  if (root) return root;
  const node = element.getRootNode();
  return "host" in node ? (node as ShadowRoot).host : frameOf(element);
}

function clips(element: Element): boolean {
  const name = element.localName;
  if (name === "iframe" || name === "frame") return true;
  // The root's own overflow is the window's, which is met last.
  if (name === "html" || name === "body") return false;
  return getComputedStyle(element).overflow !== "visible";
}

function frameOf(element: Element): Element | null {
  const view = element.ownerDocument.defaultView;
  return view === window ? null : (view?.frameElement ?? null);
}
