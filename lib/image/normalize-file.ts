import { FailureError } from "../failure/failure";
import { bytesOf } from "./bytes-of";
import { isSvg, svgBeginning } from "./is-svg";
import {
  type NormalizedImage,
  normalizeBitmap,
  normalizeBytes,
  normalizeImage,
  requireSize,
} from "./normalize";
import { rasterise } from "./rasterise-svg";

/**
 * Any picture file as an init image and a thumbnail: a drawing is drawn, everything else decoded. Needs a
 * document: no worker can draw an SVG. Throws a `FailureError` with a `capture_…` code.
 */
export async function normalizeFile(file: Blob): Promise<NormalizedImage> {
  requireSize(file.size);
  const beginning = await bytesOf(file.slice(0, svgBeginning));
  return isSvg(beginning) ? normalizeSvg(await file.text()) : normalizeImage(file);
}

/** The same of bytes that are in the memory already. */
export async function normalizeContent(bytes: Uint8Array<ArrayBuffer>): Promise<NormalizedImage> {
  return isSvg(bytes) ? normalizeSvg(new TextDecoder().decode(bytes)) : normalizeBytes(bytes);
}

/** An SVG's source as an init image and a thumbnail. Throws `capture_undecodable`. */
export async function normalizeSvg(source: string): Promise<NormalizedImage> {
  const bitmap = await rasterise(source);
  try {
    return await normalizeBitmap(bitmap, { format: "svg", bytes: source.length });
  } catch (error) {
    // What HTML inside an SVG has drawn, the browser lets nobody read.
    if (error instanceof DOMException && error.name === "SecurityError")
      throw new FailureError("capture_undecodable");
    throw error;
  } finally {
    bitmap.close();
  }
}
