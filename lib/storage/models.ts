import type { Ground, Model } from "../domain/model";
import type { Reference } from "../domain/reference";
import { addToTray } from "../domain/tray";
import { FailureError } from "../failure/failure";
import type { Db } from "./db";
import { deleteIfUnreferenced, readTray, referenceTables } from "./references";

/** The saved faces, in the order in which they were saved. */
export async function readModels(db: Db): Promise<Model[]> {
  return db.models.orderBy("createdAt").toArray();
}

/** The face that is set now, unless it is a saved one. */
export async function readUnsavedFace(db: Db): Promise<Reference | undefined> {
  const { face } = await readTray(db);
  if (!face || (await db.models.get(face))) return undefined;
  return db.references.get(face);
}

/**
 * Saves a face reference as a model, or changes the name and ground of one that is saved. The reference carries
 * both, so that every request made with it tells them. Throws `reference_lost`.
 */
export async function saveModel(db: Db, id: string, facts: { name: string; ground: Ground }): Promise<void> {
  const { name, ground } = facts;
  await db.transaction("rw", [db.models, db.references], async () => {
    const reference = await db.references.get(id);
    if (reference?.role !== "face") throw new FailureError("reference_lost");
    const { createdAt = Date.now() } = (await db.models.get(id)) ?? {};
    await db.models.put({ id, name, ground, createdAt });
    await db.references.put({ ...reference, name, ground });
  });
}

/** Takes a model off the shelf. Its picture stays while the tray or a result still has it. */
export async function removeModel(db: Db, id: string): Promise<void> {
  await db.transaction("rw", referenceTables(db), async () => {
    await db.models.delete(id);
    await deleteIfUnreferenced(db, id);
  });
}

/** Puts a saved face in the tray, in place of another. Throws `reference_lost`. */
export async function putModelInTray(db: Db, id: string): Promise<void> {
  await db.transaction("rw", referenceTables(db), async () => {
    if (!(await db.references.get(id))) throw new FailureError("reference_lost");
    const before = await readTray(db);
    await db.trays.put({ id: "tray", ...addToTray(before, "face", id) });
    if (before.face && before.face !== id) await deleteIfUnreferenced(db, before.face);
  });
}
