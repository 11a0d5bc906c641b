import { toFailure } from "../failure/failure";
import { toBase64 } from "../image/base64";
import { bytesOf } from "../image/bytes-of";
import { fetchPicture } from "../image/fetch-image";
import type { NormalizedImage } from "../image/normalize";
import { normalizeContent, normalizeSvg } from "../image/normalize-file";
import { describe, shownAddress } from "./describe-image";
import type { Found } from "./find-images";
import { locate, locateInside } from "./locate";
import type { ImageDescription, PageAgent, PagePicture } from "./protocol";
import { readPixels, readPrint } from "./read-pixels";
import { ownGlobal, setOwnGlobal } from "./safe-dom";

declare global {
  /** By the id of a capture: two at a time must not take each other's picture. */
  var refshotAgent: ((captureId: string) => PageAgent) | undefined;
}

/** How a right-clicked picture is found; the picker does not need it, and does not carry it. */
export interface Finders {
  findClicked(srcUrl: string | undefined): Found | undefined;
  findClickedFrame(
    frameUrl: string,
    srcUrl: string,
  ): Promise<{ found: Found; description: ImageDescription } | undefined>;
}

interface Agents {
  (captureId: string): PageAgent;
  finders?: Finders;
}

/** Makes the worker able to ask about pictures here, by whichever of our scripts came first. */
export function installAgent(finders?: Finders): Agents {
  const agents = ownGlobal<Agents>("refshotAgent") ?? createAgents();
  if (finders) agents.finders = finders;
  setOwnGlobal("refshotAgent", agents);
  return agents;
}

function createAgents(): Agents {
  const targets = new Map<string, Found>();
  const agents: Agents = (captureId) => {
    const choose = (found: Found) => {
      targets.set(captureId, found);
      return describe(found);
    };
    const target = () => targets.get(captureId);
    return {
      describe: (srcUrl) => optional(agents.finders?.findClicked(srcUrl), choose),
      async describeFrame(frameUrl, srcUrl) {
        const clicked = await agents.finders?.findClickedFrame(frameUrl, srcUrl);
        if (clicked) targets.set(captureId, clicked.found);
        return clicked?.description;
      },
      choose,
      fetch: (url) => handOver(() => readUrl(url ?? shownAddress(required(target())) ?? "")),
      draw: () => handOver(() => readPixels(required(target()))),
      print: async () => optional(target(), readPrint),
      rasterise: (svg) => handOver(() => normalizeSvg(svg)),
      locate: async (scroll) => optional(target(), (found) => locate(found, scroll)),
      locateInside,
      forget: () => void targets.delete(captureId),
    };
  };
  return agents;
}

const optional = <T, R>(value: T | undefined, use: (value: T) => R) =>
  value === undefined ? undefined : use(value);

/**
 * A picture by its address, asked for as the page may. A host that gives pictures to `<img>` alone is asked as
 * that: it must then allow this page by CORS.
 */
async function readUrl(url: string): Promise<NormalizedImage> {
  try {
    return await normalizeContent(await fetchPicture(url, location.href));
  } catch (error) {
    if (toFailure(error).code !== "capture_not_picture" || !/^https?:/.test(url)) throw error;
    return readAsImage(url).catch(() => {
      throw error;
    });
  }
}

async function readAsImage(url: string): Promise<NormalizedImage> {
  const element = new Image();
  element.crossOrigin = "anonymous";
  element.src = url;
  await element.decode();
  return readPixels({ element, shows: "img" });
}

/** A script's result is JSON: pixels as base64, errors as codes. */
async function handOver(make: () => Promise<NormalizedImage>): Promise<PagePicture> {
  try {
    const { jpeg, thumbnail, alpha, original } = await make();
    const clear = alpha && { alpha: toBase64(alpha) };
    return { jpeg: toBase64(await bytesOf(jpeg)), thumbnail: toBase64(thumbnail), ...clear, original };
  } catch (error) {
    return { failure: toFailure(error) };
  }
}

function required(found: Found | undefined): Found {
  if (!found) throw new Error("no picture was chosen");
  return found;
}
