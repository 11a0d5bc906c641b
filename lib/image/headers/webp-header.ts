import type { Size } from "../dimensions";

/** Chunks of one file that are looked through: no real one has more before its first frame. */
const maxChunks = 200;

/** A WebP's size in pixels: the largest that its canvas or its first frame says. Undefined when it says none. */
export function readWebpHeader(bytes: Uint8Array): Size | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const size = { width: 0, height: 0 };
  const note = (width: number, height: number) => {
    size.width = Math.max(size.width, width);
    size.height = Math.max(size.height, height);
  };
  const uint24 = (at: number) => view.getUint16(at, true) | (view.getUint8(at + 2) << 16);
  let at = 12;
  for (let count = 0; count < maxChunks && at + 18 <= bytes.length; count++) {
    const body = at + 8;
    const name = String.fromCharCode(...bytes.subarray(at, at + 4));
    if (name === "VP8X") note(uint24(body + 4) + 1, uint24(body + 7) + 1);
    if (name === "VP8 ")
      note(view.getUint16(body + 6, true) & 0x3fff, view.getUint16(body + 8, true) & 0x3fff);
    if (name === "VP8L") {
      const bits = view.getUint32(body + 1, true);
      note((bits & 0x3fff) + 1, ((bits >> 14) & 0x3fff) + 1);
    }
    // A frame of an animation holds chunks of its own, behind 16 bytes about it.
    if (name === "ANMF") at = body + 16;
    else {
      const length = view.getUint32(at + 4, true);
      at = body + length + (length % 2);
    }
    if (name === "VP8 " || name === "VP8L") break;
  }
  return size.width > 0 && size.height > 0 ? size : undefined;
}
