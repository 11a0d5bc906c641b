import { type Box, meet } from "./geometry";
import { drawnParent, elementsAt, hostOf, nameOf, rectOf, rootOf } from "./safe-dom";
import { replaced } from "./visible-box";

/** A box is looked at in this many points each way. */
const points = 9;
/** More covers than this over one picture are not taken off it. */
const mostCovers = 12;
/** What lies over this much of a picture is a layer of it (a veil, a frame), unless nothing at all shines through. */
const layer = 0.95;

/**
 * What of `box` (in the element's own window) nothing else of the page lies over, such as a header that stays
 * while the page scrolls; undefined when hardly anything is left.
 */
export function uncovered(box: Box, element: Element): Box | undefined {
  let left: Box | undefined = box;
  for (let count = 0; left && count < mostCovers; count++) {
    const cover = findCover(left, element);
    if (!cover) return left;
    left = largestBeside(left, cover);
  }
  return undefined;
}

/** The largest rectangle of `box` above, below or beside `cover`. */
export function largestBeside(box: Box, cover: Box): Box | undefined {
  const [right, bottom] = [box.x + box.width, box.y + box.height];
  const [coverRight, coverBottom] = [cover.x + cover.width, cover.y + cover.height];
  const parts: Box[] = [
    { ...box, height: cover.y - box.y },
    { ...box, y: coverBottom, height: bottom - coverBottom },
    { ...box, width: cover.x - box.x },
    { ...box, x: coverRight, width: right - coverRight },
  ];
  const area = ({ width, height }: Box) => width * height;
  const kept = parts.filter(({ width, height }) => width >= 16 && height >= 16);
  return kept.sort((a, b) => area(b) - area(a))[0];
}

function findCover(box: Box, element: Element): Box | undefined {
  const own = lineOf(element);
  for (let row = 0; row < points; row++)
    for (let column = 0; column < points; column++) {
      const x = box.x + 1 + ((box.width - 2) * column) / (points - 1);
      const y = box.y + 1 + ((box.height - 2) * row) / (points - 1);
      const cover = coverAt(x, y, box, element, own);
      if (cover) return cover;
    }
  return undefined;
}

function coverAt(x: number, y: number, box: Box, element: Element, own: Set<Element>): Box | undefined {
  for (const root of rootsOf(element))
    for (const above of elementsAt(root, x, y)) {
      if (own.has(above)) break;
      if (isInside(above, element)) continue;
      const shared = meet(rectOf(above), box);
      const isLayer = shared && shared.width * shared.height >= box.width * box.height * layer;
      if (shared && isOpaque(above, isLayer === true)) return shared;
    }
  return undefined;
}

/** The element and all that holds it. */
function lineOf(element: Element): Set<Element> {
  const line = new Set<Element>();
  for (let each: Element | null = element; each; each = drawnParent(each)) line.add(each);
  return line;
}

function isInside(element: Element, outer: Element): boolean {
  for (let each: Element | null = element; each; each = drawnParent(each)) if (each === outer) return true;
  return false;
}

/** The trees that may hold something over the element, from its own outwards. */
function rootsOf(element: Element): (Document | ShadowRoot)[] {
  const root = rootOf(element) as Document | ShadowRoot;
  const host = hostOf(root);
  return host ? [root, ...rootsOf(host)] : [root];
}

/** Whether a person cannot see through it; a layer only when nothing at all shines through. */
function isOpaque(element: Element, isLayer: boolean): boolean {
  const least = isLayer ? 0.95 : 0.5;
  const { opacity, backgroundColor, backgroundImage } = getComputedStyle(element);
  if (Number(opacity) < least) return false;
  const isPicture = replaced.has(nameOf(element)) || backgroundImage.includes("url(");
  return (isPicture && !isLayer) || alphaOf(backgroundColor) >= least;
}

/** How opaque a computed colour is: `rgb(0, 0, 0)`, `rgba(0, 0, 0, 0.5)`, `color(srgb 0 0 0 / 0.5)`. */
export function alphaOf(colour: string): number {
  if (colour === "transparent" || colour === "") return 0;
  const [, alpha] = /^rgba\(.*,\s*([\d.]+)\)$/.exec(colour) ?? /\/\s*([\d.]+)\)$/.exec(colour) ?? [];
  return alpha === undefined ? 1 : Number(alpha);
}
