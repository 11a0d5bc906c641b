import { crc32, deflateSync } from "node:zlib";

/** A PNG of `side`×`side` pixels in a few kilobytes: at 20,000, 1.6 GB once it is decoded. */
export function pngBomb(side: number): Buffer {
  const chunk = (type: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(type), data]);
    const size = Buffer.alloc(4);
    size.writeUInt32BE(data.length);
    const sum = Buffer.alloc(4);
    sum.writeUInt32BE(crc32(body));
    return Buffer.concat([size, body, sum]);
  };
  const header = Buffer.alloc(13);
  header.writeUInt32BE(side, 0);
  header.writeUInt32BE(side, 4);
  // One bit a pixel, grey.
  header[8] = 1;
  const rows = deflateSync(Buffer.alloc(side * (1 + Math.ceil(side / 8))));
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    ...[chunk("IHDR", header), chunk("IDAT", rows), chunk("IEND", Buffer.alloc(0))],
  ]);
}

/** Ten million rectangles in a kilobyte: each group uses the one before it ten times. */
export function svgBomb(): string {
  const ten = (id: number) => `<use href="#g${id}"/>`.repeat(10);
  const groups = Array.from({ length: 7 }, (_, i) => `<g id="g${i + 1}">${ten(i)}</g>`);
  const last = '<rect id="g0" width="9" height="9" fill="#2a5" fill-opacity=".1"/>';
  return `<svg xmlns="http://www.w3.org/2000/svg" width="300" height="300"><defs>${last}${groups.join("")}</defs><use href="#g7"/></svg>`;
}
