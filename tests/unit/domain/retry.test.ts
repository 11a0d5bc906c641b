import "fake-indexeddb/auto";
import { beforeEach, describe, expect, it, vi } from "vitest";
import type { Generation } from "../../../lib/domain/generation";
import type { EndpointChoice } from "../../../lib/domain/request";
import { isSecondLook } from "../../../lib/domain/retry";
import { type FailureCode, failureCodes } from "../../../lib/failure/failure";
import { createCommands } from "../../../lib/runner/commands";
import { Db } from "../../../lib/storage/db";
import { moveGeneration } from "../../../lib/storage/generations";
import { readLog } from "../../../lib/storage/logs";
import { addReference } from "../../../lib/storage/references";
import { createCommandParts, createFakeRunner } from "../support/command-parts";
import {
  flux11,
  fromPicture,
  general,
  generationIn,
  lora,
  pictureUrl,
  prepared,
  request,
} from "../support/records";

let db: Db;
let said: string[];
let choice: EndpointChoice;
let commands: ReturnType<typeof createCommands>;
const runner = createFakeRunner();

beforeEach(() => {
  db = new Db(crypto.randomUUID());
  said = [];
  choice = "auto";
  vi.clearAllMocks();
  const log = (line: string) => void said.push(line);
  commands = createCommands(createCommandParts(db, { runner, log, endpointChoice: async () => choice }));
});

/** One press of Retry. */
const press = (id: string) => commands.retry({ press: crypto.randomUUID(), id });
const failedWith = (code: FailureCode, changes: object = {}) =>
  generationIn("failed", { failure: { code }, submittedAt: 2000, ...changes });
async function retry(generation: Generation): Promise<Generation | undefined> {
  await db.generations.add(generation);
  await press(generation.id);
  return db.generations.get(generation.id);
}
const linesOf = async (id: string) => (await readLog(db, id)).map(({ text }) => text);
const remote = { url: pictureUrl, seed: 7 };

describe("free: what fal already has", () => {
  it.each(["picture_unreadable", "storage_full", "fal_unreachable", "fal_down"] as const)(
    "%s, and fal has the picture: downloaded again",
    async (code) => {
      const again = await retry(failedWith(code, { request, remote }));
      expect(again).toMatchObject({ status: "saving", request, remote, submittedAt: 2000 });
      expect(again).not.toHaveProperty("failure");
      expect(runner.resume).toHaveBeenCalledTimes(1);
    },
  );

  it.each([
    "fal_down",
    "fal_unreachable",
    "fal_odd_answer",
    "fal_busy",
    "fal_redirected",
    "fal_slow",
    "fal_throttled",
    "key_refused",
    "account_locked",
    "no_access",
    "fal_not_allowed",
    "request_lost",
    "storage_full",
    "unexpected",
  ] as const)("%s after fal had accepted: followed again", async (code) => {
    expect(await retry(failedWith(code, { request }))).toMatchObject({ status: "running", request });
  });

  it("the log says that the user asked", async () => {
    const failed = failedWith("storage_full", { request, remote });
    await retry(failed);
    expect(await linesOf(failed.id)).toEqual(["Retry asked for by the user"]);
  });
});

describe("a free Retry that ended the same way", () => {
  it.each([
    ["fal_down", {}],
    ["fal_odd_answer", {}],
    ["unexpected", {}],
    ["request_lost", {}],
    ["fal_down", { remote }],
    ["picture_foreign", { remote }],
    ["picture_unreadable", { remote }],
  ] as const)("%s %j: the next one is a new request", async (code, more) => {
    const first = failedWith(code, { request, ...more });
    expect(isSecondLook(first)).toBe(false);
    const free = await retry(first);
    expect(free).toMatchObject({ status: "remote" in more ? "saving" : "running", retried: code });
    const second = failedWith(code, { request, ...more, retried: code });
    expect(isSecondLook(second)).toBe(true);
    const paid = await retry(second);
    expect(paid).toMatchObject({ status: "queued" });
    expect(paid).not.toHaveProperty("retried");
  });

  it.each([
    "account_locked",
    "fal_busy",
    "fal_redirected",
    "fal_slow",
    "fal_throttled",
    "fal_unreachable",
    "key_refused",
    "no_access",
    "fal_not_allowed",
    "storage_full",
  ] as const)("%s is the user's to mend: free however often", async (code) =>
    expect(await retry(failedWith(code, { request, retried: code }))).toMatchObject({ status: "running" }),
  );

  it("another failure than before: free once more", async () =>
    expect(await retry(failedWith("fal_down", { request, retried: "fal_odd_answer" }))).toMatchObject({
      status: "running",
    }));
});

describe("paid: one more submit, by the user's word", () => {
  it.each([
    "interrupted",
    "submit_unanswered",
    "fal_unreachable",
    "fal_down",
    "key_refused",
    "no_access",
    "fal_not_allowed",
  ] as const)("%s without a request id: queued", async (code) =>
    expect(await retry(failedWith(code))).toMatchObject({ status: "queued" }),
  );

  it.each(["blocked", "request_refused", "content_refused", "fal_failed"] as const)(
    "%s: the same request would say the same, so a new one",
    async (code) => {
      const again = await retry(failedWith(code, { request }));
      expect(again).toMatchObject({ status: "queued" });
      expect(again).not.toHaveProperty("request");
    },
  );

  it("the picture is gone at fal: a new one", async () => {
    const again = await retry(failedWith("picture_expired", { request, remote }));
    expect(again).toMatchObject({ status: "queued" });
    expect(again).not.toHaveProperty("remote");
  });

  it("cancelled: queued", async () => {
    expect(await retry(generationIn("cancelled", { request }))).toMatchObject({ status: "queued" });
  });

  it.each([
    ["auto", { endpoint: flux11, fallback: lora }],
    [general, { endpoint: general, fallback: undefined }],
  ] as const)("with the choice of now: %s", async (now, expected) => {
    const face = await addReference(db, "face", prepared(), { rung: "file", source: "f" });
    const failed = failedWith("endpoint_missing", {
      ...fromPicture({ referenceId: face.id, role: "face" }),
      endpoint: lora,
    });
    choice = now;
    const again = await retry(failed);
    expect({ endpoint: again?.endpoint, fallback: again?.fallback }).toEqual(expected);
    const lines = await linesOf(failed.id);
    expect(lines.slice(0, 2)).toEqual(["Retry asked for by the user", "Using face reference as init image"]);
    expect(lines).toContain(`  Model: ${expected.endpoint}`);
  });

  it("the reference is gone: refused, the record as before", async () => {
    const failed = failedWith("interrupted", fromPicture({ referenceId: "gone", role: "face" }));
    await expect(retry(failed)).rejects.toMatchObject({ failure: { code: "reference_lost" } });
    expect(await db.generations.get(failed.id)).toEqual(failed);
  });
});

it("the console prints the same lines as the log", async () => {
  const failed = failedWith("interrupted");
  await retry(failed);
  expect(said).toEqual(await linesOf(failed.id));
});

it.each(["queued", "submitting", "running", "saving", "done"] as const)(
  "%s: not for Retry",
  async (status) => {
    const generation = generationIn(status);
    expect(await retry(generation)).toEqual(generation);
  },
);

it("pressed twice: one move, one line", async () => {
  const failed = failedWith("interrupted");
  await db.generations.add(failed);
  await Promise.all([press(failed.id), press(failed.id)]);
  const lines = await linesOf(failed.id);
  expect(lines.filter((line) => line.startsWith("Retry"))).toHaveLength(1);
});

/** Takes a queued one to the failure that a cut line leads to. */
async function cutOff(id: string): Promise<void> {
  const failure = { code: "submit_unanswered" as const };
  await moveGeneration(db, id, ["queued"], { status: "submitting", submittedAt: 1 }, [], 1);
  await moveGeneration(db, id, ["submitting"], { status: "failed", finishedAt: 1, failure }, [], 1);
}
const retries = async (id: string) => (await linesOf(id)).filter((line) => line.startsWith("Retry")).length;

it.each([
  ["200 ms", 200, 1],
  ["600 ms", 600, 1],
  ["a second", 1_000, 2],
])("pressed again %s later, when it has already failed again: %i ms, %i", async (_name, ms, expected) => {
  vi.useFakeTimers({ toFake: ["performance"] });
  const failed = failedWith("submit_unanswered");
  await retry(failed);
  await cutOff(failed.id);
  vi.advanceTimersByTime(ms);
  await press(failed.id);
  expect(await retries(failed.id)).toBe(expected);
  vi.useRealTimers();
});

it("one press, sent again after the worker's death, when it has already failed again: carried out once", async () => {
  const failed = failedWith("submit_unanswered");
  await db.generations.add(failed);
  const payload = { press: crypto.randomUUID(), id: failed.id };
  await commands.retry(payload);
  await cutOff(failed.id);
  const nextWorker = createCommands({ ...createCommandParts(db), runner });
  await nextWorker.retry(payload);
  expect(await retries(failed.id)).toBe(1);
});

it.each(failureCodes)("%s can always be left by Retry", async (code) => {
  expect((await retry(failedWith(code, { request })))?.status).not.toBe("failed");
});
