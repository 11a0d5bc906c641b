import { describe, expect, it } from "vitest";
import {
  type Generation,
  generationSchema,
  isOpen,
  type Move,
  move,
  moves,
  type Status,
} from "../../../lib/domain/generation";
import { flux11, generationIn, lora, request } from "../support/records";

const statuses = Object.keys(moves) as Status[];
const remote = { url: "https://v3.fal.media/a.jpg" };

/** The least that a move to each status writes. */
const to: { [S in Status]: Move } = {
  queued: { status: "queued" },
  submitting: { status: "submitting", submittedAt: 5 },
  running: { status: "running", submittedAt: 5, request, phase: "in-queue" },
  saving: { status: "saving", submittedAt: 5, request, remote },
  done: { status: "done", submittedAt: 5, finishedAt: 6, request, width: 1, height: 1, bytes: 1 },
  failed: { status: "failed", finishedAt: 6, failure: { code: "fal_down" } },
  cancelled: { status: "cancelled", finishedAt: 6 },
};

const allowed = [
  "queued submitting",
  "queued failed",
  "queued cancelled",
  "submitting running",
  "submitting queued",
  "submitting failed",
  "submitting cancelled",
  "running saving",
  "running queued",
  "running failed",
  "running cancelled",
  "saving done",
  "saving failed",
  "failed queued",
  "failed running",
  "failed saving",
  "cancelled queued",
];

describe("every move", () => {
  const pairs = statuses.flatMap((from) => statuses.map((next) => [from, next] as const));
  it.each(pairs)("%s to %s", (from, next) => {
    const generation = generationIn(from);
    if (!allowed.includes(`${from} ${next}`))
      return expect(() => move(generation, to[next])).toThrow(`a ${from} generation cannot become ${next}`);
    const before = structuredClone(generation);
    const { id, batchId, prompt } = generation;
    const moved = move(generation, to[next]);
    expect(moved).toMatchObject({ id, batchId, prompt, ...to[next] });
    expect(generation).toEqual(before);
  });
});

const common = Object.keys(generationIn("queued"));

describe("fields of the old status are dropped, except the word to cancel", () => {
  it.each([
    ["failed", "queued", []],
    ["failed", "saving", ["submittedAt", "request", "remote"]],
    ["running", "failed", ["finishedAt", "failure"]],
    ["running", "saving", ["submittedAt", "request", "remote", "cancelRequested"]],
    [
      "saving",
      "done",
      ["submittedAt", "finishedAt", "request", "width", "height", "bytes", "cancelRequested"],
    ],
    ["submitting", "running", ["submittedAt", "request", "phase", "cancelRequested"]],
    ["submitting", "queued", []],
  ] as const)("%s to %s", (from, next, own) => {
    const moved = move(generationIn(from, { cancelRequested: true, queuePosition: 4 }), to[next]);
    const filled = Object.entries(moved).flatMap(([name, value]) => (value === undefined ? [] : [name]));
    expect(filled.sort()).toEqual([...common, ...own].sort());
  });

  it("what the user set stays: favourite, and a deletion that can be undone", () => {
    const moved = move(generationIn("failed", { favourite: true, hiddenAt: 9 }), to.queued);
    expect(moved).toMatchObject({ favourite: true, hiddenAt: 9 });
  });

  it("a move may change the route, and take the fallback away", () => {
    const first = generationIn("submitting", { endpoint: flux11, fallback: lora });
    const moved = move(first, { status: "queued", endpoint: lora, fallback: undefined });
    expect(moved.endpoint).toBe(lora);
    expect(moved.fallback).toBeUndefined();
  });
});

describe("a wrong shape is refused", () => {
  it.each<[Status, object]>([
    ["submitting", { submittedAt: undefined }],
    ["running", { request: undefined }],
    ["running", { request: { statusUrl: "https://queue.fal.run/x" } }],
    ["running", { request: { requestId: "1", statusUrl: "no address" } }],
    ["running", { phase: "waiting" }],
    ["running", { queuePosition: -1 }],
    ["saving", { remote: undefined }],
    ["saving", { remote: { url: "no address" } }],
    ["done", { bytes: undefined }],
    ["failed", { failure: undefined }],
    ["failed", { failure: { code: "no such code" } }],
    ["failed", { failure: { code: "fal_down", detail: "x".repeat(601) } }],
    ["cancelled", { finishedAt: "now" }],
    ["queued", { mode: "text" }],
    ["queued", { number: 0 }],
    ["queued", { prompt: undefined }],
    ["queued", { places: [{ referenceId: "a", role: "hat" }] }],
    ["queued", { places: [{ referenceId: "a", role: "product", position: 5 }] }],
    ["queued", { status: "paused" }],
  ])("%s with %j", (status, changes) => {
    expect(generationSchema.safeParse(generationIn(status)).success).toBe(true);
    expect(generationSchema.safeParse(generationIn(status, changes)).success).toBe(false);
  });

  it("a move with a wrong shape throws", () => {
    const wrong = { status: "running", submittedAt: 1, request: {}, phase: "in-queue" } as unknown as Move;
    expect(() => move(generationIn("submitting"), wrong)).toThrow();
  });
});

it.each(statuses)("%s: open or not", (status) => {
  const open = ["queued", "submitting", "running", "saving"].includes(status);
  expect(isOpen(generationIn(status) as Generation)).toBe(open);
});
