import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { type Generation, isOpen } from "../../../lib/domain/generation";
import { FailureError } from "../../../lib/failure/failure";
import type { HistoryAnswer, HistoryQuery } from "../../../lib/fal/platform";
import { FalHttpError } from "../../../lib/fal/responses";
import { toBase64 } from "../../../lib/image/base64";
import { bytesOf } from "../../../lib/image/bytes-of";
import { toDataUrl } from "../../../lib/image/data-url";
import { generationIn, lora, prepared } from "../support/records";
import { createRunCase, faceJob, holdClock, type RunCase } from "../support/run-case";

vi.mock("../../../lib/image/normalize", async (original) => ({
  ...(await original<typeof import("../../../lib/image/normalize")>()),
  inspectResult: async (bytes: Uint8Array<ArrayBuffer>) => ({
    blob: new Blob([bytes]),
    size: { width: 1024, height: 768 },
    thumbnail: new Uint8Array([9]),
  }),
}));

let to: RunCase;
let items: Record<string, unknown>[];
let clockOffset: number | undefined;
const readPage = vi.fn(
  async (_query: HistoryQuery, _maxBytes: number, _signal: AbortSignal): Promise<HistoryAnswer> => ({
    answer: { items, next_cursor: null, has_more: false },
    clockOffset,
  }),
);
const fromHistory = () => to.history.mockResolvedValue(readPage);

beforeEach(async () => {
  to = await createRunCase();
  items = [];
  clockOffset = undefined;
  readPage.mockReset();
  fromHistory();
  holdClock();
});
afterEach(() => void vi.useRealTimers());

/** A generation that an earlier worker was sending when it died. */
const interrupted = (changes: object = {}): Generation =>
  ({
    ...faceJob(lora),
    status: "submitting",
    submittedAt: Date.now() - 100,
    ...changes,
  }) as Generation;

/** The same request as fal's history shows it. */
async function asListed(request_id: string, changes: object = {}): Promise<Record<string, unknown>> {
  const image_url = toDataUrl(await toBase64(await bytesOf(prepared().jpeg)));
  const numbers = { num_inference_steps: 7, guidance_scale: 3.5, strength: 0.65 };
  return {
    request_id,
    endpoint_id: lora,
    sent_at: new Date(Date.now()).toISOString(),
    json_input: { prompt: "a cup on a rock", image_url, ...numbers },
    ...changes,
  };
}

const untilOver = async (...generations: Generation[]) => {
  await to.add(...generations);
  await to.runner.resume();
  return Promise.all(generations.map(({ id }) => endOf(id)));
};
/** The end of a generation; the held clock is moved on by up to twenty minutes. */
async function endOf(id: string): Promise<Generation> {
  for (let turn = 0; turn < 1200 && isOpen(await to.read(id)); turn++) {
    await vi.advanceTimersByTimeAsync(1_000);
    for (let i = 0; i < 5; i++) await new Promise((resolve) => setImmediate(resolve));
  }
  return to.read(id);
}
const code = (generation: Generation | undefined) =>
  generation?.status === "failed" ? generation.failure.code : generation?.status;

describe("found", () => {
  it("goes on to its picture, with nothing sent again", async () => {
    items = [await asListed("request-found")];
    const [done] = await untilOver(interrupted());
    expect(done).toMatchObject({ status: "done", request: { requestId: "request-found" } });
    expect(to.fal.submit).not.toHaveBeenCalled();
    const log = await to.log(done!.id);
    expect(log[0]).toBe("The answer was lost: looking for it at fal");
    expect(log[1]).toBe("Found at fal (request id: request-found)");
  });

  it("asks for one endpoint, with payloads' worth of pages, around the time of the submit", async () => {
    items = [await asListed("request-found")];
    const at = Date.now();
    await untilOver(interrupted({ submittedAt: at }));
    const [query, maxBytes] = readPage.mock.calls[0]!;
    expect(query).toMatchObject({ endpoint: lora, limit: 100, cursor: undefined });
    expect(query.start).toBe(at - 15 * 60_000);
    expect(query.end).toBeGreaterThan(at + 15 * 60_000);
    expect(maxBytes).toBe(24 * 1024 * 1024);
  });

  it("after a submit without an answer, too", async () => {
    to.fal.submit.mockRejectedValueOnce(new FailureError("fal_unreachable"));
    items = [await asListed("request-found")];
    const [done] = await untilOver(faceJob(lora));
    expect(done).toMatchObject({ status: "done", request: { requestId: "request-found" } });
    expect(to.fal.submit).toHaveBeenCalledTimes(1);
  });

  it("a batch of equal ones: each gets an id of its own, in one reading", async () => {
    items = await Promise.all(["request-1", "request-2", "request-3"].map((id) => asListed(id)));
    const all = await untilOver(interrupted(), interrupted(), interrupted());
    const ids = all.map((one) => "request" in one && one.request?.requestId);
    expect(ids.sort()).toEqual(["request-1", "request-2", "request-3"]);
    expect(readPage).toHaveBeenCalledTimes(1);
  });

  it("never one that another generation has", async () => {
    items = [await asListed("request-1")];
    await to.add(generationIn("done", { request: { requestId: "request-1" } }));
    const [end] = await untilOver(interrupted());
    expect(code(end)).toBe("interrupted_untraced");
  });

  it("late: fal lists it after some minutes", async () => {
    const lost = interrupted();
    await to.add(lost);
    await to.runner.resume();
    await vi.advanceTimersByTimeAsync(200_000);
    expect((await to.read(lost.id)).status).toBe("submitting");
    items = [await asListed("request-late", { sent_at: new Date(Date.now() - 200_000).toISOString() })];
    expect(await endOf(lost.id)).toMatchObject({ status: "done", request: { requestId: "request-late" } });
  });

  it("by the next worker, when this one dies while it looks", async () => {
    const lost = interrupted({
      looking: { cause: { code: "interrupted" }, looks: 3, waited: 70_000, vain: 0 },
    });
    items = [await asListed("request-found")];
    const [done] = await untilOver(lost);
    expect(done?.status).toBe("done");
  });

  it("and cancelled at fal, when the user has asked for that", async () => {
    items = [await asListed("request-found")];
    to.fal.status.mockResolvedValue({ status: "CANCELLED" });
    const [end] = await untilOver(interrupted({ cancelRequested: true }));
    expect(to.fal.cancel).toHaveBeenCalledTimes(1);
    expect(end?.status).toBe("cancelled");
  });
});

describe("not found", () => {
  it("after ten minutes of looking, with growing pauses: fal has no trace of it", async () => {
    const began = performance.now();
    const [end] = await untilOver(interrupted());
    expect(code(end)).toBe("interrupted_untraced");
    const minutes = (performance.now() - began) / 60_000;
    expect(minutes).toBeGreaterThan(9.9);
    expect(minutes).toBeLessThan(13);
    expect(readPage.mock.calls.length).toBeGreaterThan(5);
    expect(readPage.mock.calls.length).toBeLessThan(9);
  });

  it("at once when fal had its ten minutes while the browser was closed, and the clocks agree", async () => {
    clockOffset = 500;
    const [end] = await untilOver(interrupted({ submittedAt: Date.now() - 11 * 60_000 }));
    expect(code(end)).toBe("interrupted_untraced");
    expect(readPage).toHaveBeenCalledTimes(1);
  });

  it("not at once when the clocks do not agree", async () => {
    clockOffset = 4 * 60_000;
    const [end] = await untilOver(interrupted({ submittedAt: Date.now() - 11 * 60_000 }));
    expect(code(end)).toBe("interrupted_untraced");
    expect(readPage.mock.calls.length).toBeGreaterThan(5);
  });

  it("ends as cancelled when the user had asked for that", async () => {
    clockOffset = 0;
    const lost = interrupted({ submittedAt: Date.now() - 11 * 60_000, cancelRequested: true });
    expect(code((await untilOver(lost))[0])).toBe("cancelled");
  });
});

describe("nobody can know", () => {
  it.each(["interrupted", "submit_unanswered"] as const)("without a history: %s at once", async (cause) => {
    to.history.mockResolvedValue(undefined);
    if (cause === "submit_unanswered")
      to.fal.submit.mockRejectedValueOnce(new FailureError("fal_unreachable"));
    const [end] = await untilOver(cause === "interrupted" ? interrupted() : faceJob(lora));
    expect(code(end)).toBe(cause);
    expect(readPage).not.toHaveBeenCalled();
  });

  it.each([401, 403, 404, 400])("the history says %i: at once", async (status) => {
    readPage.mockRejectedValueOnce(new FalHttpError(status, { error: { message: "no" } }));
    const [end] = await untilOver(interrupted());
    expect(code(end)).toBe("interrupted");
    expect(readPage).toHaveBeenCalledTimes(1);
  });

  it.each<[string, () => Promise<HistoryAnswer>]>([
    ["500", () => Promise.reject(new FalHttpError(500, {}))],
    ["429", () => Promise.reject(new FalHttpError(429, {}))],
    ["a page", () => Promise.reject(new FailureError("fal_odd_answer"))],
    ["another form", async () => ({ answer: { requests: [] }, clockOffset: 0 })],
  ])("the history says %s four times", async (_, odd) => {
    for (let i = 0; i < 4; i++) readPage.mockImplementationOnce(odd);
    const [end] = await untilOver(interrupted());
    expect(code(end)).toBe("interrupted");
    expect(readPage).toHaveBeenCalledTimes(4);
  });

  it("a history that mends in time finds it", async () => {
    items = [await asListed("request-found")];
    readPage.mockRejectedValueOnce(new FalHttpError(500, {}));
    expect((await untilOver(interrupted()))[0]?.status).toBe("done");
  });

  it("payloads that fal did not keep", async () => {
    items = [await asListed("request-bare", { json_input: undefined })];
    const [end] = await untilOver(interrupted());
    expect(code(end)).toBe("interrupted");
    expect(readPage).toHaveBeenCalledTimes(2);
  });

  it("the picture that was sent is gone", async () => {
    items = [await asListed("request-1")];
    await to.db.pixels.clear();
    expect(code((await untilOver(interrupted()))[0])).toBe("interrupted");
  });

  it("keeps what the submit was told", async () => {
    to.fal.submit.mockRejectedValueOnce(new FalHttpError(504, { detail: "gateway timeout" }));
    readPage.mockRejectedValueOnce(new FalHttpError(403, {}));
    const [end] = await untilOver(faceJob(lora));
    expect(end).toMatchObject({ failure: { code: "submit_unanswered", detail: "gateway timeout" } });
  });
});

it("no connection is no answer: it waits, and finds it then", async () => {
  items = [await asListed("request-found")];
  for (let i = 0; i < 10; i++) readPage.mockRejectedValueOnce(new FailureError("fal_unreachable"));
  const [done] = await untilOver(interrupted());
  expect(done?.status).toBe("done");
  const lines = await to.log(done!.id);
  expect(lines.filter((line) => line.startsWith("No connection"))).toHaveLength(1);
});

it("reads every page before a picture that fal does not show is believed", async () => {
  const bare = {
    json_input: { ...((await asListed("x")).json_input as object), image_url: "https://v3.fal.media/x" },
  };
  const first = await asListed("request-one", bare);
  const second = await asListed("request-two", bare);
  readPage.mockImplementation(async ({ cursor }) => ({
    answer: cursor
      ? { items: [second], next_cursor: null, has_more: false }
      : { items: [first], next_cursor: "more", has_more: true },
    clockOffset: 0,
  }));
  const [end] = await untilOver(interrupted());
  expect(code(end)).toBe("interrupted");
});

it("a history without an end is not read for ever", async () => {
  let page = 0;
  readPage.mockImplementation(async () => ({
    answer: { items: [], next_cursor: `page-${page++}`, has_more: true },
    clockOffset: 0,
  }));
  const [end] = await untilOver(interrupted());
  expect(code(end)).toBe("interrupted");
  expect(page).toBeLessThanOrEqual(60);
});

it("a fault of the looking itself ends nothing: it is looked for again", async () => {
  items = [await asListed("request-found")];
  const lost = interrupted();
  await to.add(lost);
  const transaction = to.db.transaction.bind(to.db) as (...args: unknown[]) => never;
  let faults = 1;
  vi.spyOn(to.db, "transaction").mockImplementation((...args: unknown[]) =>
    args[0] === "rw" && faults-- > 0
      ? (Promise.reject(new Error("the database was closed")) as never)
      : transaction(...args),
  );
  await to.runner.resume();
  expect(await endOf(lost.id)).toMatchObject({ status: "done" });
  expect(faults).toBeLessThan(1);
});

it("blocks nothing else: what is queued is sent meanwhile", async () => {
  const lost = interrupted();
  const other = generationIn("queued");
  await to.add(lost, other);
  await to.runner.resume();
  expect((await endOf(other.id)).status).toBe("done");
  expect(isOpen(await to.read(lost.id))).toBe(true);
});
