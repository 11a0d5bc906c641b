import { shownAddress } from "./describe-image";
import { type Found, hovered, picturesOf, walk } from "./find-images";
import { loaded } from "./locate";
import type { ImageDescription } from "./protocol";
import { focusedIn, isDrawn, nameOf } from "./safe-dom";
import { contentBox, isFrame, visibleBox } from "./visible-box";

/** Chromium names no address longer than this (characters) in a click. */
const longestNamed = 2 * 1024 * 1024;

/** Elements on which a browser offers the menu of a picture. */
const clickable = new Set<Found["shows"]>(["img", "input", "svg-image", "object"]);

/**
 * The picture that was right-clicked. The pointer still stands on it, as far as the page knows, while the menu
 * takes the mouse; otherwise it is known by its address, and of several the largest that can be seen.
 */
export function findClicked(srcUrl: string | undefined): Found | undefined {
  const isClicked = (found: Found) =>
    (clickable.has(found.shows) || nameOf(found.element) === "img") && hasAddress(found, srcUrl);
  const under = hovered().flatMap(picturesOf).find(isClicked);
  if (under) return under;
  const found: Found[] = [];
  for (const element of walk(document)) if (isNamed(element)) found.push(...picturesOf(element));
  const area = ({ element }: Found) => {
    const { width = 0, height = 0 } = visibleBox(element) ?? {};
    return width * height;
  };
  return found
    .filter((each) => isDrawn(each.element) && isClicked(each))
    .sort((a, b) => area(b) - area(a))[0];
}

const names = new Set(["img", "input", "image", "object", "embed"]);
const isNamed = (element: Element) => names.has(nameOf(element));

function hasAddress(found: Found, srcUrl: string | undefined): boolean {
  if (!srcUrl) return (shownAddress(found)?.length ?? 0) >= longestNamed;
  const said = nameOf(found.element) === "img" ? (found.element as HTMLImageElement).src : undefined;
  return srcUrl === said || srcUrl === shownAddress(found);
}

/**
 * The frame that was clicked, where no script may run in it: the one that has the focus, or has
 * this address. It can be cropped only when it shows nothing but the picture: then both have one shape.
 */
export async function findClickedFrame(
  frameUrl: string,
  srcUrl: string,
): Promise<{ found: Found; description: ImageDescription } | undefined> {
  const frames = [...walk(document)].filter((element) => isFrame(element) && isClosed(element));
  const focused = focusedFrame(document);
  const element =
    frames.find((frame) => frame === focused) ??
    frames.find((frame) => (frame as HTMLIFrameElement).src === frameUrl);
  if (!element) return undefined;
  const hasFrames = ((element as HTMLIFrameElement).contentWindow?.length ?? 0) > 0;
  const own = hasFrames ? undefined : await sizeAt(srcUrl);
  const { width, height } = contentBox(element);
  const visible = own !== undefined && Math.abs(Math.log((own.width * height) / (own.height * width))) < 0.03;
  const description: ImageDescription = { element: "frame", candidates: [], drawable: false, visible };
  return { found: { element, shows: "frame" }, description };
}

const isClosed = (element: Element) => (element as HTMLIFrameElement).contentDocument === null;

function focusedFrame(root: Document): Element | null {
  const element = focusedIn(root);
  if (!element) return null;
  const inner =
    isFrame(element) && !isClosed(element) ? (element as HTMLIFrameElement).contentDocument : null;
  return inner ? focusedFrame(inner) : element;
}

/** A picture's own size (pixels), as the page gets it: usually it has it already. */
async function sizeAt(url: string): Promise<{ width: number; height: number } | undefined> {
  const image = new Image();
  image.src = url;
  await loaded(image);
  const { naturalWidth: width, naturalHeight: height } = image;
  return width > 0 && height > 0 ? { width, height } : undefined;
}
