import sharp from "sharp";
import { landscapeSvg } from "../../sandbox/landscape.ts";

/** Small JPEGs as base64: what is seen in the grid, and what is stored behind it. */
export interface Pictures {
  thumbnails: string[];
  full: string[];
}

const photos = ["face", "product", "background"].map(
  (name) => new URL(`../photos/${name}.jpg`, import.meta.url).pathname,
);

/** So many different pictures, of photos and of landscapes, with a little grain, as a model's pictures have. */
export async function paintPictures(count: number): Promise<Pictures> {
  const painted = await Promise.all(Array.from({ length: count }, (_, i) => paint(i)));
  const encode = (side: number, quality: number) =>
    Promise.all(
      painted.map(async (png) =>
        (await sharp(png).resize(side, side, { fit: "inside" }).jpeg({ quality }).toBuffer()).toString(
          "base64",
        ),
      ),
    );
  return { thumbnails: await encode(256, 80), full: await encode(384, 70) };
}

async function paint(i: number): Promise<Buffer> {
  const photo = photos[i % 6];
  if (photo)
    return sharp(photo)
      .resize(640, 480, { fit: "cover", position: i % 2 ? "top" : "centre" })
      .modulate({ hue: (i * 47) % 360, brightness: 0.8 + (i % 5) * 0.1 })
      .png()
      .toBuffer();
  const grain = { channels: 3 as const, noise: { type: "gaussian" as const, mean: 128, sigma: 14 } };
  const noise = await sharp({ create: { width: 640, height: 480, background: "#888", ...grain } })
    .png()
    .toBuffer();
  return sharp(Buffer.from(landscapeSvg(640, 480, `picture ${i}`, i)))
    .composite([{ input: noise, blend: "soft-light" }])
    .png()
    .toBuffer();
}
