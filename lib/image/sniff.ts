import { FailureError } from "../failure/failure";
import { bytesOf } from "./bytes-of";
import type { Size } from "./dimensions";
import { readAvifHeader } from "./headers/avif-header";
import { readBmpHeader } from "./headers/bmp-header";
import { readGifHeader } from "./headers/gif-header";
import { isIco, readIcoHeader } from "./headers/ico-header";
import { readJpegHeader } from "./headers/jpeg-header";
import { isJxl, readJxlHeader } from "./headers/jxl-header";
import { isPng, readPngHeader } from "./headers/png-header";
import { startsWith } from "./headers/starts-with";
import { readWebpHeader } from "./headers/webp-header";

/** A picture may have this many bytes as it comes from outside. */
export const maxPictureBytes = 32 * 1024 * 1024;

/** And this many pixels. */
export const maxPicturePixels = 50_000_000;

/** To decode and to scale it may take this many bytes of memory, with the copies of the file itself. */
export const maxMemory = 300_000_000;
/** Of the file: as it came, and as the decoder reads it. */
const fileCopies = 2;

export interface Header extends Size {
  format: string;
  /** What it takes to decode it (bytes), at the most. */
  memory: number;
}

interface Format {
  /** Whether a file is of this format, by its first bytes. */
  matches(bytes: Uint8Array): boolean;
  read(bytes: Uint8Array): Size | undefined;
  /**
   * What decoding takes at the most for each pixel (bytes): the picture, what the decoder holds beside it, and the smaller
   * copies that the browser makes to scale it. As measured (`tests/security/memory.test.ts`).
   */
  bytesPerPixel(bytes: Uint8Array): number;
}

/** A picture in memory (4), with its smaller copies. */
const plain = 5.5;

const isJpeg = (bytes: Uint8Array) => startsWith(bytes, "\xff\xd8\xff");

const hasBrand = (bytes: Uint8Array, ...brands: string[]) =>
  startsWith(bytes, "ftyp", 4) && brands.some((brand) => startsWith(bytes, brand, 8));

/**
 * What browsers decode. The header only bounds: whether it is a picture, the browser's decoder says. Names and
 * types that come with a file are not trusted, and what stands here in no line is no picture.
 */
const formats: Record<string, Format> = {
  jpg: {
    matches: isJpeg,
    read: readJpegHeader,
    bytesPerPixel: (bytes) => plain + (readJpegHeader(bytes)?.heldPerPixel ?? 0),
  },
  png: { matches: isPng, read: readPngHeader, bytesPerPixel: pngBytes },
  gif: { matches: (bytes) => startsWith(bytes, "GIF8"), read: readGifHeader, bytesPerPixel: () => 8 },
  webp: {
    matches: (bytes) => startsWith(bytes, "RIFF") && startsWith(bytes, "WEBP", 8),
    read: readWebpHeader,
    bytesPerPixel: () => 8,
  },
  avif: {
    matches: (bytes) => hasBrand(bytes, "avif", "avis", "mif1", "msf1"),
    read: readAvifHeader,
    // Of 12 bits, with all colours for every pixel.
    bytesPerPixel: () => 14,
  },
  bmp: { matches: (bytes) => startsWith(bytes, "BM"), read: readBmpHeader, bytesPerPixel: () => 8 },
  ico: { matches: isIco, read: readIcoHeader, bytesPerPixel: () => 8 },
  jxl: { matches: isJxl, read: readJxlHeader, bytesPerPixel: () => 20 },
};

/** 16 bits a channel take twice the room, and passes are held until the last. */
function pngBytes(bytes: Uint8Array): number {
  const { depth = 8, interlaced = false } = readPngHeader(bytes) ?? {};
  return (depth === 16 ? 8 : plain) * (interlaced ? 2 : 1);
}

/** Whether a browser takes these bytes for a picture, whole or not. */
export const isPicture = (bytes: Uint8Array) =>
  Object.values(formats).some(({ matches }) => holds(() => matches(bytes)));

/**
 * A file's format by its first bytes, and the size (pixels, as stored, before EXIF turns it) that it cannot
 * exceed when it is decoded. `length` (bytes) is the whole file's, of which `bytes` may be a beginning that says
 * everything. Throws `capture_empty`, `capture_not_picture`, `capture_too_large`.
 */
export function readHeader(bytes: Uint8Array, length = bytes.length): Header {
  if (bytes.length === 0) throw new FailureError("capture_empty");
  const [name, format] = Object.entries(formats).find(([, { matches }]) => holds(() => matches(bytes))) ?? [];
  const size = format && holds(() => format.read(bytes));
  if (!name || !format || !size || !(size.width > 0 && size.height > 0))
    throw new FailureError("capture_not_picture");
  const { width, height } = size;
  const memory = width * height * format.bytesPerPixel(bytes) + length * fileCopies;
  if (width * height > maxPicturePixels || memory > maxMemory)
    throw new FailureError("capture_too_large", `${width}×${height}`);
  return { format: name, width, height, memory };
}

/** Where a photo's frame stands (bytes from the beginning), behind what cameras and programs tell of it. */
const headLength = 128 * 1024;

/** The same of a file, of which no more is read than it takes. */
export async function readHeaderOf(file: Blob): Promise<Header> {
  const head = await bytesOf(file.slice(0, headLength));
  const isEnough = file.size <= headLength || saysAll(head);
  return readHeader(isEnough ? head : await bytesOf(file), file.size);
}

/** Whether a file's beginning says as much as the whole would. */
function saysAll(head: Uint8Array): boolean {
  return isPng(head) || (isJpeg(head) && holds(() => readJpegHeader(head))?.hasScan === true);
}

/** Readers may run over the end of a file that breaks off. */
function holds<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
