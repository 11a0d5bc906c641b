import { FailureError } from "../failure/failure";
import { bytesOf } from "./bytes-of";
import { openCanvas } from "./canvas";
import { type Fit, fitInitImage, fitWithin, maxInitPixels, type Size, thumbnailSide } from "./dimensions";
import { printOf } from "./print";
import { type Header, maxPictureBytes, readHeader, readHeaderOf } from "./sniff";

/** The JPEG that is sent stays under this many bytes: as a data URL it is then under 0.6 MB. */
export const maxJpegBytes = 440_000;
const jpegQualities = [0.92, 0.86, 0.78, 0.68, 0.55, 0.4];

/** A reference's pixels as they are stored: what is sent to fal, and what lists show. */
export interface NormalizedImage {
  jpeg: Blob;
  thumbnail: Uint8Array;
  /** The thumbnail as it was drawn, for whoever compares it: where it was drawn just now. */
  drawn?: OffscreenCanvas | undefined;
  /** The opacity of each cell of its print (0 to 255), where not all are opaque. */
  alpha?: Uint8Array | undefined;
  /** Of `jpeg`, in pixels. */
  size: Size;
  original: Size & { format: string; bytes: number; sha256?: string | undefined };
}

/**
 * Any picture's bytes as an init image (JPEG as PRODUCT fixes it) and a thumbnail. Runs in a worker or a page.
 * Throws a `Refusal` with a `capture_…` code.
 */
export async function normalizeImage(file: Blob): Promise<NormalizedImage> {
  requireSize(file.size);
  // Without its type: what it is, its first bytes say.
  return normalizeFrom(file.slice(), await readHeaderOf(file));
}

/** The same of bytes that are in the memory already. */
export async function normalizeBytes(bytes: Uint8Array<ArrayBuffer>): Promise<NormalizedImage> {
  requireSize(bytes.length);
  return normalizeFrom(new Blob([bytes]), readHeader(bytes));
}

async function normalizeFrom(file: Blob, { format, memory }: Header): Promise<NormalizedImage> {
  return inItsTurn(memory, async () => {
    const bitmap = await decode(file);
    try {
      return await normalizeBitmap(bitmap, { format, bytes: file.size });
    } finally {
      bitmap.close();
    }
  });
}

/** Throws `capture_too_large` for a file of more bytes than are read. */
export function requireSize(bytes: number): void {
  if (bytes > maxPictureBytes)
    throw new FailureError("capture_too_large", `${Math.round(bytes / 1024 / 1024)} MB`);
}

/** Most pictures need no more memory (bytes) than this: four of them at once are less than one large picture. */
const smallMemory = 40_000_000;

let last: Promise<unknown> = Promise.resolve();

/**
 * Decoded, a picture fills up to 300 MB: several that come at once wait for each other; in the worker and in our own
 * pages by one lock, in a page of the web among themselves.
 */
function inItsTurn<T>(memory: number, work: () => Promise<T>): Promise<T> {
  if (memory <= smallMemory) return work();
  if (globalThis.location?.protocol.endsWith("-extension:")) return navigator.locks.request("decode", work);
  const next = last.then(work);
  last = next.catch(() => undefined);
  return next;
}

/**
 * Decoded pixels as an init image and a thumbnail; `format` and `bytes` are what they came as.
 * Throws `capture_too_small` and `capture_too_large`.
 */
export async function normalizeBitmap(
  bitmap: ImageBitmap,
  cameAs: { format: string; bytes: number },
): Promise<NormalizedImage> {
  const { width, height } = bitmap;
  const fit = fitInitImage({ width, height });
  if (!fit) throw new FailureError("capture_too_small", `${width}×${height}`);
  // Drawn small from so many pixels it takes its time; a JPEG has none.
  const alpha = cameAs.format === "jpg" ? undefined : alphaOf(bitmap);
  return {
    ...(await normalizeCanvas(draw(bitmap, fit), { width, height, ...cameAs })),
    ...(alpha && { alpha }),
  };
}

/** A JPEG has no transparency: whoever compares pictures must know where this one had some. */
function alphaOf(bitmap: ImageBitmap): Uint8Array | undefined {
  const alpha = new Uint8Array(printOf(bitmap, bitmap).filter((_, i) => i % 4 === 3));
  return alpha.some((value) => value < 250) ? alpha : undefined;
}

/** What is drawn on a canvas as a JPEG that may be sent, and a thumbnail. Throws `capture_too_large`. */
export async function normalizeCanvas(
  canvas: OffscreenCanvas,
  original: NormalizedImage["original"],
): Promise<NormalizedImage> {
  const { width, height } = canvas;
  const [jpeg, thumbnail] = await Promise.all([toJpeg(canvas), makeThumbnail(canvas)]);
  return { jpeg, ...thumbnail, size: { width, height }, original };
}

/**
 * A finished picture measured (pixels), with its thumbnail, and typed by its own first bytes: what a server
 * calls it is not trusted. Throws `picture_unreadable`.
 */
export async function inspectResult(
  bytes: Uint8Array<ArrayBuffer>,
): Promise<{ blob: Blob; size: Size; thumbnail: Uint8Array }> {
  try {
    const { format, memory } = readHeader(bytes);
    const blob = new Blob([bytes], { type: `image/${format === "jpg" ? "jpeg" : format}` });
    return await inItsTurn(memory, async () => {
      const bitmap = await decode(blob);
      const size = { width: bitmap.width, height: bitmap.height };
      const { thumbnail } = await makeThumbnail(bitmap);
      bitmap.close();
      return { blob, size, thumbnail };
    });
  } catch {
    throw new FailureError("picture_unreadable");
  }
}

/** A picture's pixels; the caller closes them. Throws `capture_undecodable`. */
export async function decode(file: Blob): Promise<ImageBitmap> {
  try {
    return await createImageBitmap(file);
  } catch {
    throw new FailureError("capture_undecodable");
  }
}

function draw(bitmap: ImageBitmap, fit: Fit): OffscreenCanvas {
  const { canvas, context } = whiteCanvas(fit);
  const { sourceX, sourceY, sourceWidth, sourceHeight } = fit;
  context.drawImage(bitmap, sourceX, sourceY, sourceWidth, sourceHeight, 0, 0, fit.width, fit.height);
  return canvas;
}

/** A canvas of this size, white: JPEG has no transparency, and black would be the default. */
export function whiteCanvas(size: Size) {
  const { canvas, context } = openCanvas(size);
  context.fillStyle = "#fff";
  context.fillRect(0, 0, size.width, size.height);
  return { canvas, context };
}

async function makeThumbnail(
  source: OffscreenCanvas | ImageBitmap,
): Promise<{ thumbnail: Uint8Array; drawn: OffscreenCanvas }> {
  const size = fitWithin(source, thumbnailSide);
  const { canvas, context } = openCanvas(size);
  context.drawImage(source, 0, 0, size.width, size.height);
  const blob = await canvas.convertToBlob({ type: "image/jpeg", quality: 0.8 });
  return { thumbnail: await bytesOf(blob), drawn: canvas };
}

async function toJpeg(canvas: OffscreenCanvas): Promise<Blob> {
  let blob: Blob | undefined;
  for (const quality of jpegQualities) {
    blob = await canvas.convertToBlob({ type: "image/jpeg", quality });
    if (blob.size <= maxJpegBytes) return blob;
  }
  throw new FailureError("capture_too_large", `${blob?.size ?? 0} bytes after ${maxInitPixels} pixels`);
}
