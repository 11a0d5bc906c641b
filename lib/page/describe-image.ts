import { maxCandidates } from "../domain/image-source";
import type { Found } from "./find-images";
import { type Candidates, type ImageAttributes, orderCandidates } from "./image-candidates";
import { nameImage } from "./name-image";
import type { ImageDescription } from "./protocol";
import { isDrawn } from "./safe-dom";

/** An address longer than this is not handed over: the page reads it by itself. */
const maxHandedOver = 500_000;

/** What can be said of a picture on the page, as it goes to the worker. */
export function describe(found: Found): ImageDescription {
  const { element, shows } = found;
  const shown = sizeOf(found);
  const name = nameOf(element);
  const { candidates, standIn } = candidatesOf(found, shown);
  const handed = candidates.filter(({ url }) => url.length <= maxHandedOver);
  return {
    element: shows,
    ...(name && { name }),
    candidates: handed.slice(0, maxCandidates + 1),
    ...(standIn && { standIn }),
    ...(!standIn && handed.at(-1) !== candidates.at(-1) && { heldByPage: true }),
    ...(shown && { shown }),
    drawable: isDrawable(found),
    // A broken image shows its mark, not a picture.
    visible: isDrawn(element) && (shows !== "img" || (shown !== undefined && shown.width > 0)),
  };
}

/** A name is for people only: a page whose elements stand in each other's way has none, and a picture all the same. */
function nameOf(element: Element): string | undefined {
  try {
    return nameImage(element);
  } catch {
    return undefined;
  }
}

/** Own size (pixels) of what an element shows; undefined where the page does not know it. */
export function sizeOf({ element, shows }: Found): { width: number; height: number } | undefined {
  if (shows === "img") {
    const { naturalWidth: width, naturalHeight: height, complete } = element as HTMLImageElement;
    return complete && width > 0 ? { width, height } : undefined;
  }
  if (shows === "canvas") {
    const { width, height } = element as HTMLCanvasElement;
    return { width, height };
  }
  if (shows === "video") {
    const { videoWidth: width, videoHeight: height } = element as HTMLVideoElement;
    return { width, height };
  }
  return undefined;
}

/** The address of what is on the screen. */
export function shownAddress({ element, shows, urls }: Found): string | undefined {
  const image = element as HTMLImageElement;
  const url = shows === "img" ? image.currentSrc || image.src : (urls?.[0] ?? addressOf(element, shows));
  return url ? URL.parse(url, element.baseURI)?.href : undefined;
}

function candidatesOf(found: Found, shownSize: ImageDescription["shown"]): Candidates {
  const { element, shows } = found;
  const attributes: ImageAttributes = { base: element.baseURI, link: linkAround(element) };
  if (shows === "img")
    return orderCandidates({ ...attributes, ...imageSays(element as HTMLImageElement), shownSize });
  const url = shownAddress(found);
  if (!url || isSprite(found)) return { candidates: [], standIn: false };
  const shown = { url, from: shows };
  // The densities of one `image-set()`; the densest is what is asked for.
  if (found.urls) return orderCandidates({ base: attributes.base, shown });
  return orderCandidates({ ...attributes, data: dataOf(element), shown });
}

/** One field of a sheet of pictures: the others are not what the user pointed at. */
function isSprite({ element, shows }: Found): boolean {
  if (shows !== "background") return false;
  const { backgroundSize, backgroundPosition } = getComputedStyle(element);
  if (/cover|contain/.test(backgroundSize)) return false;
  const isWider = backgroundSize
    .split(/[\s,]+/)
    .some((part) => part.endsWith("%") && Number.parseFloat(part) > 100);
  return isWider || /(?:^|[\s,])-\d/.test(backgroundPosition);
}

function imageSays(image: HTMLImageElement): Partial<ImageAttributes> {
  const picture = image.parentElement?.localName === "picture" ? image.parentElement : null;
  // Other `media` show another cut of the picture, not a larger one.
  const sources = [...(picture?.querySelectorAll("source") ?? [])].filter(
    ({ media }) => !media || matchMedia(media).matches,
  );
  const srcsets = [image, ...sources].map(({ srcset }) => srcset).filter(Boolean);
  const url = image.currentSrc || image.src;
  return {
    srcsets,
    data: [image, ...sources].flatMap(dataOf),
    ...(url && { shown: { url, from: srcsets.length > 0 && url !== image.src ? "srcset" : "img" } }),
  };
}

function addressOf(element: Element, shows: Found["shows"]): string | undefined {
  if (shows === "input") return (element as HTMLInputElement).src;
  if (shows === "poster") return (element as HTMLVideoElement).poster;
  if (shows === "svg-image")
    return element.getAttribute("href") ?? element.getAttribute("xlink:href") ?? undefined;
  if (shows === "object") return element.getAttribute("data") ?? element.getAttribute("src") ?? undefined;
  return undefined;
}

function dataOf(element: Element): { name: string; value: string }[] {
  return [...element.attributes]
    .filter(({ name, value }) => name.startsWith("data-") && value.length > 4 && value.length < 30_000)
    .slice(0, 40)
    .map(({ name, value }) => ({ name, value }));
}

function linkAround(element: Element): string | undefined {
  const link = element.closest("a[href]");
  return link ? (link as HTMLAnchorElement).href : undefined;
}

function isDrawable({ shows }: Found): boolean {
  return shows === "img" || shows === "canvas" || shows === "video" || shows === "svg";
}
