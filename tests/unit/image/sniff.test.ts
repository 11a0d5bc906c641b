import { readFileSync } from "node:fs";
import sharp from "sharp";
import { describe, expect, it, vi } from "vitest";
import { readHeader, readHeaderOf } from "../../../lib/image/sniff";
import { pngBomb } from "../../security/bombs.ts";

const plain = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: "teal" } });
const fixture = (name: string) => readFileSync(new URL(`../../pictures/${name}`, import.meta.url));
const failure = (code: string) => expect.objectContaining({ failure: expect.objectContaining({ code }) });

/** `bytes` with `patch` at the place where `find` stands, moved on by `offset`. */
function patched(bytes: Uint8Array, find: string, offset: number, patch: number[]): Uint8Array {
  const at = Buffer.from(bytes).indexOf(find, 0, "latin1");
  if (at < 0) throw new Error(`no ${find} here`);
  const copy = new Uint8Array(bytes);
  copy.set(patch, at + offset);
  return copy;
}

const uint16 = (value: number) => [value >> 8, value & 255];
const uint32 = (value: number) => [0, 0, ...uint16(value)];

describe("what a browser shows has a header that can be read", () => {
  it.each([
    ["jpg", () => plain(64, 48).jpeg().toBuffer()],
    ["jpg", () => plain(64, 48).jpeg({ progressive: true }).toBuffer()],
    ["png", () => plain(64, 48).png().toBuffer()],
    ["webp", () => plain(64, 48).webp().toBuffer()],
    ["webp", () => plain(64, 48).webp({ lossless: true }).toBuffer()],
    ["webp", () => plain(64, 48).ensureAlpha(0.5).webp().toBuffer()],
    ["gif", () => plain(64, 48).gif().toBuffer()],
    ["avif", () => plain(64, 48).avif().toBuffer()],
  ])("%s %#", async (format, make) => {
    expect(readHeader(await make())).toMatchObject({ format, width: 64, height: 48 });
  });

  it.each([
    ["exif-empty.jpg", "jpg"],
    ["fill-bytes.jpg", "jpg"],
    ["moving.avif", "avif"],
    ["os2.bmp", "bmp"],
    ["plain.jxl", "jxl"],
  ])("%s", (name, format) => {
    const header = readHeader(fixture(name));
    expect(header.format).toBe(format);
    expect(header.width * header.height).toBeGreaterThan(0);
    expect(Math.max(header.width, header.height)).toBeLessThan(2_000);
  });
});

describe("the bound is of what is decoded, not of what another part of the file claims", () => {
  const frame = (width: number, height: number) => [
    ...[0xff, 0xc0, 0, 17, 8, ...uint16(height), ...uint16(width), 3],
    ...[1, 0x22, 0, 2, 0x11, 1, 3, 0x11, 1],
  ];
  const big = frame(23_000, 23_000);

  it.each([
    [
      "a frame header in a comment",
      [0xff, 0xfe, ...uint16(2 + frame(512, 512).length), ...frame(512, 512), ...big],
    ],
    ["in a segment of a program's own", [0xff, 0xe5, ...uint16(21), ...frame(512, 512), ...big]],
    ["garbage and fill bytes before the real one", [1, 2, 3, 0xff, 0xff, 0xff, ...big.slice(1)]],
    ["a segment that says it has no length", [0xff, 0xe5, 0, 0, ...big]],
  ])("JPEG: %s", (_name, body) => {
    const bytes = new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 0, 4, 0, 0, ...body, 0xff, 0xda, 0, 2, 0, 0, 0, 0]);
    expect(() => readHeader(bytes)).toThrow(failure("capture_too_large"));
  });

  it("GIF: a first frame that is larger than the canvas", async () => {
    const gif = await plain(64, 48).gif().toBuffer();
    const at = gif.indexOf(0x2c, 13 + 3 * 2 ** (((gif[10] ?? 0) & 7) + 1));
    const bytes = new Uint8Array(gif);
    bytes.set([0xd8, 0x59, 0xd8, 0x59], at + 5);
    expect(() => readHeader(bytes)).toThrow(failure("capture_too_large"));
  });

  it("WebP: a small canvas before a large frame", async () => {
    const webp = await plain(64, 48).ensureAlpha(0.5).webp().toBuffer();
    expect(() => readHeader(patched(webp, "VP8 ", 14, [0xff, 0x3f, 0xff, 0x3f]))).toThrow(
      failure("capture_too_large"),
    );
  });

  it("AVIF: a container that says less than the AV1 stream inside", async () => {
    const avif = await plain(6_000, 6_000).avif({ effort: 0 }).toBuffer();
    const lie = patched(avif, "ispe", 8, [...uint32(512), ...uint32(512)]);
    expect(() => readHeader(lie)).toThrow(failure("capture_too_large"));
    expect(readHeader(await plain(1_200, 900).avif({ effort: 0 }).toBuffer())).toMatchObject({
      width: 1_200,
    });
  });

  it("a JPEG that comes colour by colour is held as a whole, too", () => {
    const scan = (colours: number) => [0xff, 0xda, 0, 6 + 2 * colours, colours, 1, 0, 2, 0, 3, 0, 0, 63, 0];
    const bytes = (colours: number) =>
      new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 0, 4, 0, 0, ...frame(6_600, 6_600), ...scan(colours)]);
    expect(readHeader(bytes(3))).toMatchObject({ width: 6_600 });
    expect(() => readHeader(bytes(1))).toThrow(failure("capture_too_large"));
  });

  it.each([
    ["an icon whose picture is larger than its list says", 1],
    ["a cursor", 2],
  ])("%s", (_name, kind) => {
    const list = [0, 0, kind, 0, 1, 0, 32, 32, 0, 0, 1, 0, 32, 0, 0, 0, 0, 0, 22, 0, 0, 0];
    expect(() => readHeader(new Uint8Array([...list, ...pngBomb(9_000)]))).toThrow(
      failure("capture_too_large"),
    );
    expect(readHeader(new Uint8Array([...list, ...pngBomb(300)]))).toMatchObject({
      format: "ico",
      width: 300,
    });
  });

  it("a progressive JPEG holds more than its pixels", async () => {
    const bytes = new Uint8Array(await plain(64, 48).jpeg({ progressive: true }).toBuffer());
    const large = patched(bytes, "\xff\xc2", 5, [...uint16(7_000), ...uint16(7_000)]);
    expect(() => readHeader(large)).toThrow(failure("capture_too_large"));
  });
});

describe("what is no picture", () => {
  it.each([
    ["nothing", [], "capture_empty"],
    ["a page", [...Buffer.from("<!doctype html><title>Not found</title>")], "capture_not_picture"],
    ["a TIFF, which no browser shows", [0x49, 0x49, 0x2a, 0, 8, 0, 0, 0], "capture_not_picture"],
    ["a JPEG that breaks off", [0xff, 0xd8, 0xff, 0xe0, 0, 16], "capture_not_picture"],
    ["a WebP that breaks off", [...Buffer.from("RIFF\0\0\0\0WEBPVP8 ")], "capture_not_picture"],
    [
      "an AVIF that breaks off",
      [0, 0, 0, 12, ...Buffer.from("ftypavif"), 0, 0, 0, 99],
      "capture_not_picture",
    ],
    ["no size", [...Buffer.from("GIF89a"), 0, 0, 0, 0, 0, 0, 0], "capture_not_picture"],
  ])("%s", (_name, bytes, code) => {
    expect(() => readHeader(new Uint8Array(bytes))).toThrow(failure(code));
  });

  it("any bytes behind any first bytes end, and quickly", () => {
    const starts = ["\xff\xd8\xff", "GIF89a", "RIFF\0\0\0\0WEBP", "\0\0\0\x18ftypavif", "BM", "\xff\x0a"];
    const began = performance.now();
    for (const start of starts)
      for (const fill of [0, 1, 0x21, 0x7f, 0xff]) {
        const bytes = new Uint8Array(2_000_000).fill(fill);
        bytes.set(Buffer.from(start, "latin1"));
        try {
          readHeader(bytes);
        } catch {
          // Refused is as good as read: it must only end.
        }
      }
    expect(performance.now() - began).toBeLessThan(5_000);
  });
});

describe("of a file no more is read than its header takes", () => {
  const noise = sharp({
    create: {
      width: 900,
      height: 700,
      channels: 3,
      background: "teal",
      noise: { type: "gaussian", sigma: 90 },
    },
  });
  /** A JPEG's bytes behind so many segments of a program's own, of 60 kB each. */
  const behind = (count: number, jpeg: Uint8Array) =>
    Buffer.concat([
      jpeg.subarray(0, 2),
      ...Array.from({ length: count }, () => [
        Buffer.from([0xff, 0xe5, ...uint16(60_000)]),
        Buffer.alloc(59_998),
      ]).flat(),
      jpeg.subarray(2),
    ]);

  it.each([
    ["a photo", true, () => noise.clone().jpeg().toBuffer()],
    ["a photo that comes in passes", true, () => noise.clone().jpeg({ progressive: true }).toBuffer()],
    ["a photo with much told of it", true, async () => behind(2, await noise.clone().jpeg().toBuffer())],
    ["with more than that", false, async () => behind(3, await noise.clone().jpeg().toBuffer())],
    ["a PNG", true, () => noise.clone().png().toBuffer()],
    ["another format", false, () => noise.clone().webp({ lossless: true }).toBuffer()],
  ])("%s: by its beginning alone %s", async (_name, byBeginning, make) => {
    const bytes = await make();
    expect(bytes.length).toBeGreaterThan(130_000);
    const file = new Blob([new Uint8Array(bytes)]);
    const readWhole = vi.spyOn(file, "arrayBuffer");
    expect(await readHeaderOf(file)).toEqual(readHeader(bytes));
    expect(readWhole).toHaveBeenCalledTimes(byBeginning ? 0 : 1);
  });

  it("a beginning that breaks off before the first scan decides nothing", async () => {
    // A frame that lets all come in one pass, and the scan that says so only behind what is read first.
    const frame = [
      0xff,
      0xc0,
      0,
      17,
      8,
      ...uint16(6_600),
      ...uint16(6_600),
      3,
      1,
      0x22,
      0,
      2,
      0x11,
      1,
      3,
      0x11,
      1,
    ];
    const tables = Buffer.concat(
      Array.from({ length: 3 }, () =>
        Buffer.concat([Buffer.from([0xff, 0xfe, ...uint16(60_000)]), Buffer.alloc(59_998)]),
      ),
    );
    const scan = [0xff, 0xda, 0, 12, 3, 1, 0, 2, 0, 3, 0, 0, 63, 0];
    const bytes = Buffer.concat([Buffer.from([0xff, 0xd8, ...frame]), tables, Buffer.from([...scan, 0, 0])]);
    expect(await readHeaderOf(new Blob([bytes]))).toEqual(readHeader(bytes));
  });

  it("an empty file and one of words are none", async () => {
    await expect(readHeaderOf(new Blob([]))).rejects.toEqual(failure("capture_empty"));
    await expect(readHeaderOf(new Blob(["no picture"]))).rejects.toEqual(failure("capture_not_picture"));
  });
});
