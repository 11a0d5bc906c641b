import { openStatuses, type Status } from "../domain/generation";
import type { Look, Shoot, ShootProduct } from "./shoot";

/** The name of a cell, as its generations carry it. */
export function cellKey(productId: string, lookId: string): string {
  return `${productId}:${lookId}`;
}

/** One cell of the matrix. */
export interface Cell {
  key: string;
  product: ShootProduct;
  look: Look;
  /** The product's row, from 0. */
  row: number;
}

/** The cells in the order in which they are made: row by row, each in the order of the looks. */
export function cellsOf({ products, looks }: Pick<Shoot, "products" | "looks">): Cell[] {
  return products.flatMap((product, row) =>
    looks.map((look) => ({ key: cellKey(product.id, look.id), product, look, row })),
  );
}

/** How many generations of a cell have which status. */
export type CellCounts = Partial<Record<Status, number>>;

/** What every cell with a generation holds, by its key; as `readCellStates` gives it. */
export type CellStates = ReadonlyMap<string, CellCounts>;

const none: CellCounts = {};

/** How many generations a cell has, whatever became of them. */
export function presentIn(counts: CellCounts = none): number {
  return Object.values(counts).reduce((sum, count) => sum + count, 0);
}

/** How many of a cell's generations have not ended. */
function openIn(counts: CellCounts = none): number {
  return openStatuses.reduce((sum, status) => sum + (counts[status] ?? 0), 0);
}

/**
 * How many pictures of a cell are still to be made: what its look asks for and it does not have. What failed is
 * there: Retry is for that. So is what was cancelled, until the next Start.
 */
function missingIn({ images }: Pick<Look, "images">, counts: CellCounts = none): number {
  return Math.max(0, images - presentIn(counts));
}

/** A cell of which something is to be made, and how much. */
export interface CellToMake extends Cell {
  images: number;
}

/** What a run makes, in its order. `atStart`: as the press of Start sees it, to which what was cancelled is missing. */
export function cellsToMake(
  shoot: Pick<Shoot, "products" | "looks" | "skipped">,
  states: CellStates,
  atStart = false,
): CellToMake[] {
  const skipped = new Set(shoot.skipped);
  return cellsOf(shoot).flatMap((cell) => {
    const { cancelled = 0, ...others } = states.get(cell.key) ?? none;
    const images = missingIn(cell.look, atStart ? others : { ...others, cancelled });
    return images > 0 && !skipped.has(cell.key) ? [{ ...cell, images }] : [];
  });
}

/** A cell in one word, for the screen. */
export type CellState = "skipped" | "planned" | "waiting" | "running" | "done" | "failed" | "cancelled";

/** The word for a cell. What is under way comes first, then what failed, then what is there. */
export function cellStateOf(counts: CellCounts | undefined, isSkipped: boolean): CellState {
  const { queued = 0, failed = 0, done = 0, cancelled = 0 } = counts ?? none;
  if (openIn(counts) > queued) return "running";
  if (queued > 0) return "waiting";
  if (failed > 0) return "failed";
  if (done > 0) return "done";
  if (isSkipped) return "skipped";
  return cancelled > 0 ? "cancelled" : "planned";
}

/** A shoot's numbers, in pictures. */
export interface ShootCounts {
  /** To be made by Start, or by the run. */
  toMake: number;
  open: number;
  done: number;
  failed: number;
  cancelled: number;
  /** Cells that are not to be made. */
  skipped: number;
}

/** Counts what the matrix holds now. Cells of products and looks that are gone count nowhere. */
export function countCells(shoot: Shoot, states: CellStates): ShootCounts {
  const counts: ShootCounts = { toMake: 0, open: 0, done: 0, failed: 0, cancelled: 0, skipped: 0 };
  const skipped = new Set(shoot.skipped);
  for (const { key } of cellsOf(shoot)) {
    const cell = states.get(key) ?? none;
    counts.open += openIn(cell);
    counts.done += cell.done ?? 0;
    counts.failed += cell.failed ?? 0;
    counts.cancelled += cell.cancelled ?? 0;
    if (skipped.has(key)) counts.skipped += 1;
  }
  for (const { images } of cellsToMake(shoot, states, !shoot.making)) counts.toMake += images;
  return counts;
}

/** Whether a shoot was started and everything in it has been made. */
export function isDone(
  { state }: Pick<Shoot, "state">,
  { toMake, open, failed, done }: ShootCounts,
): boolean {
  return state !== "planned" && toMake + open + failed === 0 && done > 0;
}
