import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import sharp from "sharp";

/** Photos as cameras and shops have them. */
export interface BigPictures {
  /** 12.8 megapixels; a whole multiple of what is sent of it, so that both can be compared pixel by pixel. */
  camera: { width: number; height: number; jpeg: Buffer; png: Buffer };
  /** 1600×1200. */
  shop: Buffer;
}

const photo = new URL("../photos/background.jpg", import.meta.url).pathname;

/** Paints them from a photo, with the fine grain that an enlarged one lacks. */
export async function paintBigPictures(): Promise<BigPictures> {
  const [width, height] = [4144, 3080];
  const large = await paint(width, height);
  const [jpeg, png, shop] = await Promise.all([
    sharp(large).jpeg({ quality: 93 }).toBuffer(),
    sharp(large).png({ compressionLevel: 6 }).toBuffer(),
    sharp(large).resize(1600, 1200, { fit: "cover" }).jpeg({ quality: 88 }).toBuffer(),
  ]);
  return { camera: { width, height, jpeg, png }, shop };
}

async function paint(width: number, height: number): Promise<Buffer> {
  const large = sharp(photo).resize(width, height, { fit: "cover", kernel: "lanczos3" }).removeAlpha();
  const pixels = await large.raw().toBuffer();
  addGrain(pixels);
  return sharp(pixels, { raw: { width, height, channels: 3 } })
    .png({ compressionLevel: 1 })
    .toBuffer();
}

/**
 * A camera's grain, of two and a half steps' deviation and the same on every computer: what libvips blends is a tenth
 * smaller, as a JPEG, on one than on another.
 */
function addGrain(pixels: Uint8Array): void {
  let state = 1;
  const random = () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
  for (const [i, value] of pixels.entries())
    pixels[i] = Math.min(255, Math.max(0, Math.round(value + (random() + random() + random() - 1.5) * 5)));
}

/** A page with one picture for every number, each of other bytes, and of more than the one before: `/camera-7` shows `/camera-7.jpg`. */
export interface PictureSite {
  url: string;
  close(): void;
}

/** Serves a site that has the same photo under many numbers, so that none is known. */
export async function openPictureSite({ camera, shop }: BigPictures): Promise<PictureSite> {
  const server: Server = createServer((request, response) => {
    const [, name = "", number, ending] =
      /^\/(camera|shop)-(\w+)(\.jpg|\.png)?$/.exec(request.url ?? "") ?? [];
    if (ending === ".png")
      return void response.writeHead(200, { "content-type": "image/png" }).end(camera.png);
    const cached = { "cache-control": "max-age=3600" };
    if (ending)
      return void response
        .writeHead(200, { "content-type": "image/jpeg", ...cached })
        .end(withComment(name === "camera" ? camera.jpeg : shop, "number".padEnd(10 + Number(number))));
    const image = `<img id="it" width="600" src="/${name}-${number}.jpg" alt="">`;
    response.writeHead(name ? 200 : 404, { "content-type": "text/html" }).end(`<!doctype html>${image}`);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => void server.close(),
  };
}

/** A JPEG with a comment of its own right after its first marker. */
function withComment(jpeg: Buffer, words: string): Buffer {
  const comment = Buffer.from(words);
  const head = Buffer.from([0xff, 0xfe, 0, comment.length + 2]);
  return Buffer.concat([jpeg.subarray(0, 2), head, comment, jpeg.subarray(2)]);
}
