import "fake-indexeddb/auto";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { CellStates } from "../../../lib/shoot/cells";
import { readCellCounts, readCellStates, watchCellStates } from "../../../lib/storage/cell-states";
import { Db } from "../../../lib/storage/db";
import { generationIn } from "../support/records";

let db: Db;
const shown: CellStates[] = [];
const failed: unknown[] = [];
let stop = () => {};
beforeEach(async () => {
  db = new Db(crypto.randomUUID());
  // Its making is a change of everything.
  await db.open();
  shown.length = 0;
  failed.length = 0;
});
afterEach(() => stop());

const of = (cell: string, id: string, status: "queued" | "done" = "queued", shootId = "shoot") =>
  generationIn(status, { id, shootId, cell });
const watch = () => {
  stop = watchCellStates(
    db,
    "shoot",
    (states) => shown.push(states),
    (error) => failed.push(error),
  );
};
const untilShown = (states: object) =>
  vi.waitFor(() => expect(shown.map((one) => Object.fromEntries(one)).at(-1)).toEqual(states), {
    timeout: 10_000,
  });

it("shows what every cell holds, and follows what moves, comes, leaves its cell and goes", async () => {
  await db.generations.bulkAdd([of("p1:a", "1"), of("p1:a", "2"), of("p2:a", "3", "queued", "other")]);
  watch();
  await untilShown({ "p1:a": { queued: 2 } });
  await db.generations.put(of("p1:a", "1", "done"));
  await db.generations.add(of("p2:a", "4"));
  await untilShown({ "p1:a": { queued: 1, done: 1 }, "p2:a": { queued: 1 } });
  const { cell: _, ...replaced } = of("p1:a", "1", "done");
  await db.generations.put(replaced);
  await db.generations.delete("4");
  await untilShown({ "p1:a": { queued: 1 } });
  expect(new Map(shown.at(-1))).toEqual(await readCellStates(db, "shoot"));
  expect(await readCellCounts(db, "shoot", "p1:a")).toEqual({ queued: 1 });
  expect(await readCellCounts(db, "shoot", "p1")).toEqual({});
  expect(failed).toEqual([]);
});

it("reads all keys once, and what comes close together at once", async () => {
  watch();
  await untilShown({});
  const [where, bulkGet] = [vi.spyOn(db.generations, "where"), vi.spyOn(db.generations, "bulkGet")];
  for (let i = 0; i < 20; i++) await db.generations.add(of("p1:a", `g${i}`));
  await untilShown({ "p1:a": { queued: 20 } });
  expect(where).not.toHaveBeenCalled();
  expect(bulkGet.mock.calls.length).toBeLessThan(20);
});

it("of another shoot shows nothing anew; stopped, nothing at all; what cannot be read is told", async () => {
  watch();
  await untilShown({});
  const before = shown.length;
  await db.generations.add(of("p1:a", "1", "queued", "other"));
  await db.generations.add(of("p1:a", "2"));
  await untilShown({ "p1:a": { queued: 1 } });
  expect(shown.length).toBeLessThanOrEqual(before + 1);
  vi.spyOn(db.generations, "bulkGet").mockRejectedValue(new Error("closed"));
  await db.generations.add(of("p1:a", "3"));
  await vi.waitFor(() => expect(failed).toHaveLength(1), { timeout: 10_000 });
  stop();
  await db.generations.add(of("p1:a", "4"));
  await new Promise((resolve) => setTimeout(resolve, 0));
  expect(failed).toHaveLength(1);
});
