import { join } from "./bytes";
import { jsonOfXmp, toXmp } from "./xmp";

const signature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
/** Keyword, no compression, no language, no translated keyword: XMP's own place in a PNG. */
const xmpHead = "XML:com.adobe.xmp\0\0\0\0\0";

interface Chunk {
  type: string;
  from: number;
  to: number;
}

/** The chunks of a PNG; undefined when the bytes are none or break off. */
function chunksOf(bytes: Uint8Array): Chunk[] | undefined {
  if (!signature.every((byte, i) => bytes[i] === byte)) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const chunks: Chunk[] = [];
  for (let from = 8; from + 12 <= bytes.length; ) {
    const to = from + 12 + view.getUint32(from);
    if (to > bytes.length) return undefined;
    const type = String.fromCharCode(...bytes.subarray(from + 4, from + 8));
    chunks.push({ type, from, to });
    if (type === "IEND") return chunks;
    from = to;
  }
  return undefined;
}

/** The PNG with XMP of ours, as text, in the place of any other; undefined when it is no PNG. */
export function embedInPng(
  bytes: Uint8Array<ArrayBuffer>,
  json: string,
): Uint8Array<ArrayBuffer> | undefined {
  const chunks = chunksOf(bytes);
  if (!chunks) return undefined;
  const [header, ...others] = chunks.filter((one) => !isXmp(bytes, one));
  const slice = ({ from, to }: Chunk) => bytes.subarray(from, to);
  if (header?.type !== "IHDR") return undefined;
  const text = makeChunk("iTXt", new TextEncoder().encode(xmpHead + toXmp(json)));
  return join([bytes.subarray(0, 8), slice(header), text, ...others.map(slice)]);
}

/** The JSON that a PNG of ours carries. */
export function readFromPng(bytes: Uint8Array): string | undefined {
  const xmp = chunksOf(bytes)?.find((one) => isXmp(bytes, one));
  if (!xmp) return undefined;
  return jsonOfXmp(new TextDecoder().decode(bytes.subarray(xmp.from + 8 + xmpHead.length, xmp.to - 4)));
}

function isXmp(bytes: Uint8Array, { type, from }: Chunk): boolean {
  return type === "iTXt" && [...xmpHead].every((letter, i) => bytes[from + 8 + i] === letter.charCodeAt(0));
}

function makeChunk(type: string, body: Uint8Array): Uint8Array {
  const chunk = new Uint8Array(body.length + 12);
  const view = new DataView(chunk.buffer);
  view.setUint32(0, body.length);
  chunk.set(new TextEncoder().encode(type), 4);
  chunk.set(body, 8);
  view.setUint32(body.length + 8, crc32(chunk.subarray(4, body.length + 8)));
  return chunk;
}

/** The checksum that PNG wants. */
function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return (crc ^ 0xffffffff) >>> 0;
}
