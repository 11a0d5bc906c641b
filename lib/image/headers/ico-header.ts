import type { Size } from "../dimensions";
import { isPng, readPngHeader } from "./png-header";
import { startsWith } from "./starts-with";

/** No real icon has more pictures. */
const maxPictures = 256;

/** Whether a file is an icon or a cursor of Windows, by its first bytes. */
export const isIco = (bytes: Uint8Array) =>
  startsWith(bytes, "\0\0\x01\0") || startsWith(bytes, "\0\0\x02\0");

/**
 * The largest of an icon's pictures, in pixels: of what the list at its beginning says and what the pictures themselves
 * do. Undefined when it breaks off.
 */
export function readIcoHeader(bytes: Uint8Array): Size | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const count = Math.min(view.getUint16(4, true), maxPictures);
  const sizes = Array.from({ length: count }, (_, i) => {
    const at = 6 + i * 16;
    const listed = { width: view.getUint8(at) || 256, height: view.getUint8(at + 1) || 256 };
    return larger(listed, sizeInside(bytes.subarray(view.getUint32(at + 12, true))));
  });
  return sizes.reduce(larger, sizes[0]);
}

function sizeInside(picture: Uint8Array): Size | undefined {
  if (isPng(picture)) return readPngHeader(picture);
  if (picture.length < 12) return undefined;
  // A bitmap, with its mask below it.
  const view = new DataView(picture.buffer, picture.byteOffset, picture.byteLength);
  return { width: Math.abs(view.getInt32(4, true)), height: Math.abs(view.getInt32(8, true)) / 2 };
}

function larger<T extends Size | undefined>(a: T, b: Size | undefined): T | Size {
  return a && b && a.width * a.height >= b.width * b.height ? a : (b ?? a);
}
