import { ICO } from "image-size/types/ico";
import { JXL } from "image-size/types/jxl";
import { JXLStream } from "image-size/types/jxl-stream";
import { PNG } from "image-size/types/png";
import { FailureError } from "../failure/failure";
import type { Size } from "./dimensions";
import { readAvifHeader } from "./headers/avif-header";
import { readBmpHeader } from "./headers/bmp-header";
import { readGifHeader } from "./headers/gif-header";
import { readJpegHeader } from "./headers/jpeg-header";
import { readWebpHeader } from "./headers/webp-header";

/** A picture may have this many bytes as it comes from outside. */
export const maxPictureBytes = 32 * 1024 * 1024;

/** And this many pixels. */
export const maxPicturePixels = 64_000_000;

/** To decode it may take this many bytes of memory, whatever the file's own size. */
const maxDecodedBytes = maxPicturePixels * 4;

export interface Header extends Size {
  format: string;
}

interface Format {
  /** Whether a file is of this format, by its first bytes. */
  matches(bytes: Uint8Array): boolean;
  read(bytes: Uint8Array): Size | undefined;
  /** What decoding takes at the most for each pixel (bytes), with what the decoder holds beside the picture. */
  bytesPerPixel(bytes: Uint8Array): number;
}

const startsWith = (bytes: Uint8Array, text: string, at = 0) =>
  [...text].every((letter, i) => bytes[at + i] === letter.charCodeAt(0));

const hasBrand = (bytes: Uint8Array, ...brands: string[]) =>
  startsWith(bytes, "ftyp", 4) && brands.some((brand) => startsWith(bytes, brand, 8));

/**
 * What browsers decode. The header only bounds: whether it is a picture, the browser's decoder says. Names and
 * types that come with a file are not trusted, and what stands here in no line is no picture.
 */
const formats: Record<string, Format> = {
  jpg: {
    matches: (bytes) => startsWith(bytes, "\xff\xd8\xff"),
    read: readJpegHeader,
    // The passes of a progressive one are held as coefficients until the last.
    bytesPerPixel: (bytes) => (readJpegHeader(bytes)?.progressive ? 7 : 4),
  },
  // The byte at 24 is the depth: 16 bits a channel take twice the room.
  png: { matches: PNG.validate, read: PNG.calculate, bytesPerPixel: (bytes) => (bytes[24] === 16 ? 8 : 4) },
  gif: { matches: (bytes) => startsWith(bytes, "GIF8"), read: readGifHeader, bytesPerPixel: () => 8 },
  webp: {
    matches: (bytes) => startsWith(bytes, "RIFF") && startsWith(bytes, "WEBP", 8),
    read: readWebpHeader,
    bytesPerPixel: () => 8,
  },
  avif: {
    matches: (bytes) => hasBrand(bytes, "avif", "avis"),
    read: readAvifHeader,
    bytesPerPixel: () => 10,
  },
  heif: {
    matches: (bytes) => hasBrand(bytes, "mif1", "msf1", "heic", "heix", "hevc", "hevx"),
    read: readAvifHeader,
    bytesPerPixel: () => 10,
  },
  bmp: { matches: (bytes) => startsWith(bytes, "BM"), read: readBmpHeader, bytesPerPixel: () => 4 },
  ico: { matches: ICO.validate, read: largestOf, bytesPerPixel: () => 4 },
  jxl: {
    matches: (bytes) => JXL.validate(bytes) || JXLStream.validate(bytes),
    read: (bytes) => (JXL.validate(bytes) ? JXL : JXLStream).calculate(bytes),
    bytesPerPixel: () => 20,
  },
};

/** The largest of an .ico's pictures. */
function largestOf(bytes: Uint8Array): Size {
  const { images = [], ...first } = ICO.calculate(bytes);
  return images.reduce((a, b) => (b.width * b.height > a.width * a.height ? b : a), first);
}

/**
 * A file's format by its first bytes, and the size (pixels, as stored, before EXIF turns it) that it cannot
 * exceed when it is decoded. Throws `capture_empty`, `capture_not_picture`, `capture_too_large`.
 */
export function readHeader(bytes: Uint8Array): Header {
  if (bytes.length === 0) throw new FailureError("capture_empty");
  const [name, format] = Object.entries(formats).find(([, { matches }]) => holds(() => matches(bytes))) ?? [];
  const size = format && holds(() => format.read(bytes));
  if (!name || !size || !(size.width > 0 && size.height > 0)) throw new FailureError("capture_not_picture");
  const { width, height } = size;
  if (width * height * (format?.bytesPerPixel(bytes) ?? 4) > maxDecodedBytes)
    throw new FailureError("capture_too_large", `${width}×${height}`);
  return { format: name, width, height };
}

/** Readers may run over the end of a file that breaks off. */
function holds<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
