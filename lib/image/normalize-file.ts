import { FailureError } from "../failure/failure";
import { bytesOf } from "./bytes-of";
import { isSvg } from "./is-svg";
import { type NormalizedImage, normalizeBitmap, normalizeBytes, requireSize } from "./normalize";
import { rasterise } from "./rasterise-svg";

/**
 * Any picture file as an init image and a thumbnail: a drawing is drawn, everything else decoded. Needs a
 * document: no worker can draw an SVG. Throws a `FailureError` with a `capture_…` code.
 */
export async function normalizeFile(file: Blob): Promise<NormalizedImage> {
  requireSize(file.size);
  // Without its type: what it is, its first bytes say.
  return normalizeContent(await bytesOf(file), file.slice());
}

/** The same of bytes that are in the memory already; `file`: the Blob that they are of, where there is one. */
export async function normalizeContent(
  bytes: Uint8Array<ArrayBuffer>,
  file?: Blob,
): Promise<NormalizedImage> {
  return isSvg(bytes) ? normalizeSvg(new TextDecoder().decode(bytes)) : normalizeBytes(bytes, file);
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
