import "fake-indexeddb/auto";
import { beforeEach, describe, expect, it } from "vitest";
import type { Generation, Move } from "../../../lib/domain/generation";
import { openEntry } from "../../../lib/domain/ledger";
import { sumUp } from "../../../lib/domain/spending";
import { Db } from "../../../lib/storage/db";
import {
  addGenerations,
  hide,
  moveGeneration,
  removeEverything,
  removeHidden,
} from "../../../lib/storage/generations";
import {
  addToLedger,
  moveTables,
  readDays,
  readKnownRequests,
  readLedger,
  readShootTotals,
} from "../../../lib/storage/ledger";
import { deleteShoot } from "../../../lib/storage/shoots";
import { generationIn, request } from "../support/records";
import { shootOf } from "../support/shoots";

let db: Db;
const at = new Date(2026, 10, 26, 12).getTime();
const day = "2026-11-26";
const remote = { url: "https://v3.fal.media/files/a/picture.jpg" };
const sent = { submittedAt: at };

beforeEach(() => {
  db = new Db(crypto.randomUUID());
});

async function ask(): Promise<Generation> {
  const generation = generationIn("queued");
  await db.transaction("rw", moveTables(db), async () => {
    await addGenerations(db, [generation], () => [], at);
    await addToLedger(db, [openEntry(generation, at, { estimateUsd: 0.04, cautiousUsd: 0.04 })]);
  });
  return generation;
}
const move = (id: string, from: Generation["status"], to: Move) => moveGeneration(db, id, [from], to, [], at);
const entries = () => db.ledger.toArray();
const sums = async () => sumUp(await readDays(db, day), day).month;

it("follows a request to its cost, in the moves' own transactions", async () => {
  const { id } = await ask();
  await move(id, "queued", { status: "submitting", ...sent });
  await move(id, "submitting", { status: "running", ...sent, request, phase: "in-queue" });
  expect(await entries()).toMatchObject([{ state: "open", requestId: "request-1" }]);
  const cost = { units: 1.05, usd: 0.03675 };
  await move(id, "running", { status: "saving", ...sent, request, remote, cost });
  expect(await entries()).toMatchObject([{ state: "charged", units: 1.05, costUsd: 0.03675 }]);
  expect(await sums()).toEqual({ pictures: 1, usd: 0.03675, limitUsd: 0.03675, estimated: 0, unpriced: 0 });
  expect(await db.generations.get(id)).toMatchObject({ cost });
});

it("has two rows where fal took a request for an endpoint that it does not have", async () => {
  const { id } = await ask();
  await move(id, "queued", { status: "submitting", ...sent });
  await move(id, "submitting", { status: "running", ...sent, request, phase: "in-queue" });
  await move(id, "running", { status: "queued", endpoint: "fal-ai/other" });
  expect(await entries()).toMatchObject([
    { state: "free", costUsd: 0, requestId: "request-1" },
    { state: "open", endpoint: "fal-ai/other" },
  ]);
  await move(id, "queued", { status: "submitting", ...sent });
  await move(id, "submitting", {
    status: "running",
    ...sent,
    request: { requestId: "request-2" },
    phase: "in-queue",
  });
  expect((await entries()).map(({ requestId }) => requestId)).toEqual(["request-1", "request-2"]);
  expect(await sums()).toMatchObject({ pictures: 1, usd: 0.04 });
});

it("a move that did not happen changes nothing", async () => {
  const { id } = await ask();
  expect(await move(id, "running", { status: "saving", ...sent, request, remote })).toBeUndefined();
  expect(await entries()).toMatchObject([{ state: "open" }]);
});

it("moves to the day on which it was sent", async () => {
  const { id } = await ask();
  const tomorrow = new Date(2026, 10, 27, 0, 5).getTime();
  await move(id, "queued", { status: "submitting", submittedAt: tomorrow });
  const { today } = sumUp(await readDays(db, "2026-11-27"), "2026-11-27");
  expect(today.pictures).toBe(1);
  expect((await db.spendingDays.get([day, "text-to-image"]))?.pictures).toBe(0);
});

it("what an older Refshot had queued is counted when it is sent", async () => {
  const old = generationIn("queued");
  await addGenerations(db, [old], () => [], at);
  await move(old.id, "queued", { status: "submitting", ...sent });
  expect(await entries()).toMatchObject([{ generationId: old.id, state: "open" }]);
  expect(await sums()).toMatchObject({ pictures: 1, usd: 0, unpriced: 1 });
});

describe("outlives its generation", () => {
  it("when that is deleted", async () => {
    const { id } = await ask();
    await move(id, "queued", { status: "submitting", ...sent });
    await move(id, "submitting", { status: "running", ...sent, request, phase: "in-queue" });
    await move(id, "running", { status: "saving", ...sent, request, remote });
    const size = { width: 1, height: 1, bytes: 1 };
    await move(id, "saving", { status: "done", ...sent, finishedAt: at, request, ...size });
    await hide(db, [id], at);
    await removeHidden(db, at);
    expect(await db.generations.count()).toBe(0);
    expect(await entries()).toHaveLength(1);
    expect(await readKnownRequests(db, ["request-1", "request-2"])).toEqual(new Set(["request-1"]));
  });

  it("and when everything is deleted, if the user wants that", async () => {
    await ask();
    await removeEverything(db, false);
    expect([await db.generations.count(), await db.ledger.count()]).toEqual([0, 1]);
    expect(await sums()).toMatchObject({ pictures: 1 });
    await removeEverything(db);
    expect([await db.ledger.count(), await db.spendingDays.count()]).toEqual([0, 0]);
  });
});

it("is read some at a time, in the order of the presses", async () => {
  for (let i = 0; i < 7; i++) await ask();
  const read: number[][] = [];
  for await (const some of readLedger(db, 3)) read.push(some.map(({ order }) => order));
  expect(read).toEqual([[1, 2, 3], [4, 5, 6], [7]]);
});

it("keeps what each shoot comes to, and its name when it is deleted; a wipe without the ledger leaves both", async () => {
  const shoot = shootOf({ name: "Cups" });
  await db.shoots.add(shoot);
  const generation = generationIn("queued", { shootId: shoot.id, cell: "p1:a" });
  await db.transaction("rw", moveTables(db), async () => {
    await addGenerations(db, [generation], () => [], at);
    await addToLedger(db, [openEntry(generation, at, { estimateUsd: 0.04, cautiousUsd: 0.04 })]);
  });
  await ask();
  expect(await readShootTotals(db)).toMatchObject([{ shootId: shoot.id, pictures: 1, nanoUsd: 40_000_000 }]);
  const { id } = generation;
  await move(id, "queued", { status: "submitting", ...sent });
  await move(id, "submitting", { status: "running", ...sent, request, phase: "in-queue" });
  await move(id, "running", { status: "saving", ...sent, request, remote, cost: { units: 1, usd: 0.03 } });
  await deleteShoot(db, shoot.id);
  await removeEverything(db, false);
  expect(await readShootTotals(db)).toMatchObject([
    { shootId: shoot.id, name: "Cups", pictures: 1, nanoUsd: 30_000_000, estimated: 0 },
  ]);
  await removeEverything(db);
  expect(await readShootTotals(db)).toEqual([]);
});

it("a shoot's request that is cancelled before it left comes to nothing", async () => {
  const generation = generationIn("queued", { shootId: "shoot-1", cell: "p1:a" });
  await db.transaction("rw", moveTables(db), async () => {
    await addGenerations(db, [generation], () => [], at);
    await addToLedger(db, [openEntry(generation, at, { cautiousUsd: 0.04 })]);
  });
  await move(generation.id, "queued", { status: "cancelled", finishedAt: at });
  expect(await readShootTotals(db)).toEqual([
    { shootId: "shoot-1", pictures: 0, nanoUsd: 0, limitNanoUsd: 0, estimated: 0, unpriced: 0 },
  ]);
});
