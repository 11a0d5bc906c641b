import { type Candidate, maxCandidates } from "../domain/image-source";
import type { Found } from "./find-images";
import { type ImageAttributes, orderCandidates } from "./image-candidates";
import { nameImage } from "./name-image";
import type { ImageDescription } from "./protocol";
import { isDrawn } from "./visible-box";

/** What can be said of a picture on the page, as it goes to the worker. */
export function describe(found: Found): ImageDescription {
  const { element, shows } = found;
  const shown = sizeOf(found);
  const name = nameImage(element);
  const candidates = candidatesOf(found, shown);
  return {
    element: shows,
    ...(name && { name }),
    candidates: candidates.slice(0, maxCandidates + 1),
    ...(shown && { shown }),
    drawable: isDrawable(found),
    // A broken image shows its mark, not a picture.
    visible: isDrawn(element) && (shows !== "img" || (shown !== undefined && shown.width > 0)),
  };
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

function candidatesOf(found: Found, shownSize: ImageDescription["shown"]): Candidate[] {
  const { element, shows } = found;
  const told: ImageAttributes = { base: element.baseURI, link: linkAround(element) };
  if (shows === "img")
    return orderCandidates({ ...told, ...imageSays(element as HTMLImageElement), shownSize });
  if (found.urls)
    return found.urls.flatMap((url) => orderCandidates({ base: told.base, shown: { url, from: shows } }));
  const url = addressOf(element, shows);
  if (!url) return [];
  return orderCandidates({ ...told, data: dataOf(element), shown: { url, from: shows } });
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
