import { BMP } from "image-size/types/bmp";
import { GIF } from "image-size/types/gif";
import { HEIF } from "image-size/types/heif";
import { ICO } from "image-size/types/ico";
import { JPG } from "image-size/types/jpg";
import { PNG } from "image-size/types/png";
import { WEBP } from "image-size/types/webp";
import { FailureError } from "../failure/failure";
import type { Size } from "./dimensions";

/** A picture may have this many bytes as it comes from outside. */
export const maxPictureBytes = 32 * 1024 * 1024;

/** And this many pixels: decoding costs four bytes each, whatever the file's own size. */
export const maxPicturePixels = 64_000_000;

/** The formats that a browser decodes, by their first bytes. What is not imported here cannot be let in. */
const readers = { bmp: BMP, gif: GIF, heif: HEIF, ico: ICO, jpg: JPG, png: PNG, webp: WEBP };

export interface Header extends Size {
  format: string;
}

/**
 * Reads format and upright size (pixels) from the first bytes of a file; names and headers are not trusted.
 * Throws `capture_empty`, `capture_not_picture`, `capture_too_large`.
 */
export function readHeader(bytes: Uint8Array): Header {
  if (bytes.length === 0) throw new FailureError("capture_empty");
  const { width, height, type, orientation } = measure(bytes);
  if (width * height > maxPicturePixels) throw new FailureError("capture_too_large", `${width}×${height}`);
  // EXIF orientations 5 to 8 lie on their side.
  const sideways = orientation !== undefined && orientation >= 5;
  return { format: type, width: sideways ? height : width, height: sideways ? width : height };
}

function measure(bytes: Uint8Array): { width: number; height: number; type: string; orientation?: number } {
  try {
    const [name, reader] = Object.entries(readers).find(([, { validate }]) => validate(bytes)) ?? [];
    const {
      images = [],
      type = name,
      orientation,
      ...first
    } = reader?.calculate(bytes) ?? { width: 0, height: 0 };
    // An .ico holds several pictures: the largest counts.
    const { width, height } = images.reduce(larger, first);
    if (width > 0 && height > 0 && type)
      return { width, height, type, ...(orientation !== undefined && { orientation }) };
  } catch {
    // Falls through: bytes that no known format begins with.
  }
  throw new FailureError("capture_not_picture");
}

const larger = (a: Size, b: Size) => (b.width * b.height > a.width * a.height ? b : a);
