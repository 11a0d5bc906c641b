import { FailureError } from "../failure/failure";
import { toBase64 } from "../image/base64";
import { type NormalizedImage, normalizeBitmap } from "../image/normalize";
import { printOf } from "../image/print";
import { maxPicturePixels } from "../image/sniff";
import { sizeOf } from "./describe-image";
import type { Found } from "./find-images";
import { rasteriseElement } from "./rasterise-element";

/**
 * The pixels that an element holds, as far as the browser lets the page read them.
 * Throws `capture_too_large`, and `capture_unreachable` where it does not (a picture of another site taints a canvas).
 */
export async function readPixels({ element, shows }: Found): Promise<NormalizedImage> {
  const { width = 0, height = 0 } = sizeOf({ element, shows }) ?? {};
  if (width * height > maxPicturePixels) throw new FailureError("capture_too_large", `${width}×${height}`);
  const bitmap = await bitmapOf(element, shows);
  try {
    return await normalizeBitmap(bitmap, { format: shows, bytes: 0 });
  } catch (error) {
    throw error instanceof FailureError ? error : new FailureError("capture_unreachable");
  } finally {
    bitmap.close();
  }
}

async function bitmapOf(element: Element, shows: Found["shows"]): Promise<ImageBitmap> {
  if (shows === "svg") return rasteriseElement(element as SVGSVGElement);
  try {
    return await createImageBitmap(element as HTMLImageElement | HTMLCanvasElement | HTMLVideoElement);
  } catch {
    throw new FailureError("capture_unreachable");
  }
}

/** The print of what an element holds, as base64; undefined where the browser does not let the page read it. */
export async function readPrint(found: Found): Promise<string | undefined> {
  const size = sizeOf(found);
  if (!size || size.width * size.height > maxPicturePixels) return undefined;
  try {
    const print = printOf(found.element as HTMLImageElement, size);
    return toBase64(new Uint8Array(print));
  } catch {
    return undefined;
  }
}
