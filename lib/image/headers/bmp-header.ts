import type { Size } from "../dimensions";

/** A BMP's size in pixels, in the form of Windows (32 bits a side, upside down when negative) or of OS/2 (16). */
export function readBmpHeader(bytes: Uint8Array): Size | undefined {
  if (bytes.length < 26) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const isOs2 = view.getUint32(14, true) === 12;
  return isOs2
    ? { width: view.getUint16(18, true), height: view.getUint16(20, true) }
    : { width: Math.abs(view.getInt32(18, true)), height: Math.abs(view.getInt32(22, true)) };
}
