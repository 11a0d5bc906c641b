import { Dexie } from "dexie";
import type { Generation } from "../domain/generation";
import { isOpen } from "../domain/generation";
import { traySlots } from "../domain/tray";
import type { Db } from "./db";
import { hide, removeHidden } from "./generations";
import { deleteIfUnreferenced, readTray, referenceTables } from "./references";

/** What a clean-up would take: the results, oldest first, and about how many bytes they fill. */
export interface CleanUp {
  ids: string[];
  bytes: number;
}

/**
 * The results older than `before` (ms), oldest first. Favourites are never among them, nor what is under way
 * or being deleted. Reads no pictures: the sizes are in the records.
 */
export async function planCleanUp(db: Db, before: number): Promise<CleanUp> {
  const plan: CleanUp = { ids: [], bytes: 0 };
  await db.generations
    .where("[createdAt+id]")
    .between([Dexie.minKey, Dexie.minKey], [before, Dexie.minKey])
    .each((generation) => {
      if (!isRemovable(generation)) return;
      plan.ids.push(generation.id);
      if (generation.status === "done") plan.bytes += generation.bytes;
    });
  return plan;
}

function isRemovable(generation: Generation): boolean {
  return !generation.favourite && !isOpen(generation) && generation.hiddenAt === undefined;
}

/** Deletes these results for good, and every reference that nothing uses any more. A favourite stays. */
export async function cleanUp(db: Db, ids: string[]): Promise<void> {
  const now = Date.now();
  const still = (await db.generations.bulkGet(ids)).filter((one) => one !== undefined && isRemovable(one));
  const hidden = await hide(
    db,
    still.flatMap((one) => one?.id ?? []),
    now,
  );
  await removeHidden(db, now, hidden);
  await deleteOrphans(db);
}

/** References that are neither set nor part of any result: left over when a page closed before it was done. */
async function deleteOrphans(db: Db): Promise<void> {
  await db.transaction("rw", referenceTables(db), async () => {
    const inTray = new Set(traySlots(await readTray(db)).map(({ referenceId }) => referenceId));
    for (const id of await db.references.toCollection().primaryKeys())
      if (!inTray.has(id)) await deleteIfUnreferenced(db, id);
  });
}
