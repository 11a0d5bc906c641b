import { drawnBox, type Fitting, positionOf } from "./drawn-box";
import { type Box, meet } from "./geometry";
import { drawnParent, nameOf, rectOf, viewOf } from "./safe-dom";

/** Names of elements whose picture fills the inside of borders and padding. */
export const replaced = new Set(["img", "video", "canvas", "input", "iframe", "frame", "object", "embed"]);

/** Where an element stands in our window, as far as our script may look up through its frames. */
export function boxOf(element: Element): Box {
  const { x, y, width, height } = rectOf(element);
  return outOfFrames({ x, y, width, height }, element);
}

/** A box of the element's own window in ours. */
export function outOfFrames(box: Box, element: Element): Box {
  const frame = frameOf(element);
  return frame ? outOfFrames(outOf(box, frame), frame) : box;
}

/** A box inside a frame in the window of the frame's element. */
export function outOf({ x, y, width, height }: Box, frame: Element): Box {
  const inside = contentBox(frame);
  const { offsetWidth, offsetHeight } = frame as HTMLElement;
  const shown = rectOf(frame);
  // The page may show a frame scaled.
  const [scaleX, scaleY] = [shown.width / (offsetWidth || 1), shown.height / (offsetHeight || 1)];
  return {
    x: inside.x + x * scaleX,
    y: inside.y + y * scaleY,
    width: width * scaleX,
    height: height * scaleY,
  };
}

/** An element's box without borders and padding, in its own window. */
export function contentBox(element: Element): Box {
  const { x, y, width, height } = rectOf(element);
  const { offsetWidth, offsetHeight } = element as HTMLElement;
  if (!replaced.has(nameOf(element)) || !offsetWidth || !offsetHeight) return { x, y, width, height };
  const style = getComputedStyle(element);
  const pixels = (name: string) => Number.parseFloat(style.getPropertyValue(name)) || 0;
  const edge = (side: string) => pixels(`border-${side}-width`) + pixels(`padding-${side}`);
  const [scaleX, scaleY] = [width / offsetWidth, height / offsetHeight];
  const [left, top] = [edge("left") * scaleX, edge("top") * scaleY];
  return {
    x: x + left,
    y: y + top,
    width: Math.max(0, width - left - edge("right") * scaleX),
    height: Math.max(0, height - top - edge("bottom") * scaleY),
  };
}

/** How the element lays its picture into its box; undefined where that cannot be said. */
export function fittingOf(element: Element, shows: string): Fitting | undefined {
  const style = getComputedStyle(element);
  const isReplaced = shows === "img" || shows === "video" || shows === "canvas" || shows === "input";
  // Also what a style sheet puts in the place of an image's own picture.
  if (isReplaced || nameOf(element) === "img") {
    const fit = (style.objectFit || "fill") as Fitting["fit"];
    return { fit, position: positionOf(style.objectPosition) };
  }
  if (shows !== "background") return undefined;
  const position = positionOf(style.backgroundPosition);
  if (style.backgroundSize === "cover") return { fit: "cover", position };
  return style.backgroundSize === "100% 100%" ? { fit: "fill", position } : undefined;
}

/** Where in its own window the element draws its picture, borders, padding and empty edges left out. */
export function pictureBox(
  element: Element,
  shows: string,
  own: { width: number; height: number } | undefined,
): Box | undefined {
  const box = contentBox(element);
  const fitting = fittingOf(element, shows);
  if (!fitting || !own || shows === "background") return box;
  return meet(drawnBox(box, own, fitting), box);
}

/** The part of an element that scrolling boxes, frames and the window leave to be seen, in our window. */
export function visibleBox(element: Element): Box | undefined {
  const { x, y, width, height } = rectOf(element);
  let box = seenInOwnWindow({ x, y, width, height }, element);
  for (let frame = frameOf(element); box && frame; frame = frameOf(frame))
    box = seenInOwnWindow(outOf(box, frame), frame);
  return box;
}

/** The part of `part` (in the element's own window) that scrolling boxes and that window leave to be seen. */
export function seenInOwnWindow(part: Box, element: Element): Box | undefined {
  let box: Box | undefined = isFrame(element) ? meet(part, contentBox(element)) : part;
  let { position } = getComputedStyle(element);
  for (let outer = drawnParent(element); box && outer; outer = drawnParent(outer)) {
    const style = getComputedStyle(outer);
    if (!holds(style, position)) continue;
    if (clips(outer, style)) box = meet(box, rectOf(outer));
    position = style.position;
  }
  // What a picture is under its scroll bars cannot be seen.
  const { width = 0, height = 0, scale = 1 } = viewOf(element)?.visualViewport ?? {};
  return box && meet(box, { x: 0, y: 0, width: width * scale, height: height * scale });
}

export function isFrame(element: Element): boolean {
  const name = nameOf(element);
  return name === "iframe" || name === "frame";
}

/** What is `fixed` or `absolute` leaves the boxes that are not its containing block. */
function holds({ position, transform }: CSSStyleDeclaration, inner: string): boolean {
  if (inner !== "fixed" && inner !== "absolute") return true;
  return transform !== "none" || (inner === "absolute" && position !== "static");
}

function clips(element: Element, { overflow }: CSSStyleDeclaration): boolean {
  const name = nameOf(element);
  // The root's own overflow is the window's, which is met last.
  if (name === "html" || name === "body") return false;
  return overflow !== "visible";
}

/** The element of the frame that holds the element, when our script may see it and runs further out. */
export function frameOf(element: Element): Element | null {
  const view = viewOf(element);
  return view === window ? null : (view?.frameElement ?? null);
}
