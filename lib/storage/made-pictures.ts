import type { MadePicture } from "../shoot/review";
import type { Db } from "./db";

/**
 * The finished pictures in a shoot's cells, without pixels. Cells and ids come from an index's keys; a record is read
 * only when `known` does not have it yet, and then kept there.
 */
export async function readMadePictures(
  db: Db,
  shootId: string,
  known: Map<string, MadePicture | undefined>,
): Promise<MadePicture[]> {
  const found = await readDoneKeys(db, shootId);
  const missing = found.filter(({ id }) => !known.has(id)).map(({ id }) => id);
  const records = missing.length > 0 ? await db.generations.bulkGet(missing) : [];
  for (const [at, id] of missing.entries()) {
    const record = records[at];
    const isThere = record?.cell !== undefined && record.hiddenAt === undefined;
    const { createdAt, review, cell } = record ?? {};
    known.set(id, isThere && createdAt && cell ? { id, cell, createdAt, review } : undefined);
  }
  return found.flatMap(({ id }) => known.get(id) ?? []);
}

/** Ids and cells of what is done. What left its cell is not in this index. */
async function readDoneKeys(db: Db, shootId: string): Promise<{ id: string; cell: string }[]> {
  return db.transaction("r", db.generations, async () => {
    const all = () => db.generations.where("[shootId+cell+status]").between([shootId], [shootId, []]);
    // Both in the order of the index. Dexie's types know of no compound key here.
    const keys = (await all().keys()) as unknown as [string, string, string][];
    const ids = await all().primaryKeys();
    return keys.flatMap(([, cell, status], at) => {
      const id = ids[at];
      return status === "done" && id !== undefined ? [{ id, cell }] : [];
    });
  });
}
