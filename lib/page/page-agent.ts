import { toFailure } from "../failure/failure";
import { toBase64 } from "../image/base64";
import { fetchPicture } from "../image/fetch-image";
import type { NormalizedImage } from "../image/normalize";
import { normalizeFile, normalizeSvg } from "../image/normalize-file";
import { describe } from "./describe-image";
import { type Found, findPictures, walk } from "./find-images";
import { locate } from "./locate";
import type { PageAgent, PagePicture } from "./protocol";
import { readPixels } from "./read-pixels";

declare global {
  /** By the id of a capture: two at a time must not take each other's picture. */
  var refshotAgent: ((captureId: string) => PageAgent) | undefined;
}

/** Makes the worker able to ask about pictures here. */
export function installAgent(): (captureId: string) => PageAgent {
  globalThis.refshotAgent ??= createAgent();
  return globalThis.refshotAgent;
}

function createAgent(): (captureId: string) => PageAgent {
  const targets = new Map<string, Found>();
  return (captureId) => {
    const choose = (found: Found) => {
      targets.set(captureId, found);
      return describe(found);
    };
    const target = () => targets.get(captureId);
    return {
      describe: (srcUrl) => optional(findByAddress(srcUrl), choose),
      describeFrame: (frameUrl) => optional(findFrame(frameUrl), choose),
      choose,
      fetch: (url) => handOver(async () => normalizeFile(await fetchPicture(url, location.href))),
      draw: () => handOver(async () => readPixels(required(target()))),
      rasterise: (svg) => handOver(() => normalizeSvg(svg)),
      locate: async () => optional(target(), ({ element }) => locate(element)),
      forget: () => void targets.delete(captureId),
    };
  };
}

const optional = <T, R>(value: T | undefined, use: (value: T) => R) =>
  value === undefined ? undefined : use(value);

/** A script's result is JSON: pixels as base64, errors as codes. */
async function handOver(make: () => Promise<NormalizedImage>): Promise<PagePicture> {
  try {
    const { jpeg, thumbnail, original } = await make();
    const thumbnailBlob = new Blob([new Uint8Array(thumbnail)]);
    return { jpeg: await toBase64(jpeg), thumbnail: await toBase64(thumbnailBlob), original };
  } catch (error) {
    return { failure: toFailure(error) };
  }
}

function required(found: Found | undefined): Found {
  if (!found) throw new Error("no picture was chosen");
  return found;
}

/** Of several with this address the largest on the screen: a right-click does not say where it was. */
function findByAddress(srcUrl: string): Found | undefined {
  const shown = findPictures().filter(({ element, shows }) => addressesOf(element, shows).includes(srcUrl));
  const area = ({ element }: Found) => {
    const { width, height } = element.getBoundingClientRect();
    return width * height;
  };
  return shown.sort((a, b) => area(b) - area(a))[0];
}

function addressesOf(element: Element, shows: Found["shows"]): string[] {
  if (shows === "img") return [(element as HTMLImageElement).currentSrc, (element as HTMLImageElement).src];
  if (shows === "input") return [(element as HTMLInputElement).src];
  const href =
    element.getAttribute("href") ?? element.getAttribute("xlink:href") ?? element.getAttribute("data");
  return href ? [URL.parse(href, element.baseURI)?.href ?? ""] : [];
}

function findFrame(frameUrl: string): Found | undefined {
  for (const element of walk(document))
    if (element.localName === "iframe" && (element as HTMLIFrameElement).src === frameUrl)
      return { element, shows: "frame" };
  return undefined;
}
