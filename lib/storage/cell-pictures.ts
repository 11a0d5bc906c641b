import type { Generation } from "../domain/generation";
import { cellKey } from "../shoot/cells";
import type { Db } from "./db";

/** What the matrix shows of a cell with pictures. */
export interface CellPictures {
  /** The one to show: accepted, else not yet rejected. */
  id: string;
  accepted: number;
  rejected: number;
}

/**
 * The pictures of all cells of a product, by the cell's key; a cell without any is not in it. Reads no pixels. A row is
 * read at once: a query for each cell would be a hundred at a jump in the matrix.
 */
export async function readRowPictures(
  db: Db,
  shootId: string,
  productId: string,
): Promise<Map<string, CellPictures>> {
  const prefix = cellKey(productId, "");
  const all = await db.generations
    .where("[shootId+cell+status]")
    .between([shootId, prefix], [shootId, `${prefix}\uffff`])
    .toArray();
  const cells = new Map<string, Generation[]>();
  for (const one of all.sort((a, b) => a.createdAt - b.createdAt))
    if (one.status === "done" && one.cell !== undefined)
      cells.set(one.cell, [...(cells.get(one.cell) ?? []), one]);
  return new Map([...cells].map(([cell, done]) => [cell, picturesOf(done)]));
}

function picturesOf(done: Generation[]): CellPictures {
  const reviewed = (word: "accepted" | "rejected") => done.filter(({ review }) => review === word);
  const shown = reviewed("accepted")[0] ?? done.find(({ review }) => review === undefined) ?? done[0];
  return {
    id: shown?.id ?? "",
    accepted: reviewed("accepted").length,
    rejected: reviewed("rejected").length,
  };
}
