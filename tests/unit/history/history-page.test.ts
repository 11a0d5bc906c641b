import "fake-indexeddb/auto";
import { expect, it } from "vitest";
import type { Generation } from "../../../lib/domain/generation";
import { keyOf, readPage } from "../../../lib/history/history-page";
import { Db } from "../../../lib/storage/db";
import { generationIn } from "../support/records";

it.each([1, 2, 3, 4, 6, 7, 8, 100])("pages of %i give every result once, newest first", async (size) => {
  const db = new Db(crypto.randomUUID());
  // Two of one moment stand in the order of their ids.
  const all = ["d", "c", "g", "b", "a", "f", "e"].map(
    (id, i): Generation => ({ ...generationIn("queued"), id, createdAt: i < 2 ? 1 : i }),
  );
  await db.generations.bulkAdd(all);
  const pages: string[][] = [];
  for (let before: ReturnType<typeof keyOf> | undefined; ; ) {
    const page = await readPage(db, before, size);
    pages.push(page.map(({ id }) => id));
    const last = page.at(-1);
    if (page.length < size || !last) break;
    before = keyOf(last);
  }
  expect(pages.flat()).toEqual(["e", "f", "a", "b", "g", "d", "c"]);
  expect(pages.slice(0, -1).every((page) => page.length === size)).toBe(true);
});
