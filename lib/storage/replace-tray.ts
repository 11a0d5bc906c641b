import { type Tray, traySlots } from "../domain/tray";
import { FailureError } from "../failure/failure";
import type { Db } from "./db";
import { deleteIfUnreferenced, readTray, referenceTables } from "./references";

/**
 * Sets exactly these references, whatever the tray holds now, and gives the tray as it was. What was in it
 * stays stored until `dropLeftOut`, so that this can be undone. Throws `reference_lost`; nothing is changed then.
 */
export async function replaceTray(db: Db, tray: Tray): Promise<Tray> {
  return db.transaction("rw", [db.trays, db.references], async () => {
    const ids = traySlots(tray).map(({ referenceId }) => referenceId);
    const found = await db.references.bulkGet(ids);
    if (found.includes(undefined)) throw new FailureError("reference_lost");
    const before = await readTray(db);
    await db.trays.put({ id: "tray", ...tray });
    return before;
  });
}

/** Deletes what a replaced tray held and nothing else uses. */
export async function deleteUnreferenced(db: Db, before: Tray): Promise<void> {
  await db.transaction("rw", referenceTables(db), async () => {
    for (const { referenceId } of traySlots(before)) await deleteIfUnreferenced(db, referenceId);
  });
}
