import { Dexie } from "dexie";
import type { Generation } from "../domain/generation";
import type { Db } from "../storage/db";

/** Where a page of the history ends: the next one begins after it. */
export type Key = [createdAt: number, id: string];

/**
 * The newest `limit` generations older than `before`, newest first: a keyset page over the index, as quick at
 * the end of a long history as at its beginning. Reads no pictures. Those being deleted are among them.
 */
export async function readPage(db: Db, before: Key | undefined, limit: number): Promise<Generation[]> {
  const between = (from: readonly unknown[] | undefined) =>
    db.generations
      .where("[createdAt+id]")
      .between(from ?? [Dexie.minKey], before ?? [Dexie.maxKey], true, false);
  return db.transaction("r", db.generations, async () => {
    // Backwards the database gives records one by one, forwards all at once: so where the page begins is asked first.
    const first = await between(undefined)
      .reverse()
      .offset(limit - 1)
      .limit(1)
      .keys();
    return (await between(first[0] as Key | undefined).toArray()).reverse();
  });
}

/** The key of a generation's place in the history. */
export function keyOf({ createdAt, id }: Generation): Key {
  return [createdAt, id];
}
