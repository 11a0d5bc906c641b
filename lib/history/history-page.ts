import { Dexie } from "dexie";
import type { Generation } from "../domain/generation";
import type { Db } from "../storage/db";

/** The newest `limit` generations, newest first. Reads no pictures. Those being deleted are among them. */
export async function readNewestPage(db: Db, limit: number): Promise<Generation[]> {
  return db.transaction("r", db.generations, async () => {
    const byTime = db.generations.orderBy("[createdAt+id]");
    // Backwards the database gives records one by one, forwards all at once: so where they begin is asked first.
    const [from = Dexie.minKey] = await byTime
      .reverse()
      .offset(limit - 1)
      .limit(1)
      .keys();
    return (await db.generations.where("[createdAt+id]").aboveOrEqual(from).toArray()).reverse();
  });
}
