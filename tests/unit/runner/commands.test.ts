import "fake-indexeddb/auto";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { EndpointChoice } from "../../../lib/domain/request";
import { FailureError } from "../../../lib/failure/failure";
import { createCommands } from "../../../lib/runner/commands";
import { Db } from "../../../lib/storage/db";
import { hide, moveGeneration, readNewest } from "../../../lib/storage/generations";
import { readLog } from "../../../lib/storage/logs";
import { addReference } from "../../../lib/storage/references";
import { createCommandParts, createFakeRunner } from "../support/command-parts";
import { flux11, fromPicture, generationIn, lora, prepared, schnell } from "../support/records";
import { createFakeSpend } from "../support/spend";

let db: Db;
let said: string[];
let choice: EndpointChoice;
let missing: string | undefined;
const spend = createFakeSpend();
const runner = createFakeRunner();
const hasAccess = vi.fn(async () => true);
let commands: ReturnType<typeof createCommands>;

beforeEach(() => {
  db = new Db(crypto.randomUUID());
  said = [];
  choice = "auto";
  missing = undefined;
  vi.clearAllMocks();
  hasAccess.mockResolvedValue(true);
  const log = (line: string) => void said.push(line);
  const changes = {
    ...{ runner, hasAccess, spend, log },
    endpointChoice: async () => choice,
    missingEndpoints: async () => (missing ? [missing] : []),
  };
  commands = createCommands(createCommandParts(db, changes));
});
afterEach(() => void vi.useRealTimers());

const wish = { prompt: "a cup", images: 2 };
/** One press of the button. */
const generate = (payload: { prompt: string; images: number } | { again: string }) =>
  commands.generate({ press: crypto.randomUUID(), ...payload });
const all = () => readNewest(db, 100);
/** Long after the last press. */
const later = () => vi.advanceTimersByTime(60_000);
const setFace = () => addReference(db, "face", prepared(), { rung: "file", source: "face.jpg" });
const linesOf = async (id: string) => (await readLog(db, id)).map(({ text }) => text);
const endAll = async () => {
  for (const { id } of await all())
    await moveGeneration(db, id, ["queued"], { status: "cancelled", finishedAt: 1 }, [], 1);
};
const refusal = (code: string) => expect.objectContaining({ failure: expect.objectContaining({ code }) });

describe("generate", () => {
  it("stores a batch, numbered, newest first, with its log, and starts the runner", async () => {
    await generate({ prompt: "  a cup \n", images: 3 });
    const batch = await all();
    expect(batch.map(({ number, batchSize, status }) => [number, batchSize, status])).toEqual(
      [1, 2, 3].map((number) => [number, 3, "queued"]),
    );
    expect(new Set(batch.map(({ batchId }) => batchId)).size).toBe(1);
    expect(new Set(batch.map(({ createdAt }) => createdAt)).size).toBe(3);
    for (const generation of batch) {
      expect(generation).toMatchObject({
        prompt: "a cup",
        mode: "text-to-image",
        endpoint: schnell,
        places: [],
      });
      expect(await linesOf(generation.id)).toEqual(said);
    }
    expect(said[0]).toBe("No reference: text-to-image mode");
    expect(runner.begin.mock.calls.map(([begun]) => begun)).toEqual([batch]);
  });

  it("what there are places for is stored as sent, with the line that says so; the rest queued", async () => {
    runner.begin.mockImplementationOnce(async (_batch, store) => void (await store(2)));
    await generate({ prompt: "a cup", images: 3 });
    const batch = await all();
    expect(batch.map(({ status }) => status)).toEqual(["submitting", "submitting", "queued"]);
    expect(await linesOf(batch[1]?.id ?? "")).toContain("Sending text-to-image request to fal for image 2/3");
    expect(await linesOf(batch[2]?.id ?? "")).not.toContain(
      "Sending text-to-image request to fal for image 3/3",
    );
  });

  it("from a tray: the init image, the others kept beside it, the true length in the log", async () => {
    const background = await addReference(db, "background", prepared(), { rung: "file", source: "b.jpg" });
    const face = await setFace();
    await generate({ prompt: "a cup", images: 1 });
    const [generation] = await all();
    expect(generation).toMatchObject({ mode: "image-to-image", endpoint: flux11, fallback: lora });
    expect(generation?.referenceIds).toEqual([face.id, background.id]);
    const length = "data:image/jpeg;base64,".length + btoa("jpeg bytes").length;
    expect(said.slice(0, 2)).toEqual([
      "Using face reference as init image",
      `Image-to-image mode: init image provided (length: ${length} characters)`,
    ]);
  });

  it.each([
    { choice: "auto", missing: flux11, expected: lora, fallback: undefined },
    { choice: flux11, missing: flux11, expected: flux11, fallback: undefined },
    { choice: "auto", missing: undefined, expected: flux11, fallback: lora },
  ] as const)("$choice, not offered: $missing -> $expected", async (row) => {
    ({ choice, missing } = row);
    await setFace();
    await commands.generate({ press: crypto.randomUUID(), prompt: "a cup", images: 1 });
    expect((await all())[0]).toMatchObject({ endpoint: row.expected });
    expect((await all())[0]?.fallback).toBe(row.fallback);
    const notice = `fal does not offer ${flux11}: using ${lora} with the same parameters`;
    expect(said.includes(notice)).toBe(row.expected === lora);
    // Nothing says that a prompt was sent to an endpoint that gets none.
    expect(said.filter((line) => line.startsWith("  Model:"))).toEqual([`  Model: ${row.expected}`]);
  });

  it("asks for its place in the limits, and stores nothing when there is none", async () => {
    await generate({ prompt: "two", images: 2 });
    spend.mockRejectedValueOnce(new FailureError("daily_limit", "3"));
    await expect(generate({ prompt: "two more", images: 2 })).rejects.toEqual(refusal("daily_limit"));
    expect(spend.mock.calls.map(([{ images }]) => images)).toEqual([2, 2]);
    expect(await all()).toHaveLength(2);
  });

  it.each(["", "   ", "\n\t "])("refuses the empty prompt %j", async (prompt) => {
    await expect(generate({ prompt, images: 1 })).rejects.toEqual(refusal("prompt_empty"));
    expect(await all()).toEqual([]);
    expect(runner.begin).not.toHaveBeenCalled();
  });

  it("without key and proxy: refused, nothing stored, and the next works again", async () => {
    hasAccess.mockResolvedValueOnce(false);
    await expect(generate(wish)).rejects.toEqual(refusal("no_access"));
    expect(await all()).toEqual([]);
    await generate(wish);
    expect(await all()).toHaveLength(2);
  });

  it("a reference whose record is gone: refused, nothing stored", async () => {
    await setFace();
    await db.references.clear();
    await expect(generate(wish)).rejects.toEqual(refusal("reference_lost"));
    expect(await all()).toEqual([]);
  });
});

describe("two presses in a row", () => {
  it("both at once: one batch", async () => {
    await Promise.all([generate(wish), generate(wish), generate(wish)]);
    expect(await all()).toHaveLength(2);
  });

  it.each([
    ["a double click, 200 ms later", 200, 2],
    ["the third of three clicks, 600 ms later", 600, 2],
    ["a deliberate press, 2 s later", 2_000, 4],
    ["long after", 60_000, 4],
  ])("%s, whether the first is still open or not: %i ms, %i generations", async (_name, ms, expected) => {
    vi.useFakeTimers({ toFake: ["performance"] });
    for (const end of [async () => {}, endAll]) {
      await db.generations.clear();
      await generate(wish);
      await end();
      vi.advanceTimersByTime(ms);
      await generate(wish);
      expect(await all()).toHaveLength(expected);
      vi.advanceTimersByTime(60_000);
    }
  });

  it("a click each 400 ms: one batch", async () => {
    vi.useFakeTimers({ toFake: ["performance"] });
    for (let clicks = 0; clicks < 5; clicks++) {
      await generate(wish);
      vi.advanceTimersByTime(400);
    }
    expect(await all()).toHaveLength(2);
  });

  it("a double click while the first takes long to be stored: one batch", async () => {
    vi.useFakeTimers({ toFake: ["performance"] });
    hasAccess.mockImplementationOnce(async () => {
      vi.advanceTimersByTime(3_000);
      return true;
    });
    await Promise.all([generate(wish), generate(wish)]);
    expect(await all()).toHaveLength(2);
  });

  it("the first was refused: the second is carried out", async () => {
    hasAccess.mockResolvedValueOnce(false);
    await Promise.allSettled([generate(wish), generate(wish)]);
    expect(await all()).toHaveLength(2);
  });

  it.each([
    ["prompt", { prompt: "a hat", images: 2 }, 4],
    ["number", { prompt: "a cup", images: 3 }, 5],
  ])("another %s: a new batch", async (_name, other, expected) => {
    await generate(wish);
    await generate(other);
    expect(await all()).toHaveLength(expected);
  });

  it("another tray: a new batch", async () => {
    await generate(wish);
    await setFace();
    await generate(wish);
    expect(await all()).toHaveLength(4);
  });
});

describe("one press, whatever happens to its message", () => {
  it("sent twice, as after the worker's death: carried out once, and taken up", async () => {
    const press = crypto.randomUUID();
    await commands.generate({ press, ...wish });
    await endAll();
    await commands.generate({ press, ...wish });
    expect((await all()).map(({ batchId }) => batchId)).toEqual([press, press]);
    expect(runner.begin).toHaveBeenCalledTimes(1);
    expect(runner.resume).toHaveBeenCalledTimes(1);
  });

  it.each([
    ["back", -24],
    ["forward", 24],
  ])(
    "the clock was put %s a day between two clicks: a double click is still one batch",
    async (_name, hours) => {
      vi.useFakeTimers({ toFake: ["Date", "performance"] });
      await generate(wish);
      vi.setSystemTime(Date.now() + hours * 3_600_000);
      await generate(wish);
      expect(await all()).toHaveLength(2);
    },
  );
});

describe("again", () => {
  it("one more, from the same references, whatever the tray holds now", async () => {
    vi.useFakeTimers({ toFake: ["performance"] });
    const face = await setFace();
    await generate(wish);
    await endAll();
    await db.trays.clear();
    const first = (await all())[0];
    later();
    await generate({ again: first?.id ?? "" });
    const [newest, ...others] = await all();
    expect(others).toHaveLength(2);
    expect(newest).toMatchObject({
      prompt: "a cup",
      batchSize: 1,
      number: 1,
      mode: "image-to-image",
      status: "queued",
    });
    expect(newest?.referenceIds).toEqual([face.id]);
  });

  it("pressed twice: one", async () => {
    vi.useFakeTimers({ toFake: ["performance"] });
    await generate({ prompt: "a cup", images: 1 });
    await endAll();
    const id = (await all())[0]?.id ?? "";
    later();
    await Promise.all([generate({ again: id }), generate({ again: id })]);
    expect(await all()).toHaveLength(2);
  });

  it("pressed again a second later: one more", async () => {
    vi.useFakeTimers({ toFake: ["performance"] });
    await generate({ prompt: "a cup", images: 1 });
    await endAll();
    const id = (await all())[0]?.id ?? "";
    later();
    await generate({ again: id });
    vi.advanceTimersByTime(1_000);
    await generate({ again: id });
    expect(await all()).toHaveLength(3);
  });

  it("of something that is gone: refused", async () => {
    await expect(generate({ again: crypto.randomUUID() })).rejects.toBeInstanceOf(FailureError);
  });
});

describe("cancel and remove", () => {
  it("cancel is the runner's", async () => {
    await commands.cancel({ ids: ["a", "b"] });
    expect(runner.cancel.mock.calls).toEqual([[["a", "b"]]]);
  });

  it("remove deletes what is hidden, and nothing that is not", async () => {
    const [hidden, shown] = [generationIn("done"), generationIn("done")];
    await db.generations.bulkAdd([hidden, shown]);
    await hide(db, [hidden.id], 100);
    await commands.remove({ ids: [hidden.id, shown.id] });
    expect((await db.generations.toArray()).map(({ id }) => id)).toEqual([shown.id]);
  });

  it("remove leaves another deletion its Undo", async () => {
    const [earlier, later] = [generationIn("done"), generationIn("done")];
    await db.generations.bulkAdd([earlier, later]);
    await hide(db, [earlier.id], 100);
    await hide(db, [later.id], 200);
    await commands.remove({ ids: [later.id] });
    expect((await db.generations.toArray()).map(({ id }) => id)).toEqual([earlier.id]);
  });

  it("a generation with a face in the tray may go; the face stays", async () => {
    const face = await setFace();
    const done = generationIn("done", fromPicture({ referenceId: face.id, role: "face" }));
    await db.generations.add(done);
    await hide(db, [done.id], 100);
    await commands.remove({ ids: [done.id] });
    expect(await db.pixels.get(face.id)).toBeDefined();
  });
});
