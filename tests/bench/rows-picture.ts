import type { Worker } from "playwright-core";
import sharp, { type Sharp } from "sharp";
import type { Bare } from "./bare/worker.ts";
import { type BigPictures, openPictureSite, paintBigPictures } from "./big-pictures.ts";
import { openFalStage } from "./fal-stage.ts";
import { against, type Group, type Row } from "./row.ts";
import { inTurns, spreadOf } from "./statistics.ts";

const turns = 15;
declare const bare: Bare;

/** What becomes of a large photo: how long it takes, how small it leaves, and how much of it is kept. */
export const pictureRows: Group = {
  rows: ["2", "13"],
  async measure(isWanted, tell) {
    const pictures = await paintBigPictures();
    const site = await openPictureSite(pictures);
    const stage = await openFalStage(pictures.shop);
    try {
      if (isWanted("2")) tell(await measurePreparing(stage.bare, `${site.url}/camera-0.jpg`));
      if (isWanted("13"))
        for (const format of ["jpg", "png"] as const)
          tell(await measureSent(stage.bare, pictures, `${site.url}/camera-0.${format}`, format));
    } finally {
      await stage.close();
      site.close();
    }
  },
};

async function measurePreparing(worker: Worker, url: string): Promise<Row> {
  await worker.evaluate((address) => bare.load(address), url);
  const measured = await inTurns(turns, [
    () => worker.evaluate(() => bare.timeProduct()),
    () => worker.evaluate(() => bare.timePrepare()),
  ]);
  return against({ row: "2", name: "preparing a photo of 12.8 megapixels in a worker" }, measured, 1.08);
}

/** The bounds: how many times less than the file's own data URL, and at least so much (dB) of its brightness. */
const bounds = { jpg: 9.1, png: 66 };
const leastPsnr = 37.5;

async function measureSent(
  worker: Worker,
  { camera }: BigPictures,
  url: string,
  format: "jpg" | "png",
): Promise<Row> {
  await worker.evaluate((address) => bare.load(address), url);
  const sent = await worker.evaluate(() => bare.prepareByProduct());
  const naive = dataUrlBytes(format === "jpg" ? camera.jpeg.length : camera.png.length);
  const psnr = await lumaPsnr(Buffer.from(sent, "base64"), camera);
  const ratio = naive / sent.length;
  return {
    ...{
      row: "13",
      name: `bytes sent of a ${format.toUpperCase()} of 12.8 megapixels, ${psnr.toFixed(1)} dB`,
    },
    ...{ unit: "kB", a: spreadOf([sent.length / 1000]), b: spreadOf([naive / 1000]), ratio },
    bound: `B ÷ A ≥ ${bounds[format]}, ≥ ${leastPsnr} dB`,
    holds: ratio >= bounds[format] && psnr >= leastPsnr,
  };
}

const dataUrlBytes = (bytes: number) => 4 * Math.ceil(bytes / 3);

/** How near (dB, brightness) what is sent comes to the photo as Lanczos scales it down. */
async function lumaPsnr(sent: Buffer, camera: BigPictures["camera"]): Promise<number> {
  const { width, height } = await sharp(sent).metadata();
  const pixels = (picture: Sharp) => picture.removeAlpha().raw().toBuffer();
  const [ours, best] = await Promise.all([
    pixels(sharp(sent)),
    pixels(sharp(camera.png).resize(width, height, { fit: "fill", kernel: "lanczos3" })),
  ]);
  const luma = (rgb: Buffer, at: number) =>
    0.299 * (rgb[at] ?? 0) + 0.587 * (rgb[at + 1] ?? 0) + 0.114 * (rgb[at + 2] ?? 0);
  let sum = 0;
  for (let at = 0; at < ours.length; at += 3) sum += (luma(ours, at) - luma(best, at)) ** 2;
  return 10 * Math.log10(255 ** 2 / (sum / (ours.length / 3)));
}
