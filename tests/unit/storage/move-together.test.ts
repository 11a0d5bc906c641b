import "fake-indexeddb/auto";
import { beforeEach, expect, it, vi } from "vitest";
import type { Generation, Status } from "../../../lib/domain/generation";
import { openEntry } from "../../../lib/domain/ledger";
import { dayOf, sumUp } from "../../../lib/domain/spending";
import { Db } from "../../../lib/storage/db";
import { addGenerations, type Moving } from "../../../lib/storage/generations";
import { addToLedger, moveTables, readDays } from "../../../lib/storage/ledger";
import { readLog } from "../../../lib/storage/logs";
import { createMover } from "../../../lib/storage/move-together";
import { generationIn } from "../support/records";

const at = new Date(2026, 10, 27, 12).getTime();
const request = { requestId: "request-1" };
const remote = { url: "https://v3.fal.media/files/a/picture.jpg" };

let db: Db;
let moveOne: ReturnType<typeof createMover>;
beforeEach(() => {
  db = new Db(crypto.randomUUID());
  moveOne = createMover(db);
});

/** Stored with an entry of 4 cents in the ledger. */
async function stored(status: Status): Promise<Generation> {
  const generation = generationIn(status);
  await db.transaction("rw", moveTables(db), async () => {
    await addGenerations(db, [generation], () => [], at);
    const entry = openEntry(generation, at, { estimateUsd: 0.04, cautiousUsd: 0.04 });
    await addToLedger(db, [{ ...entry, ...request }]);
  });
  return generation;
}

/** fal has made it, for 3 cents. */
const made = ({ id }: Generation): Moving => ({
  ...{ id, from: ["running"], lines: [`Made ${id}`] },
  to: { status: "saving", submittedAt: at, request, remote, cost: { units: 1, usd: 0.03 } },
});

const statusOf = async ({ id }: Generation) => (await db.generations.get(id))?.status;

it("what comes while one is written is written as one, and every one of them counts", async () => {
  const all = await Promise.all([1, 2, 3, 4].map(() => stored("running")));
  const transactions = vi.spyOn(db, "transaction");
  const moved = await Promise.all(all.map((one) => moveOne(made(one))));
  expect(transactions).toHaveBeenCalledTimes(2);
  expect(moved.map((one) => one?.status)).toEqual(["saving", "saving", "saving", "saving"]);
  for (const one of all) expect(await readLog(db, one.id)).toMatchObject([{ text: `Made ${one.id}` }]);
  const { month } = sumUp(await readDays(db, dayOf(at)), dayOf(at));
  expect(month).toMatchObject({ pictures: 4, usd: 0.12, estimated: 0 });
});

it("stores a picture with the move that tells of it, and none where somebody else was first", async () => {
  const [saving, gone] = [await stored("saving"), await stored("done")];
  const finished = ({ id }: Generation): Moving => ({
    ...{ id, from: ["saving"], lines: [] },
    to: { status: "done", submittedAt: at, finishedAt: at, request, width: 1, height: 1, bytes: 1 },
    picture: { blob: new Blob(["x"]), thumbnail: new Uint8Array([1]) },
  });
  // Something else is being written: the two come together.
  const others = await stored("running");
  const [, moved, none] = await Promise.all([
    moveOne(made(others)),
    moveOne(finished(saving)),
    moveOne(finished(gone)),
  ]);
  expect([moved?.status, none]).toEqual(["done", undefined]);
  expect(await db.pixels.toCollection().primaryKeys()).toEqual([saving.id]);
  expect(await db.thumbnails.toCollection().primaryKeys()).toEqual([saving.id]);
});

it("one that cannot be written keeps no other from it", async () => {
  const all = await Promise.all([1, 2, 3].map(() => stored("running")));
  const odd = await stored("queued");
  const [first, second, third] = all as [Generation, Generation, Generation];
  const results = await Promise.allSettled([
    moveOne(made(first)),
    moveOne(made(second)),
    moveOne({ ...made(odd), from: ["queued"] }),
    moveOne(made(third)),
  ]);
  expect(results.map(({ status }) => status)).toEqual(["fulfilled", "fulfilled", "rejected", "fulfilled"]);
  expect(await Promise.all([...all, odd].map(statusOf))).toEqual(["saving", "saving", "saving", "queued"]);
  expect((await db.logs.toArray()).map(({ generationId }) => generationId).sort()).toEqual(
    all.map(({ id }) => id).sort(),
  );
});

it("in somebody's transaction it is part of that", async () => {
  const one = await stored("running");
  const undone = db.transaction("rw", moveTables(db), async () => {
    await moveOne(made(one));
    throw new Error("not after all");
  });
  await expect(undone).rejects.toThrow("not after all");
  expect(await statusOf(one)).toBe("running");
});
