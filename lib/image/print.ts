import { openCanvas } from "./canvas";
import type { Size } from "./dimensions";

/** A print has this many cells on each side. */
export const printSide = 32;

/** A picture reduced to `printSide`² cells of red, green, blue and opacity (0 to 255), row by row. */
export type Print = Uint8ClampedArray;

/** A part of a picture, as fractions from 0 to 1. */
export interface Part extends Size {
  x: number;
  y: number;
}

export const wholePart: Part = { x: 0, y: 0, width: 1, height: 1 };

/**
 * The print of what can be drawn, or of a part of it. Throws `SecurityError` where the browser lets nobody read
 * the pixels.
 */
export function printOf(source: CanvasImageSource, { width, height }: Size, part = wholePart): Print {
  const [wide, high] = [part.width * width, part.height * height];
  let side = printSide;
  while (side < mostSide && side * 2 <= Math.max(wide, high)) side *= 2;
  // By halves: in one step Firefox takes all pixels of an element, and of a bitmap only some.
  for (let from = source; ; side /= 2) {
    const { canvas, context } = openCanvas({ width: side, height: side }, { willReadFrequently: true });
    // Of a drawing without a size of its own no part can be named by its pixels: what is drawn has the page's.
    if (from !== source || part === wholePart) context.drawImage(from, 0, 0, side, side);
    else context.drawImage(from, part.x * width, part.y * height, wide, high, 0, 0, side, side);
    // In a page Firefox gives an array of the page's own realm, which does not let itself be worked on: copied.
    if (side === printSide) return Uint8ClampedArray.from(context.getImageData(0, 0, side, side).data);
    from = canvas;
  }
}

/** A picture is drawn at most so large (pixels) before it is halved. */
const mostSide = 512;

/** A cell that differs by more than this (of 255) in one colour does not show the same. */
const cellLimit = 44;
/** So large a share of the cells may: edges fall a little differently when a picture is scaled. */
const strayShare = 0.02;
/** Mean difference (of 255) of all cells: another compression stays under it. */
const meanLimit = 9;
/** One thing in two colours: seen in the means of large cells, which edges and compression hardly move. */
const tint = { cells: 8, limit: 12, strayShare: 0.04 };
/** With fewer opaque cells than this nothing can be said. */
const leastShare = 0.2;
/** How alike (correlation, at most 1) what is dimmed or tinted by the page must be. */
const tonedLimit = 0.92;

export interface Compared {
  /** Cells on each side: fewer for small pictures, whose edges move by whole cells. */
  cells?: 8 | 16 | 32;
  /** Whether the page draws the picture dimmed or filtered, so that only its shapes can be compared. */
  toned?: boolean;
}

/** Whether two prints show the same picture. In doubt they do not. */
export function looksSame(a: Print, b: Print, { cells = 32, toned = false }: Compared = {}): boolean {
  const pairs = opaquePairs(shrink(a, cells), shrink(b, cells));
  if (pairs.length < cells * cells * leastShare) return false;
  if (toned && correlation(pairs) >= tonedLimit) return true;
  const mean = pairs.reduce((sum, pair) => sum + offOf(pair).reduce((all, one) => all + one, 0) / 3, 0);
  if (mean / pairs.length > meanLimit || shareOver(pairs, cellLimit) > strayShare) return false;
  // The cells of small pictures are moved by their edges.
  if (cells <= tint.cells) return true;
  const large = opaquePairs(shrink(a, tint.cells), shrink(b, tint.cells));
  return shareOver(large, tint.limit) <= tint.strayShare;
}

const offOf = ([one, other]: [Cell, Cell]) => [0, 1, 2].map((i) => Math.abs((one[i] ?? 0) - (other[i] ?? 0)));

/** How many of the pairs differ by more than `limit` in one colour, as a share. */
const shareOver = (pairs: [Cell, Cell][], limit: number) =>
  pairs.filter((pair) => Math.max(...offOf(pair)) > limit).length / Math.max(1, pairs.length);

/** How many cells a picture of this size (pixels) can be compared in. */
export function cellsFor({ width, height }: Size): 8 | 16 | 32 {
  const side = Math.min(width, height);
  return side >= 256 ? 32 : side >= 96 ? 16 : 8;
}

type Cell = [red: number, green: number, blue: number, alpha: number];

function shrink(print: Print, cells: number): Cell[] {
  const step = printSide / cells;
  return Array.from({ length: cells * cells }, (_, i) => {
    const [column, row] = [(i % cells) * step, Math.floor(i / cells) * step];
    const cell: Cell = [0, 0, 0, 255];
    for (let y = row; y < row + step; y++)
      for (let x = column; x < column + step; x++) {
        const at = (y * printSide + x) * 4;
        for (const colour of [0, 1, 2] as const) cell[colour] += (print[at + colour] ?? 0) / step ** 2;
        cell[3] = Math.min(cell[3], print[at + 3] ?? 0);
      }
    return cell;
  });
}

/** What shines through shows the page, not the picture. */
function opaquePairs(a: Cell[], b: Cell[]): [Cell, Cell][] {
  return a.flatMap((cell, i) => {
    const other = b[i];
    return other && cell[3] >= 250 && other[3] >= 250 ? [[cell, other] as [Cell, Cell]] : [];
  });
}

/** Pearson's, over the brightness; 0 where one of them has no shapes. */
function correlation(pairs: [Cell, Cell][]): number {
  const light = (cell: Cell) => cell[0] * 0.3 + cell[1] * 0.59 + cell[2] * 0.11;
  const [xs, ys] = [pairs.map(([a]) => light(a)), pairs.map(([, b]) => light(b))];
  const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [mx, my] = [mean(xs), mean(ys)];
  const along = (of: number[], m: number, to: number[], n: number) =>
    of.reduce((sum, value, i) => sum + (value - m) * ((to[i] ?? 0) - n), 0);
  const spread = along(xs, mx, xs, mx) * along(ys, my, ys, my);
  // Under a standard deviation of 4 it is noise.
  return spread < (16 * pairs.length) ** 2 ? 0 : along(xs, mx, ys, my) / Math.sqrt(spread);
}
