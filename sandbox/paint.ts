import sharp, { type Blend, type Sharp } from "sharp";
import { captionSvg } from "./caption.ts";
import { landscapeSvg } from "./landscape.ts";

/** The formats that fal can be asked for. */
export type Format = "jpeg" | "png" | "webp";

/** A finished picture. */
export interface Painted {
  data: Buffer;
  width: number;
  height: number;
  format: Format;
}

/** What to write under a picture, which look it gets, and in which format it leaves. */
export interface Brush {
  prompt: string;
  seed: number;
  format: Format;
}

/** Pixels that were painted over, and wait for their light. */
interface Repainted {
  data: Buffer;
  info: { width: number; height: number; channels: 1 | 2 | 3 | 4 };
}

/** Light from above and from below; neighbouring seeds get different ones. */
const looks = [
  ["#ffb066", "#7a2f52"],
  ["#8fd6e8", "#1d3f7a"],
  ["#ffd98a", "#2f6b4f"],
  ["#f6a5c0", "#3c2a78"],
  ["#c8e6a0", "#8a4b1f"],
  ["#b9b4ff", "#0f5a63"],
] as const;

/** Restyles a picture: its layout and size stay, brush strokes and new light come over it. */
export async function paintFromPicture(source: Buffer, brush: Brush): Promise<Painted> {
  const repainted = await repaint(source);
  return finishPainting(repainted, repainted.info, brush);
}

/** Brush strokes in place of a picture's detail. */
export async function repaint(source: Buffer): Promise<Repainted> {
  const original = sharp(source).flatten({ background: "#fff" }).toColourspace("srgb").removeAlpha();
  const strokes = original.clone().median(7).modulate({ saturation: 1.3 });
  const { data, info } = await original.raw().toBuffer({ resolveWithObject: true });
  mixStrokes(data, await strokes.raw().toBuffer());
  return { data, info };
}

/** The last of the work: light, `marks` (SVGs of the same size) and the caption over what was repainted. */
export function finishPainting(
  { data, info: { channels } }: Repainted,
  { width, height }: { width: number; height: number },
  { prompt, seed, format }: Brush,
  marks: string[] = [],
): Promise<Painted> {
  const layers = [
    layer(lightSvg(width, height, seed, 1), "soft-light"),
    layer(lightSvg(width, height, seed, 0.17), "over"),
    layer(vignetteSvg(width, height), "over"),
    ...[...marks, captionSvg(width, height, prompt)].map((svg) => layer(svg, "over")),
  ];
  return finish(sharp(data, { raw: { width, height, channels } }).composite(layers), format);
}

/** Dreams a landscape from the words alone. */
export function paintFromText(size: { width: number; height: number }, { prompt, seed, format }: Brush) {
  const { width, height } = size;
  const scene = Buffer.from(landscapeSvg(width, height, prompt, seed));
  return finish(sharp(scene).composite([layer(captionSvg(width, height, prompt), "over")]), format);
}

/** What fal gives in place of a picture that its safety checker flagged. */
export function paintBlack({ width, height, format }: Painted): Promise<Painted> {
  return finish(sharp({ create: { width, height, channels: 3, background: "#000" } }), format);
}

async function finish(image: Sharp, format: Format): Promise<Painted> {
  const { data, info } = await image
    .removeAlpha()
    .toFormat(format, format === "png" ? { compressionLevel: 3 } : { quality: 90 })
    .toBuffer({ resolveWithObject: true });
  return { data, width: info.width, height: info.height, format };
}

/** Flat paint with some of the original's detail left in it; works in place. */
function mixStrokes(original: Buffer, strokes: Buffer) {
  const flat = Uint8Array.from(
    { length: 256 },
    (_, value) => 0.45 * value + 0.55 * Math.round(value / 28) * 28,
  );
  for (let index = 0; index < original.length; index++) {
    original[index] = 0.3 * (original[index] ?? 0) + 0.7 * (flat[strokes[index] ?? 0] ?? 0);
  }
}

function lightSvg(width: number, height: number, seed: number, opacity: number): string {
  const [above, below] = looks[Math.abs(seed) % looks.length] ?? looks[0];
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">
    <linearGradient id="light" x1="0" y1="0" x2=".35" y2="1">
      <stop offset="0" stop-color="${above}"/><stop offset="1" stop-color="${below}"/>
    </linearGradient>
    <rect width="${width}" height="${height}" fill="url(#light)" fill-opacity="${opacity}"/>
  </svg>`;
}

function vignetteSvg(width: number, height: number): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">
    <radialGradient id="edge" cx=".5" cy=".48" r=".75">
      <stop offset=".6" stop-color="#1a0f14" stop-opacity="0"/>
      <stop offset="1" stop-color="#1a0f14" stop-opacity=".5"/>
    </radialGradient>
    <rect width="${width}" height="${height}" fill="url(#edge)"/>
  </svg>`;
}

function layer(svg: string, blend: Blend) {
  return { input: Buffer.from(svg), blend };
}
