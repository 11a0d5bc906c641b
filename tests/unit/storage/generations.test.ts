import "fake-indexeddb/auto";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { Db } from "../../../lib/storage/db";
import * as history from "../../../lib/storage/generations";
import { addLines, readLastLine, readLog } from "../../../lib/storage/logs";
import { addReference } from "../../../lib/storage/references";
import { fromPicture, generationIn, prepared, request } from "../support/records";

let db: Db;
beforeEach(() => {
  db = new Db(crypto.randomUUID());
});

const textOf = async (id: string) => (await readLog(db, id)).map(({ text }) => text);
const idsOf = (found: { id: string }[]) => found.map(({ id }) => id);
const submitting = { status: "submitting", submittedAt: 1 } as const;

/** Three ended generations; the last is the newest. */
async function threeDone() {
  const made = ["red shoe", "RED hat", "blue cup"].map((prompt, i) =>
    generationIn("done", { prompt, createdAt: i }),
  );
  await db.generations.bulkAdd(made);
  return made.map(({ id }) => id) as [string, string, string];
}

describe("adding", () => {
  it("generations and the first lines of their logs, in order", async () => {
    const made = [generationIn("queued"), generationIn("queued")];
    await history.addGenerations(db, made, () => ["one", "two"], 5);
    for (const { id } of made) expect(await textOf(id)).toEqual(["one", "two"]);
    expect((await readLog(db, made[0]?.id ?? ""))[0]?.at).toBe(5);
  });

  it("what is said together as one row, and nothing as none", async () => {
    await history.addGenerations(db, [generationIn("queued", { id: "a" })], () => ["one", "two", "three"], 5);
    await addLines(db, [{ generationId: "a", lines: [] }], 6);
    await addLines(db, [{ generationId: "a", lines: ["four"] }], 7);
    expect(await db.logs.count()).toBe(2);
    const lines = (await readLog(db, "a")).map(({ at, text }) => `${at} ${text}`);
    expect(lines).toEqual(["5 one", "5 two", "5 three", "7 four"]);
    expect(await readLastLine(db, "a")).toBe("four");
  });

  it("all or nothing", async () => {
    vi.spyOn(db.logs, "bulkAdd").mockRejectedValueOnce(new Error("full"));
    await expect(history.addGenerations(db, [generationIn("queued")], () => ["one"], 5)).rejects.toThrow();
    expect(await db.generations.count()).toBe(0);
  });

  it("a log holds neither image data nor a key, wherever they came from", async () => {
    const key = "0d1f2a3b-4c5d-6e7f-8a9b-0c1d2e3f4a5b:0123456789abcdef0123456789abcdef";
    const lines = ["  Prompt: data:image/png;base64,QUJD", `Failed: Key ${key}`];
    await history.addGenerations(db, [generationIn("queued", { id: "a" })], () => lines, 5);
    expect(await textOf("a")).toEqual(["  Prompt: [image data]", "Failed: Key [key]"]);
  });

  it("the prompt stands in the log as it was sent", async () => {
    const line = "  Prompt: Key lighting from the left";
    await addLines(db, [{ generationId: "a", lines: [line] }], 5);
    expect(await textOf("a")).toEqual([line]);
  });
});

describe("a move", () => {
  const at = 9;
  it("and its lines are one", async () => {
    const queued = generationIn("queued");
    await history.addGenerations(db, [queued], () => [], at);
    const moved = await history.moveGeneration(db, queued.id, ["queued"], submitting, ["sent"], at);
    expect(moved).toMatchObject(submitting);
    expect(await db.generations.get(queued.id)).toEqual(moved);
    expect(await textOf(queued.id)).toEqual(["sent"]);
  });

  it.each([
    ["somebody moved it first", "running"],
    ["it has ended", "done"],
  ] as const)("%s: undefined, nothing written", async (_name, status) => {
    const other = generationIn(status);
    await history.addGenerations(db, [other], () => [], at);
    expect(await history.moveGeneration(db, other.id, ["queued"], submitting, ["sent"], at)).toBeUndefined();
    expect(await db.generations.get(other.id)).toEqual(other);
    expect(await textOf(other.id)).toEqual([]);
  });

  it("it is gone: undefined", async () => {
    expect(await history.moveGeneration(db, "gone", ["queued"], submitting, [], at)).toBeUndefined();
  });

  it("a forbidden one throws, and writes neither status nor line", async () => {
    const queued = generationIn("queued");
    await history.addGenerations(db, [queued], () => [], at);
    const to = { status: "running", submittedAt: 1, request, phase: "in-queue" } as const;
    await expect(history.moveGeneration(db, queued.id, ["queued"], to, ["x"], at)).rejects.toThrow(
      /cannot become/,
    );
    expect(await db.generations.get(queued.id)).toEqual(queued);
    expect(await textOf(queued.id)).toEqual([]);
  });

  it("two at once: one wins", async () => {
    const queued = generationIn("queued");
    await history.addGenerations(db, [queued], () => [], at);
    const move = () => history.moveGeneration(db, queued.id, ["queued"], submitting, ["sent"], at);
    const moved = await Promise.all([move(), move()]);
    expect(moved.filter(Boolean)).toHaveLength(1);
    expect(await textOf(queued.id)).toEqual(["sent"]);
  });
});

describe("reading", () => {
  it("open ones, oldest first, and no others", async () => {
    const statuses = ["done", "saving", "running", "failed", "submitting", "queued", "cancelled"] as const;
    const made = statuses.map((status, i) => generationIn(status, { createdAt: 100 - i }));
    await db.generations.bulkAdd(made);
    expect((await history.readOpen(db)).map(({ status }) => status)).toEqual([
      "queued",
      "submitting",
      "running",
      "saving",
    ]);
  });

  it("newest first, up to a limit, without what is hidden", async () => {
    const [a, b, c] = await threeDone();
    expect(idsOf(await history.readNewest(db, 2))).toEqual([c, b]);
    expect(await history.hide(db, [c], 7)).toEqual([c]);
    // Pressed twice, it is one deed, which is undone once.
    expect(await history.hide(db, [c], 8)).toEqual([]);
    expect(idsOf(await history.readNewest(db, 2))).toEqual([b, a]);
  });

  it.each([undefined, 0, 1])("the last ones with what is hidden, read anew from %s on", async (since) => {
    const [_, b, c] = await threeDone();
    await history.hide(db, [c], 7);
    expect(idsOf(await history.readLast(db, 2, since))).toEqual([c, b]);
  });
});

describe("deleting", () => {
  it("hides, shows again, and marks as favourite", async () => {
    const [a, b] = await threeDone();
    await history.hide(db, [a, b], 7);
    await history.showAgain(db, [a]);
    expect(await history.setFavourite(db, [a, b], true)).toEqual([a, b].sort());
    expect(await history.setFavourite(db, [a], true)).toEqual([]);
    expect(await db.generations.get(a)).toMatchObject({ favourite: true });
    expect(await db.generations.get(a)).not.toHaveProperty("hiddenAt");
    expect(await db.generations.get(b)).toMatchObject({ hiddenAt: 7 });
  });

  it("an open one cannot be hidden", async () => {
    const running = generationIn("running");
    await db.generations.add(running);
    expect(await history.hide(db, [running.id, "gone"], 7)).toEqual([]);
    expect(await db.generations.toArray()).toEqual([running]);
  });

  it("for good: record, log, pictures, and a reference that nothing else uses", async () => {
    const face = await addReference(db, "face", prepared(), { rung: "file", source: "f" });
    const place = { referenceId: face.id, role: "face" } as const;
    const [one, other] = [generationIn("done", fromPicture(place)), generationIn("done", fromPicture(place))];
    await history.addGenerations(db, [one, other], () => ["line"], 1);
    await db.pixels.put({ id: one.id, blob: prepared().jpeg });
    await db.thumbnails.put({ id: one.id, bytes: new Uint8Array() });
    await db.trays.clear();
    const left = async () => [await db.pixels.count(), await db.thumbnails.count(), await db.logs.count()];

    await history.hide(db, [one.id], 7);
    await history.removeHidden(db, 6);
    expect(await left()).toEqual([2, 2, 2]);
    await history.removeHidden(db, 7);
    expect(await left()).toEqual([1, 1, 1]);
    expect(await db.references.count()).toBe(1);

    await history.hide(db, [other.id], 8);
    await history.removeHidden(db, 8);
    expect(await left()).toEqual([0, 0, 0]);
    expect([await db.references.count(), await db.generations.count()]).toEqual([0, 0]);
  });

  it("a note is kept, and taken away when it is empty", async () => {
    const [a] = await threeDone();
    await history.setNote(db, a, "for the autumn catalogue");
    expect(await db.generations.get(a)).toMatchObject({ note: "for the autumn catalogue" });
    await history.setNote(db, a, "");
    expect((await db.generations.get(a))?.note).toBeUndefined();
  });

  it("everything", async () => {
    await threeDone();
    await addReference(db, "face", prepared(), { rung: "file", source: "f" });
    await history.removeEverything(db);
    expect(await Promise.all(db.tables.map((table) => table.count()))).toEqual(db.tables.map(() => 0));
  });
});
