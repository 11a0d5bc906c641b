import "fake-indexeddb/auto";
import { expect, it } from "vitest";
import { currentBatch, readRecent } from "../../../lib/history/current-batch";
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
  const batch = currentBatch(await readRecent(db), now);
  expect(batch.current.map(({ id }) => id)).toEqual(current);
  expect(batch.earlier.map(({ id }) => id)).toEqual(earlier);
});
