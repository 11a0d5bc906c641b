import type { Size } from "../dimensions";

/**
 * A GIF's size in pixels: the canvas, or its first frame where that is larger (browsers then take the frame's).
 * Undefined when no frame can be found.
 */
export function readGifHeader(bytes: Uint8Array): Size | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 13) return undefined;
  const canvas = { width: view.getUint16(6, true), height: view.getUint16(8, true) };
  for (let at = 13 + tableSize(bytes[10]); at < bytes.length; ) {
    const block = bytes[at];
    if (block === 0x2c && at + 9 < bytes.length)
      return {
        width: Math.max(canvas.width, view.getUint16(at + 1, true) + view.getUint16(at + 5, true)),
        height: Math.max(canvas.height, view.getUint16(at + 3, true) + view.getUint16(at + 7, true)),
      };
    if (block !== 0x21) return undefined;
    // An extension: its label, then blocks with their lengths up to an empty one.
    at += 2;
    while (bytes[at]) at += (bytes[at] ?? 0) + 1;
    at += 1;
  }
  return undefined;
}

/** How many bytes the colour table has that these flags announce. */
const tableSize = (flags = 0) => (flags & 0x80 ? 3 * 2 ** ((flags & 0x07) + 1) : 0);
