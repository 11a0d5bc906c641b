import type { Size } from "../dimensions";

/** A JPEG's frame: its size in pixels before EXIF turns it. */
export interface JpegHeader extends Size {
  /** What a decoder holds for each pixel (bytes) until the last pass; 0 where all comes in one. */
  heldPerPixel: number;
  /** Whether the bytes reach its first scan: those behind that say nothing more. */
  hasScan: boolean;
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
    if (isFrame(marker) && at + 7 <= bytes.length) {
      const colours = coloursOfScan(bytes, at);
      // Also a JPEG that is not progressive may come colour by colour.
      const isOnePass = (marker & 0x03) !== 2 && colours === bytes[at + 7];
      return {
        height: view.getUint16(at + 3),
        width: view.getUint16(at + 5),
        heldPerPixel: isOnePass ? 0 : coefficients(bytes, at),
        hasScan: colours !== undefined,
      };
    }
    if (hasLength(marker) && at + 2 <= bytes.length) at += Math.max(2, view.getUint16(at));
  }
  return undefined;
}

/** Two bytes for each sample of each colour; colours may have fewer samples than the picture has pixels. */
function coefficients(bytes: Uint8Array, frame: number): number {
  const factors = Array.from({ length: bytes[frame + 7] ?? 0 }, (_, i) => bytes[frame + 9 + i * 3] ?? 0);
  const [across, down] = [factors.map((each) => each >> 4), factors.map((each) => each & 15)];
  const most = Math.max(...across, 0) * Math.max(...down, 0);
  const samples = factors.reduce((sum, _, i) => sum + (across[i] ?? 0) * (down[i] ?? 0), 0);
  return most > 0 ? (2 * samples) / most : 2 * factors.length;
}

/** How many colours the first scan has; undefined when the bytes break off before it. */
function coloursOfScan(bytes: Uint8Array, frame: number): number | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = frame + view.getUint16(frame); at + 5 < bytes.length; ) {
    at = bytes.indexOf(0xff, at);
    if (at < 0) return undefined;
    while (bytes[at] === 0xff) at++;
    const marker = bytes[at++] ?? 0;
    if (marker === 0xda) return bytes[at + 2];
    if (hasLength(marker) && at + 2 <= bytes.length) at += Math.max(2, view.getUint16(at));
  }
  return undefined;
}

/** SOF0 to SOF15, without the three markers between them that begin tables. */
const isFrame = (marker: number) => marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);

/** All but stuffed zeros, TEM, and the restart, start and end markers. */
const hasLength = (marker: number) => marker > 0x01 && !(marker >= 0xd0 && marker <= 0xd9);
