import type { Origin } from "../domain/image-source";
import { backgroundAddresses } from "./css-images";
import { allIn, drawnParent, elementsAt, isDrawn, nameOf, rectOf, shadowOf } from "./safe-dom";
import { isFrame } from "./visible-box";

/** A picture on the page: the element that shows it, and how. */
export interface Found {
  element: Element;
  shows: Origin;
  /** For what CSS draws: the addresses, densest first. */
  urls?: string[];
}

/** Of so many elements out of view it is asked what CSS draws in them; of others only what is a picture by its name. */
const maxStyled = 30_000;

const pictureNames = new Set(["img", "canvas", "video", "input", "object", "embed", "image", "svg"]);

/** Every picture that is drawn in `root`, its shadow roots and its same-origin frames, in page order. */
export function findPictures(root: Document | ShadowRoot = document): Found[] {
  const found: Found[] = [];
  let left = maxStyled;
  for (const element of walk(root)) {
    if (!isDrawn(element)) continue;
    // What is in view is asked in any case: the user may mean it.
    if (!isInView(element) && left-- <= 0 && !pictureNames.has(nameOf(element))) continue;
    found.push(...picturesOf(element));
  }
  return found;
}

function isInView(element: Element): boolean {
  const { left, top, right, bottom } = rectOf(element);
  return right > 0 && bottom > 0 && left < innerWidth && top < innerHeight;
}

/** All elements, through shadow roots and the frames that we may read. */
export function* walk(root: Document | ShadowRoot): Generator<Element> {
  for (const element of allIn(root, "*")) {
    yield element;
    const shadow = mayHostShadow(element) ? shadowOf(element) : null;
    if (shadow) yield* walk(shadow);
    const inner = innerDocument(element);
    if (inner) yield* walk(inner);
  }
}

/** The elements under the pointer, the innermost first, through shadow roots. */
export function hovered(root: Document | ShadowRoot = document): Element[] {
  const chain = [...allIn(root, ":hover")].reverse();
  const shadow = chain[0] && shadowOf(chain[0]);
  return shadow ? [...hovered(shadow), ...chain] : chain;
}

/** What is drawn at a point of our window, through shadow roots and frames. */
export function picturesAt(x: number, y: number, root: Document | ShadowRoot = document): Found[] {
  return elementsAt(root, x, y).flatMap((element) => {
    const shadow = mayHostShadow(element) ? shadowOf(element) : null;
    if (shadow && shadow !== root) return [...picturesAt(x, y, shadow), ...picturesOf(element)];
    return picturesOf(element);
  });
}

/** Few elements can have a shadow root, and asking the browser takes time. */
function mayHostShadow(element: Element): boolean {
  return /-|^(?:article|aside|blockquote|body|div|footer|h\d|header|main|nav|p|section|span)$/.test(
    nameOf(element),
  );
}

/** What one element shows. Names, not classes: an element of a frame has the frame's classes. */
export function picturesOf(element: Element): Found[] {
  const name = nameOf(element);
  if (name === "img") return [contentOf(element) ?? { element, shows: "img" }];
  if (name === "canvas") return [{ element, shows: "canvas" }];
  if (name === "video") return videoPictures(element as HTMLVideoElement);
  if (name === "input" && (element as HTMLInputElement).type === "image")
    return [{ element, shows: "input" }];
  if ((name === "object" || name === "embed") && isPictureObject(element))
    return [{ element, shows: "object" }];
  if (name === "image" && isInSvg(element)) return [{ element, shows: "svg-image" }];
  if (name === "svg" && !isInSvg(drawnParent(element))) return [{ element, shows: "svg" }];
  if (isInSvg(element)) return [];
  return cssPictures(element);
}

const isInSvg = (element: Element | null): boolean =>
  element !== null && Element.prototype.closest.call(element, "svg") !== null;

function videoPictures(element: HTMLVideoElement): Found[] {
  const frame: Found[] = element.videoWidth > 0 ? [{ element, shows: "video" }] : [];
  return element.poster ? [...frame, { element, shows: "poster" }] : frame;
}

function isPictureObject(element: Element): boolean {
  const address = element.getAttribute("data") ?? element.getAttribute("src") ?? "";
  const type = element.getAttribute("type") ?? "";
  return type.startsWith("image/") || /\.(?:jpe?g|png|webp|avif|gif|bmp|svg)(?:[?#]|$)/i.test(address);
}

/** The style sheet can put another picture in the place of an element's own. */
function contentOf(element: Element, { content } = getComputedStyle(element)): Found | undefined {
  const urls = backgroundAddresses(content);
  return urls.length > 0 ? { element, shows: "pseudo", urls } : undefined;
}

function cssPictures(element: Element): Found[] {
  const style = getComputedStyle(element);
  const own = backgroundAddresses(style.backgroundImage);
  const found: Found[] = own.length > 0 ? [{ element, shows: "background", urls: own }] : [];
  const instead = contentOf(element, style);
  if (instead) found.unshift(instead);
  for (const pseudo of ["::before", "::after"]) {
    const { content, backgroundImage } = getComputedStyle(element, pseudo);
    if (content === "none" || content === "normal") continue;
    const urls = [...backgroundAddresses(content), ...backgroundAddresses(backgroundImage)];
    if (urls.length > 0) found.push({ element, shows: "pseudo", urls });
  }
  return found;
}

/** A frame's document when it is of our own origin. */
function innerDocument(element: Element): Document | null {
  return isFrame(element) ? (element as HTMLIFrameElement).contentDocument : null;
}
