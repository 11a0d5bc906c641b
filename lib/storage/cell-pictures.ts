import type { Db } from "./db";

/** What the matrix shows of a cell with pictures. */
export interface CellPictures {
  /** The one to show: accepted, else not yet rejected. */
  id: string;
  accepted: number;
  rejected: number;
}

/** The pictures of a cell; undefined when it has none. Reads no pixels. */
export async function readCellPictures(
  db: Db,
  shootId: string,
  cell: string,
): Promise<CellPictures | undefined> {
  const done = await db.generations
    .where("[shootId+cell+status]")
    .equals([shootId, cell, "done"])
    .sortBy("createdAt");
  const reviewed = (word: "accepted" | "rejected") => done.filter(({ review }) => review === word);
  const shown = reviewed("accepted")[0] ?? done.find(({ review }) => review === undefined) ?? done[0];
  return (
    shown && { id: shown.id, accepted: reviewed("accepted").length, rejected: reviewed("rejected").length }
  );
}
