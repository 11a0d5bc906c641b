import type { Size } from "../dimensions";
import { boxesIn } from "./avif-header";
import { startsWith } from "./starts-with";

/** The header of a codestream is not longer (bytes). */
const headLength = 16;
/** The shapes that a header can name in place of a width (ISO 18181-1, D.2). */
const ratios = [1, 1.2, 4 / 3, 1.5, 16 / 9, 1.25, 2];
const lengths = [9, 13, 18, 30];

const isStream = (bytes: Uint8Array) => startsWith(bytes, "\xff\n");

/** Whether a file is a JPEG XL, bare or in its container, by its first bytes. */
export const isJxl = (bytes: Uint8Array) => isStream(bytes) || startsWith(bytes, "JXL \r\n", 4);

/** A JPEG XL's size in pixels. Undefined when it breaks off. */
export function readJxlHeader(bytes: Uint8Array): Size | undefined {
  const stream = isStream(bytes) ? bytes : streamIn(bytes);
  if (!isStream(stream)) return undefined;
  let bit = 16;
  const read = (count: number): number => {
    let value = 0;
    for (let i = 0; i < count; i++, bit++) value += (((stream[bit >> 3] ?? 0) >> (bit & 7)) & 1) * 2 ** i;
    return value;
  };
  const isSmall = read(1) === 1;
  const side = () => (isSmall ? 8 * (1 + read(5)) : 1 + read(lengths[read(2)] ?? 0));
  const height = side();
  const ratio = ratios[read(3) - 1];
  const width = ratio ? Math.floor(height * ratio) : side();
  return bit <= stream.length * 8 ? { width, height } : undefined;
}

/** The beginning of the codestream, which may come in parts. */
function streamIn(bytes: Uint8Array): Uint8Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const head: number[] = [];
  for (const { type, from, to } of boxesIn(view, 0, bytes.length)) {
    const at = type === "jxlc" ? from : type === "jxlp" ? from + 4 : to;
    head.push(...bytes.subarray(at, Math.min(to, at + headLength)));
    if (head.length >= headLength) break;
  }
  return Uint8Array.from(head);
}
