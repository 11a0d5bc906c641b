import "fake-indexeddb/auto";
import { expect, it } from "vitest";
import type { Generation } from "../../../lib/domain/generation";
import { readNewestPage } from "../../../lib/history/history-page";
import { Db } from "../../../lib/storage/db";
import { generationIn } from "../support/records";

it.each([1, 2, 3, 6, 7, 8, 100])("the newest %i, newest first", async (limit) => {
  const db = new Db(crypto.randomUUID());
  // Two of one moment stand in the order of their ids.
  const all = ["d", "c", "g", "b", "a", "f", "e"].map(
    (id, i): Generation => ({ ...generationIn("queued"), id, createdAt: i < 2 ? 1 : i }),
  );
  await db.generations.bulkAdd(all);
  const page = await readNewestPage(db, limit);
  expect(page.map(({ id }) => id)).toEqual(["e", "f", "a", "b", "g", "d", "c"].slice(0, limit));
});
