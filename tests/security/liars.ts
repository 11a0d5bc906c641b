import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import sharp from "sharp";
import { pngBomb } from "./bombs.ts";

/** Pictures whose headers say less than they decode to, or that carry what does; each over the limits of memory. */
export async function makeLiars(): Promise<Record<string, Buffer>> {
  const [jpeg, webp, gif, avif] = await Promise.all([
    flat(14_000).jpeg({ quality: 10 }).toBuffer(),
    flat(6_400).ensureAlpha(0.5).webp({ quality: 5, effort: 0 }).toBuffer(),
    flat(6_400).gif({ effort: 1 }).toBuffer(),
    flat(6_000).avif({ quality: 5, effort: 0 }).toBuffer(),
  ]);
  const frame = [0xff, 0xc0, 0, 17, 8, 2, 0, 2, 0, 3, 1, 0x22, 0, 2, 0x11, 1, 3, 0x11, 1];
  const comment = Buffer.from([0xff, 0xfe, 0, 2 + frame.length, ...frame]);
  const drawing = (type: string, bytes: Buffer) =>
    Buffer.from(
      `<svg xmlns="http://www.w3.org/2000/svg" width="300" height="300"><image width="300" height="300" href="data:${type};base64,${bytes.toString("base64")}"/></svg>`,
    );
  return {
    "frame in a comment.jpg": Buffer.concat([jpeg.subarray(0, 2), comment, jpeg.subarray(2)]),
    "small canvas.webp": patched(webp, webp.indexOf("VP8X") + 12, [63, 0, 0, 47, 0, 0]),
    "small screen.gif": patched(gif, 6, [64, 0, 48, 0]),
    "small container.avif": patched(avif, avif.indexOf("ispe") + 8, [0, 0, 0, 64, 0, 0, 0, 48]),
    "plain.png": pngBomb(14_000),
    "small list.ico": icon(pngBomb(14_000)),
    "drawing.svg": drawing("image/png", pngBomb(14_000)),
    "drawing in a drawing.svg": drawing("image/svg+xml", drawing("image/jpeg", jpeg)),
  };
}

/** The most that is taken of a format: 40 megapixels. */
export const honest = () => flat(6_324).jpeg({ quality: 10 }).toBuffer();

const flat = (side: number) =>
  sharp({ limitInputPixels: false, create: { width: side, height: side, channels: 3, background: "teal" } });

function patched(bytes: Buffer, at: number, patch: number[]): Buffer {
  const copy = Buffer.from(bytes);
  copy.set(patch, at);
  return copy;
}

/** An icon whose list says 32×32. */
function icon(picture: Buffer): Buffer {
  const head = Buffer.from([0, 0, 1, 0, 1, 0, 32, 32, 0, 0, 1, 0, 32, 0, 0, 0, 0, 0, 22, 0, 0, 0]);
  head.writeUInt32LE(picture.length, 14);
  return Buffer.concat([head, picture]);
}

/** Writes them into a folder; gives their paths. */
export async function writeAll(folder: string, files: Record<string, Buffer>): Promise<string[]> {
  await mkdir(folder, { recursive: true });
  return Promise.all(
    Object.entries(files).map(async ([name, bytes]) => {
      const path = join(folder, name);
      await writeFile(path, bytes);
      return path;
    }),
  );
}
