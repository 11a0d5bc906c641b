import type { Size } from "../dimensions";

/** A JPEG's frame: its size in pixels before EXIF turns it, and whether it comes in several passes. */
export interface JpegHeader extends Size {
  progressive: boolean;
}

/**
 * The first frame header, found as libjpeg finds it: segment by segment, with fill bytes and garbage between
 * them skipped, so that a frame header inside a comment counts for nothing. Undefined when there is none.
 */
export function readJpegHeader(bytes: Uint8Array): JpegHeader | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = 2; at + 9 < bytes.length; ) {
    at = bytes.indexOf(0xff, at);
    if (at < 0) return undefined;
    while (bytes[at] === 0xff) at++;
    const marker = bytes[at++] ?? 0;
    if (isFrame(marker) && at + 7 <= bytes.length)
      return {
        height: view.getUint16(at + 3),
        width: view.getUint16(at + 5),
        progressive: (marker & 0x03) === 2,
      };
    if (hasLength(marker) && at + 2 <= bytes.length) at += Math.max(2, view.getUint16(at));
  }
  return undefined;
}

/** SOF0 to SOF15, without the three markers between them that begin tables. */
const isFrame = (marker: number) => marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);

/** All but stuffed zeros, TEM, and the restart, start and end markers. */
const hasLength = (marker: number) => marker > 0x01 && !(marker >= 0xd0 && marker <= 0xd9);
