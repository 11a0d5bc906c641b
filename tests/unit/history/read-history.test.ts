import "fake-indexeddb/auto";
import { expect, it } from "vitest";
import { type Columns, findRows, idAt, noColumns, setRow } from "../../../lib/history/columns";
import { everything } from "../../../lib/history/filter";
import { readHistory } from "../../../lib/history/read-history";
import { Db } from "../../../lib/storage/db";
import { generationIn } from "../support/records";

const sourceOf = (db: Db) => ({ name: db.name, version: db.backendDB().version });
const idsIn = (columns: Columns) => Array.from({ length: columns.length }, (_, at) => idAt(columns, at));

it.each([1, 2, 3, 19, 20, 21, 500])(
  "in pages of %i: each once, newest first, as row by row",
  async (limit) => {
    const db = new Db(crypto.randomUUID());
    const odd = ["8", "", "7", "imported_1", "9", "Z"];
    const made = Array.from({ length: 20 }, (_, i) =>
      generationIn("done", {
        id: odd[i] ?? crypto.randomUUID(),
        // Some are of one moment: they stand in the order of their ids.
        createdAt: i % 7,
        prompt: `${"☕️é".repeat(i % 3)} take ${i % 4}`,
        favourite: i % 3 === 0,
      }),
    );
    await db.generations.bulkAdd(made);
    const read = await readHistory(sourceOf(db), limit);
    const byRow = noColumns();
    for (const generation of made) setRow(byRow, { generation, sources: [] });
    expect(idsIn(read)).toEqual(idsIn(byRow));
    for (const filter of [
      { words: "☕️é take 1" },
      { words: "3" },
      { favourite: true },
      { sort: "prompt" } as const,
    ])
      expect(findRows(read, { ...everything, ...filter })).toEqual(
        findRows(byRow, { ...everything, ...filter }),
      );
  },
);

it("searches the sites of references, and leaves out what is hidden", async () => {
  const db = new Db(crypto.randomUUID());
  await db.generations.bulkAdd([
    generationIn("done", { id: "a", createdAt: 3, referenceIds: ["r", "gone"] }),
    generationIn("done", { id: "b", createdAt: 2 }),
    generationIn("done", { id: "c", createdAt: 1, hiddenAt: 1 }),
  ]);
  await db.references.add({ id: "r", receipt: { source: "shop.test" } } as never);
  const read = await readHistory(sourceOf(db));
  expect(idsIn(read)).toEqual(["a", "b"]);
  expect(findRows(read, { ...everything, words: "shop.test" })).toEqual([0]);
});

it("makes no database where there is none, and reads none of another version", async () => {
  const db = new Db(crypto.randomUUID());
  await db.open();
  const { name, version } = sourceOf(db);
  await expect(readHistory({ name: "none", version })).rejects.toThrow();
  await expect(readHistory({ name, version: version - 1 })).rejects.toThrow();
  expect((await indexedDB.databases()).map((one) => one.name)).not.toContain("none");
});
