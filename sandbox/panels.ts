import sharp from "sharp";
import { type Brush, finishPainting, type Painted, repaint } from "./paint.ts";

/** A place on a canvas, in pixels. */
export interface Rect {
  left: number;
  top: number;
  width: number;
  height: number;
}

interface Size {
  width: number;
  height: number;
}

const gutter = 12;
/** Below the panels there is room for the prompt. */
const panelsShare = 0.88;

/** What fal makes of a size: sides are multiples of 16. */
export function roundSize({ width, height }: Size): Size {
  return { width: Math.round(width / 16) * 16, height: Math.round(height / 16) * 16 };
}

/**
 * Where each of these pictures stands on a canvas: whole, in the order in which it was sent, from left to right
 * and from top to bottom, in the grid that leaves them most room.
 */
export function layPanels(pictures: Size[], canvas: Size): Rect[] {
  const height = Math.floor(canvas.height * panelsShare);
  const grids = pictures.map((_, index) => gridOf(pictures.length, index + 1, { ...canvas, height }));
  const best = grids.toSorted((a, b) => Math.min(b.width, b.height) - Math.min(a.width, a.height))[0];
  if (!best) return [];
  return pictures.map((picture, index) => {
    const column = index % best.columns;
    const row = Math.floor(index / best.columns);
    const left = gutter + column * (best.width + gutter);
    const top = gutter + row * (best.height + gutter);
    return fitInside(picture, { left, top, width: best.width, height: best.height });
  });
}

function gridOf(count: number, columns: number, { width, height }: Size) {
  const rows = Math.ceil(count / columns);
  return {
    columns,
    width: Math.floor((width - gutter * (columns + 1)) / columns),
    height: Math.floor((height - gutter * (rows + 1)) / rows),
  };
}

function fitInside(picture: Size, cell: Rect): Rect {
  const scale = Math.min(cell.width / picture.width, cell.height / picture.height);
  const width = Math.max(1, Math.floor(picture.width * scale));
  const height = Math.max(1, Math.floor(picture.height * scale));
  const left = cell.left + Math.floor((cell.width - width) / 2);
  const top = cell.top + Math.floor((cell.height - height) / 2);
  return { left, top, width, height };
}

/** Puts all pictures on one canvas, numbered and repainted, over a blur of the last one (the place, as a rule). */
export async function paintFromPictures(sources: Buffer[], size: Size, brush: Brush): Promise<Painted> {
  const canvas = roundSize(size);
  const sizes = await Promise.all(sources.map(sizeOf));
  const rects = layPanels(sizes, canvas);
  const panels = await Promise.all(
    rects.map(async ({ left, top, width, height }, index) => {
      const original = sharp(sources[index]).flatten({ background: "#fff" });
      return {
        input: await original.resize(width, height, { fit: "fill" }).png({ compressionLevel: 1 }).toBuffer(),
        left,
        top,
      };
    }),
  );
  const laid = sharp(await blurOf(sources.at(-1), canvas)).composite(panels);
  const repainted = await repaint(await laid.png({ compressionLevel: 1 }).toBuffer());
  return finishPainting(repainted, canvas, brush, [numbersSvg(rects, canvas)]);
}

/** A picture made so small that only its colours are left, and spread over the canvas. */
async function blurOf(source: Buffer | undefined, { width, height }: Size): Promise<Buffer> {
  const small = await sharp(source)
    .flatten({ background: "#fff" })
    .toColourspace("srgb")
    .resize(width / 16, height / 16, { fit: "cover" })
    .blur(1.5)
    .modulate({ brightness: 0.6 })
    .png()
    .toBuffer();
  return sharp(small).resize(width, height, { fit: "fill" }).png({ compressionLevel: 1 }).toBuffer();
}

/** The size of a picture, whatever way up it is to be shown: of bytes that are none, an error. */
export async function sizeOf(source: Buffer): Promise<Size> {
  const { width, height } = await sharp(source).metadata();
  return { width, height };
}

/** A person sees which panel is which picture. */
function numbersSvg(rects: Rect[], { width, height }: Size): string {
  const marks = rects.map(({ left, top }, index) => {
    const [x, y] = [left + 22, top + 22];
    return `<circle cx="${x}" cy="${y}" r="16" fill="#17120e" fill-opacity=".74"/>
      <text x="${x}" y="${y + 6}" text-anchor="middle" font-size="18" fill="#fdf8ef">${index + 1}</text>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" font-family="sans-serif">
    ${marks.join("")}
  </svg>`;
}
