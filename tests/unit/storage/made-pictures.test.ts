import "fake-indexeddb/auto";
import { beforeEach, expect, it, vi } from "vitest";
import type { MadePicture } from "../../../lib/shoot/review";
import { Db } from "../../../lib/storage/db";
import { readMadePictures } from "../../../lib/storage/made-pictures";
import { generationIn } from "../support/records";

let db: Db;
beforeEach(() => {
  db = new Db(crypto.randomUUID());
});

const inCell = (id: string, cell: string | undefined, changes: object = {}) =>
  generationIn("done", { id, shootId: "s", ...(cell && { cell }), createdAt: 5, ...changes });

it("gives what is done in the cells of this shoot, with the word about it", async () => {
  await db.generations.bulkAdd([
    inCell("2", "p1:b", { review: "accepted" }),
    inCell("1", "p1:a"),
    inCell("redone", undefined, { replaced: true }),
    inCell("deleted", "p1:a", { hiddenAt: 7 }),
    inCell("other", "p1:a", { shootId: "t" }),
    generationIn("failed", { shootId: "s", cell: "p1:a" }),
    generationIn("done"),
  ]);
  expect(await readMadePictures(db, "s", new Map())).toEqual([
    { id: "1", cell: "p1:a", createdAt: 5, review: undefined },
    { id: "2", cell: "p1:b", createdAt: 5, review: "accepted" },
  ]);
});

it("reads no record twice, and follows what comes and what leaves its cell", async () => {
  const known = new Map<string, MadePicture | undefined>();
  await db.generations.bulkAdd([inCell("1", "p1:a"), inCell("2", "p1:b")]);
  await readMadePictures(db, "s", known);
  const read = vi.spyOn(db.generations, "bulkGet");
  await db.generations.add(inCell("3", "p2:a"));
  await db.generations
    .where("id")
    .equals("1")
    .modify((one) => {
      delete one.cell;
    });
  expect((await readMadePictures(db, "s", known)).map(({ id }) => id)).toEqual(["2", "3"]);
  expect(read.mock.calls).toEqual([[["3"]]]);
  expect(await readMadePictures(db, "s", known)).toHaveLength(2);
  expect(read).toHaveBeenCalledTimes(1);
});
