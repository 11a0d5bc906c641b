import type { Ground } from "../domain/model";
import { FailureError } from "../failure/failure";
import type { Db } from "./db";

/**
 * Saves a face reference as a model, or changes the name and ground of one that is saved. The reference carries
 * both, so that every request made with it tells them. Throws `reference_lost`.
 */
export async function saveModel(db: Db, id: string, facts: { name: string; ground: Ground }): Promise<void> {
  await db.transaction("rw", [db.models, db.references], async () => {
    const reference = await db.references.get(id);
    if (reference?.role !== "face") throw new FailureError("reference_lost");
    const { createdAt = Date.now() } = (await db.models.get(id)) ?? {};
    await db.models.put({ id, ...facts, createdAt });
    await db.references.put({ ...reference, ...facts });
  });
}
