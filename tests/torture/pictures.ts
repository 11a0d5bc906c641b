import { deflateSync } from "node:zlib";
import sharp from "sharp";

const photo = (name: string) => new URL(`../photos/${name}.jpg`, import.meta.url).pathname;

/** A photo scaled (or enlarged) to exactly this size. */
const scaled = (name: string, width: number, height: number) =>
  sharp(photo(name)).resize(width, height, { fit: "fill" });

const large = () => scaled("face", 1600, 2000);
const square = () => scaled("face", 256, 256).png().toBuffer();

/** The same photo on a canvas whose lower half is transparent: black there would be a fault. */
async function halfTransparent(): Promise<Buffer> {
  const pixels = await scaled("product", 640, 640).ensureAlpha().raw().toBuffer();
  for (let at = (pixels.length / 2) | 0; at < pixels.length; at += 4) pixels.fill(0, at, at + 4);
  return sharp(pixels, { raw: { width: 640, height: 640, channels: 4 } })
    .png()
    .toBuffer();
}

/** Frames one under the other, as sharp takes them: the first is the photo, the second another one. */
async function twoFrames(): Promise<ReturnType<typeof sharp>> {
  const frames = await Promise.all(
    ["face", "background"].map((name) => scaled(name, 600, 600).removeAlpha().raw().toBuffer()),
  );
  const raw = { width: 600, height: 1200, channels: 3 as const, pageHeight: 600 };
  return sharp(Buffer.concat(frames), { raw });
}

/** An uncompressed 24-bit BMP. */
async function bmp(): Promise<Buffer> {
  const [width, height] = [640, 400];
  const pixels = await scaled("product", width, height).flip().removeAlpha().raw().toBuffer();
  for (let at = 0; at < pixels.length; at += 3) {
    const red = pixels[at]!;
    pixels[at] = pixels[at + 2]!;
    pixels[at + 2] = red;
  }
  const header = Buffer.alloc(54);
  header.write("BM");
  header.writeUInt32LE(54 + pixels.length, 2);
  header.writeUInt32LE(54, 10);
  header.writeUInt32LE(40, 14);
  header.writeInt32LE(width, 18);
  header.writeInt32LE(height, 22);
  header.writeUInt16LE(1, 26);
  header.writeUInt16LE(24, 28);
  return Buffer.concat([header, pixels]);
}

/** A PNG of 20000×20000 in 48 KB: 1.6 GB when decoded. */
function bomb(): Buffer {
  const side = 20_000;
  const chunk = (type: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(type), data]);
    const frame = Buffer.alloc(body.length + 8);
    frame.writeUInt32BE(data.length, 0);
    body.copy(frame, 4);
    frame.writeUInt32BE(crc(body), body.length + 4);
    return frame;
  };
  const header = Buffer.alloc(13);
  header.writeUInt32BE(side, 0);
  header.writeUInt32BE(side, 4);
  header.set([1, 0, 0, 0, 0], 8);
  const rows = deflateSync(Buffer.alloc((side / 8 + 1) * side), { level: 9 });
  const start = Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]);
  return Buffer.concat([start, chunk("IHDR", header), chunk("IDAT", rows), chunk("IEND", Buffer.alloc(0))]);
}

function crc(bytes: Buffer): number {
  let value = 0xffffffff;
  for (const byte of bytes) {
    value ^= byte;
    for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  }
  return (value ^ 0xffffffff) >>> 0;
}

/** A drawing that would run a script and load a picture, if anyone let it. */
export const svg = (beacon: string) =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="200" height="250" onload="fetch('${beacon}?load')">
    <script>fetch('${beacon}?script')</script><image href="${beacon}?image" width="9" height="9"/>
    <rect width="200" height="250" fill="#e4d5c3"/><circle cx="100" cy="100" r="70" fill="#b4341f"/>
    <rect x="40" y="190" width="120" height="40" fill="#22577a"/></svg>`;

/** The same drawing without what should not happen. */
export const plainSvg = svg("").replace(/ onload="[^"]*"|<script>.*<\/script>|<image[^>]*>/g, "");

/** A thing of one colour on white, large and small. */
function inColour(name: string, background: string): typeof makers {
  const shown = async () => {
    const thing = await sharp({ create: { width: 320, height: 400, channels: 3, background } })
      .png()
      .toBuffer();
    return sharp({ create: { width: 640, height: 800, channels: 3, background: "#f4f2f0" } })
      .composite([{ input: thing, left: 160, top: 200 }])
      .jpeg({ quality: 85 })
      .toBuffer();
  };
  return {
    [name]: shown,
    [`${name}-small`]: async () =>
      sharp(await shown())
        .resize(320, 400)
        .jpeg()
        .toBuffer(),
  };
}

/** Two pictures side by side, of which a page shows one. */
async function sheet(): Promise<Buffer> {
  const fields = await Promise.all(
    ["face", "product"].map((name) => scaled(name, 320, 400).png().toBuffer()),
  );
  return sharp({ create: { width: 640, height: 400, channels: 3, background: "#fff" } })
    .composite(fields.map((input, i) => ({ input, left: 320 * i, top: 0 })))
    .jpeg({ quality: 90 })
    .toBuffer();
}

/** A cursor of Windows, which browsers show as they show an icon. */
const cursor = (picture: Buffer) => {
  const head = Buffer.from([0, 0, 2, 0, 1, 0, 0, 0, 0, 0, 1, 0, 32, 0, 0, 0, 0, 0, 22, 0, 0, 0]);
  head.writeUInt32LE(picture.length, 14);
  return Buffer.concat([head, picture]);
};

/** How the source pictures are made, by name. */
const makers: Record<string, () => Buffer | Promise<Buffer>> = {
  large: () => large().jpeg({ quality: 90 }).toBuffer(),
  medium: () => scaled("face", 800, 1000).jpeg({ quality: 90 }).toBuffer(),
  small: () => scaled("face", 320, 400).jpeg({ quality: 90 }).toBuffer(),
  other: () => scaled("product", 1600, 2000).jpeg({ quality: 90 }).toBuffer(),
  huge: () => scaled("background", 8000, 5000).jpeg({ quality: 80 }).toBuffer(),
  cup: () => scaled("product", 1200, 800).jpeg({ quality: 90 }).toBuffer(),
  hills: () => scaled("background", 1500, 700).jpeg({ quality: 90 }).toBuffer(),
  webp: () => large().webp({ quality: 90 }).toBuffer(),
  avif: () => scaled("face", 800, 1000).avif({ quality: 80, effort: 1 }).toBuffer(),
  png: () => scaled("product", 900, 600).png().toBuffer(),
  alpha: halfTransparent,
  gif: async () => (await twoFrames()).gif().toBuffer(),
  "moving-webp": async () => (await twoFrames()).webp({ quality: 90 }).toBuffer(),
  bmp,
  "bmp-as-png": () => scaled("product", 640, 400).png().toBuffer(),
  svg: () => sharp(Buffer.from(plainSvg), { density: 300 }).png().toBuffer(),
  cmyk: () => scaled("product", 900, 600).toColourspace("cmyk").jpeg({ quality: 90 }).toBuffer(),
  turned: () => scaled("face", 1000, 800).jpeg({ quality: 90 }).withMetadata({ orientation: 6 }).toBuffer(),
  dot: () => Buffer.from("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7", "base64"),
  speck: () => scaled("face", 8, 8).png().toBuffer(),
  cut: async () => (await large().jpeg({ quality: 90 }).toBuffer()).subarray(0, 300),
  bomb,
  ...inColour("navy", "#1e2850"),
  ...inColour("forest", "#1e4b50"),
  ...inColour("blush", "#dcbebe"),
  ...inColour("cream", "#dccdaa"),
  sheet,
  square,
  cursor: async () => cursor(await square()),
};

/** The source pictures of these names, or every one. */
export async function makePictures(names = Object.keys(makers)): Promise<Record<string, Buffer>> {
  const pictures: Record<string, Buffer> = {};
  for (const name of names) {
    const make = makers[name];
    if (!make) throw new Error(`no picture ${name}`);
    pictures[name] = await make();
  }
  return pictures;
}

/** Mean difference per channel (0 to 255) between two pictures on white, upright, at 32×32. */
export async function difference(a: Buffer, b: Buffer): Promise<number> {
  const [one, other] = await Promise.all(
    [a, b].map((picture) =>
      sharp(picture, { limitInputPixels: false })
        .rotate()
        .toColourspace("srgb")
        .flatten({ background: "#fff" })
        .resize(32, 32, { fit: "fill" })
        .raw()
        .toBuffer(),
    ),
  );
  return one!.reduce((sum, value, i) => sum + Math.abs(value - other![i]!), 0) / one!.length;
}
