import "fake-indexeddb/auto";
import { expect, it } from "vitest";
import { currentBatch, nothingRecent, readRecent } from "../../../lib/history/current-batch";
import { Db } from "../../../lib/storage/db";
import { generationIn } from "../support/records";

const minute = 60_000;
const now = 100 * minute;
const old = generationIn("done", { id: "old", batchId: "a", createdAt: 1, finishedAt: minute });
const fresh = generationIn("done", { id: "fresh", batchId: "b", createdAt: 2, finishedAt: now - 9 * minute });
const stale = generationIn("done", {
  id: "stale",
  batchId: "b",
  createdAt: 2,
  finishedAt: now - 11 * minute,
});
const hidden = generationIn("done", {
  id: "hidden",
  batchId: "b",
  createdAt: 3,
  finishedAt: now,
  hiddenAt: now,
});
const slow = generationIn("running", { id: "slow", batchId: "a", createdAt: 1 });

it.each([
  ["nothing yet", [], [], []],
  ["a batch that ended nine minutes ago is this one", [old, fresh], ["fresh"], ["old"]],
  ["eleven minutes ago is history", [old, stale], [], ["stale", "old"]],
  ["what is open of an older batch stays with the newest", [slow, fresh], ["fresh", "slow"], []],
  ["what is being deleted is not shown", [fresh, hidden], ["fresh"], []],
])("%s", async (_name, stored, current, earlier) => {
  const db = new Db(crypto.randomUUID());
  await db.generations.bulkAdd(stored);
  const batch = currentBatch(await readRecent(db, nothingRecent), now);
  expect(batch.current.map(({ id }) => id)).toEqual(current);
  expect(batch.earlier.map(({ id }) => id)).toEqual(earlier);
});

it("what was read before and has changed is read anew, with what has come since and up to as many", async () => {
  const db = new Db(crypto.randomUUID());
  const made = Array.from({ length: 20 }, (_, i) =>
    generationIn("queued", { id: `${i}`, batchId: `${i}`, createdAt: i }),
  );
  await db.generations.bulkAdd(made.slice(0, 19));
  const before = await readRecent(db, nothingRecent);
  await db.generations.add(made[19]!);
  await db.generations.put(generationIn("done", { id: "18", batchId: "18", createdAt: 18 }));
  await db.generations.delete("17");
  const after = await readRecent(db, before);
  expect(after.newest.map(({ id }) => id)).toEqual(["19", "18", ...range(16, 3)]);
  expect(after.newest[1]?.status).toBe("done");
  expect(after.open).toHaveLength(18);
});

it("where too little is left of what was read before, older ones come up again", async () => {
  const db = new Db(crypto.randomUUID());
  const made = Array.from({ length: 40 }, (_, i) => generationIn("done", { id: `${i}`, createdAt: i }));
  await db.generations.bulkAdd(made);
  const first = await readRecent(db, nothingRecent);
  await db.generations.bulkDelete(range(39, 30));
  const second = await readRecent(db, first);
  const third = await readRecent(db, second);
  expect(third.newest.map(({ id }) => id)).toEqual(range(29, 14));
});

const range = (from: number, to: number) => Array.from({ length: from - to + 1 }, (_, i) => `${from - i}`);
