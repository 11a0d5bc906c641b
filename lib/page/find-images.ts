import type { Origin } from "../domain/image-source";
import { backgroundAddresses } from "./css-images";
import { isDrawn } from "./visible-box";

/** A picture on the page: the element that shows it, and how. */
export interface Found {
  element: Element;
  shows: Origin;
  /** For what CSS draws: the addresses, densest first. */
  urls?: string[];
}

/** A page with more elements than this is looked through only so far: the picker must open at once. */
const maxElements = 30_000;

/** Every picture that is drawn in `root`, its open shadow roots and its same-origin frames, in page order. */
export function findPictures(root: Document | ShadowRoot = document): Found[] {
  const found: Found[] = [];
  let left = maxElements;
  for (const element of walk(root)) {
    if (left-- === 0) break;
    if (isDrawn(element)) found.push(...picturesOf(element));
  }
  return found;
}

/** All elements, through open shadow roots and the frames that we may read. */
export function* walk(root: Document | ShadowRoot): Generator<Element> {
  for (const element of root.querySelectorAll("*")) {
    yield element;
    if (element.shadowRoot) yield* walk(element.shadowRoot);
    const inner = innerDocument(element);
    if (inner) yield* walk(inner);
  }
}

/** What one element shows. Names, not classes: an element of a frame has the frame's classes. */
function picturesOf(element: Element): Found[] {
  const name = element.localName;
  if (name === "img") return [{ element, shows: "img" }];
  if (name === "canvas") return [{ element, shows: "canvas" }];
  if (name === "video") return videoPictures(element as HTMLVideoElement);
  if (name === "input" && (element as HTMLInputElement).type === "image")
    return [{ element, shows: "input" }];
  if ((name === "object" || name === "embed") && isPictureObject(element))
    return [{ element, shows: "object" }];
  if (name === "image" && element.closest("svg")) return [{ element, shows: "svg-image" }];
  if (name === "svg" && !element.parentElement?.closest("svg")) return [{ element, shows: "svg" }];
  if (element.closest("svg")) return [];
  return cssPictures(element);
}

function videoPictures(element: HTMLVideoElement): Found[] {
  const frame: Found[] = element.videoWidth > 0 ? [{ element, shows: "video" }] : [];
  return element.poster ? [...frame, { element, shows: "poster" }] : frame;
}

function isPictureObject(element: Element): boolean {
  const address = element.getAttribute("data") ?? element.getAttribute("src") ?? "";
  const type = element.getAttribute("type") ?? "";
  return type.startsWith("image/") || /\.(?:jpe?g|png|webp|avif|gif|bmp|svg)(?:[?#]|$)/i.test(address);
}

function cssPictures(element: Element): Found[] {
  const style = getComputedStyle(element);
  const own = backgroundAddresses(style.backgroundImage);
  const found: Found[] = own.length > 0 ? [{ element, shows: "background", urls: own }] : [];
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
  if (element.localName !== "iframe" && element.localName !== "frame") return null;
  try {
    return (element as HTMLIFrameElement).contentDocument;
  } catch {
    return null;
  }
}
