import "fake-indexeddb/auto";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { createStatusNotes } from "../../../lib/runner/status-notes";
import { Db } from "../../../lib/storage/db";
import { addGenerations } from "../../../lib/storage/generations";
import { readLog } from "../../../lib/storage/logs";
import { generationIn } from "../support/records";

let db: Db;
let said: string[];
let notes: ReturnType<typeof createStatusNotes>;
const inQueue = (queuePosition: number) => ({
  ...{ phase: "in-queue" as const, queuePosition },
  lines: [`position ${queuePosition}`],
});
const runs = { phase: "in-progress" as const, lines: ["Running"] };
const textsOf = async (id: string) => (await readLog(db, id)).map(({ text }) => text);

beforeEach(async () => {
  db = new Db(crypto.randomUUID());
  said = [];
  notes = createStatusNotes(db, (line) => said.push(line));
  const statuses = ["running", "running", "saving"] as const;
  await addGenerations(
    db,
    statuses.map((status, i) => generationIn(status, { id: "abc"[i] ?? "" })),
    () => [],
    1,
  );
});
afterEach(() => vi.restoreAllMocks());

it("what comes close together is one write for all: the newest in the record, every line in the log", async () => {
  const transaction = vi.spyOn(db, "transaction");
  notes.note("a", inQueue(2));
  notes.note("a", inQueue(1));
  notes.note("b", runs);
  await vi.waitFor(() => expect(said).toHaveLength(3), { timeout: 20_000 });
  expect(transaction).toHaveBeenCalledTimes(1);
  expect(await db.generations.get("a")).toMatchObject({ phase: "in-queue", queuePosition: 1 });
  expect(await db.generations.get("b")).toMatchObject({ phase: "in-progress", queuePosition: undefined });
  expect(await textsOf("a")).toEqual(["position 2", "position 1"]);
  expect(await textsOf("b")).toEqual(["Running"]);
});

it("what has gone on meanwhile keeps its record, and what a move has taken is not written again", async () => {
  notes.note("c", runs);
  notes.note("a", runs);
  expect(notes.take("a")).toEqual(["Running"]);
  expect(notes.take("a")).toEqual([]);
  await vi.waitFor(() => expect(said).toEqual(["Running"]), { timeout: 20_000 });
  expect(await db.generations.get("c")).toMatchObject({ status: "saving" });
  expect(await textsOf("a")).toEqual([]);
});
