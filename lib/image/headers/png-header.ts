import type { Size } from "../dimensions";
import { startsWith } from "./starts-with";

/** A PNG's size in pixels, the bits of a channel, and whether it comes in several passes. */
export interface PngHeader extends Size {
  depth: number;
  interlaced: boolean;
}

/** Whether a file is a PNG, by its first bytes. */
export const isPng = (bytes: Uint8Array) => startsWith(bytes, "\x89PNG\r\n\x1a\n");

/** What the chunk says that every decoder wants first. Undefined when it breaks off. */
export function readPngHeader(bytes: Uint8Array): PngHeader | undefined {
  if (bytes.length < 29) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return {
    width: view.getUint32(16),
    height: view.getUint32(20),
    depth: view.getUint8(24),
    interlaced: view.getUint8(28) !== 0,
  };
}
