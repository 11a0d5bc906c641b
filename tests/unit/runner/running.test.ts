import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { retryWayOf } from "../../../lib/domain/retry";
import { FailureError } from "../../../lib/failure/failure";
import { FalHttpError } from "../../../lib/fal/responses";
import { completed, inProgress, inQueue, untilAborted } from "../support/fake-fal";
import { fromPicture, generationIn, pictureUrl, request } from "../support/records";
import { createRunCase, holdClock, type RunCase, runToEnd } from "../support/run-case";

const inspectResult = vi.hoisted(() => vi.fn());
vi.mock("../../../lib/image/normalize", async (original) => ({
  ...(await original<typeof import("../../../lib/image/normalize")>()),
  inspectResult,
}));

let to: RunCase;
beforeEach(async () => {
  inspectResult.mockImplementation(async (bytes: Uint8Array<ArrayBuffer>) => ({
    blob: new Blob([bytes]),
    size: { width: 1024, height: 768 },
    thumbnail: new Uint8Array([9]),
  }));
  to = await createRunCase();
});
afterEach(() => void vi.useRealTimers());

const stillRunning = new FalHttpError(400, { detail: "Request is still in progress" });
const faceRunning = () => generationIn("running", fromPicture({ referenceId: "face-1", role: "face" }));
const pixelsOf = async (id: string) => [await to.db.pixels.get(id), await to.db.thumbnails.get(id)];
const answerOf = (images: { url: string }[], has_nsfw_concepts?: boolean[]) => ({
  images,
  has_nsfw_concepts,
});

describe("what the result says", () => {
  it("flagged: blocked, and no picture stored", async () => {
    to.fal.result.mockResolvedValue(answerOf([{ url: pictureUrl }], [true]));
    const running = generationIn("running");
    const failed = await runToEnd(to, running);
    expect(failed).toMatchObject({ status: "failed", failure: { code: "blocked" }, request });
    expect(failed).not.toHaveProperty("remote");
    expect(to.fal.download).not.toHaveBeenCalled();
    expect(await pixelsOf(running.id)).toEqual([undefined, undefined]);
  });

  it.each([[false], [true]])("neither seed nor timings nor flags is fine (empty list: %s)", async (empty) => {
    to.fal.result.mockResolvedValue(answerOf([{ url: pictureUrl }], empty ? [] : undefined));
    const running = generationIn("running");
    const done = await runToEnd(to, running);
    expect(done).toMatchObject({ status: "done" });
    expect(done).not.toHaveProperty("seed");
    expect(await to.log(running.id)).toContain("Result received");
  });

  it.each([
    [
      "422",
      new FalHttpError(422, { detail: [{ loc: ["body", "strength"], msg: "too big", type: "x" }] }),
      "request_refused",
      "strength: too big",
    ],
    [
      "policy",
      new FalHttpError(422, { detail: [{ msg: "flagged", type: "content_policy_violation" }] }),
      "content_refused",
      "flagged",
    ],
    ["401", new FalHttpError(401, { detail: "No user found" }), "key_refused", "No user found"],
  ])("%s: failed with its own words, the request id kept", async (_name, error, code, detail) => {
    to.fal.result.mockRejectedValue(error);
    const failed = await runToEnd(to, generationIn("running"));
    expect(failed).toMatchObject({
      status: "failed",
      failure: detail ? { code, detail } : { code },
      request,
    });
    expect(to.fal.submit).not.toHaveBeenCalled();
  });

  it("a 422 that echoes the picture leaves no image data behind", async () => {
    const msg = `bad data:image/jpeg;base64,${"QUJD".repeat(5000)} and ${"QUJD".repeat(300)}`;
    to.fal.result.mockRejectedValue(
      new FalHttpError(422, { detail: [{ loc: ["body", "image"], msg, type: "x" }] }),
    );
    const running = generationIn("running");
    const failed = await runToEnd(to, running);
    const everything = JSON.stringify([failed, await to.log(running.id), to.said]);
    expect(everything).toContain("[image data]");
    expect(everything).not.toContain("QUJDQUJD");
  });
});

describe("COMPLETED with an error", () => {
  const said = { status: "COMPLETED", error: "CUDA out of memory", error_type: "runner_error" } as const;
  const detail = [{ loc: ["body", "prompt"], msg: "flagged", type: "content_policy_violation" }];
  it.each([
    ["the result says nothing", new FailureError("fal_odd_answer"), "fal_failed", said.error],
    ["the result is out of order", new FalHttpError(500, undefined), "fal_failed", said.error],
    ["the result is not there", new FalHttpError(404, undefined), "fal_failed", said.error],
    ["the result is still to come, it says", stillRunning, "fal_failed", said.error],
    ["the result has the detail", new FalHttpError(422, { detail }), "content_refused", "prompt: flagged"],
    ["the result has it behind 200", new FalHttpError(200, { detail }), "content_refused", "prompt: flagged"],
  ] as const)("%s: told at once", async (_name, result, code, words) => {
    to.fal.stream.mockImplementation(async (_endpoint, _request, onStatus) => onStatus(said));
    to.fal.result.mockRejectedValue(result);
    const failed = await runToEnd(to, generationIn("running"));
    expect(failed).toMatchObject({ failure: { code, detail: words }, request });
    expect(to.fal.result).toHaveBeenCalledTimes(1);
    expect(retryWayOf(failed)).toBe("submit");
  });

  it("polled, and there is a picture all the same: it is kept", async () => {
    to.fal.stream.mockRejectedValue(new Error("no stream"));
    to.fal.status.mockResolvedValue(said);
    expect(await runToEnd(to, generationIn("running"))).toMatchObject({ status: "done" });
  });
});

describe("odd reads of a paid request are repeated before anything is concluded", () => {
  const notFound = new FalHttpError(404, { detail: "Request not found" });
  it.each([
    ["status", notFound],
    ["status", new FalHttpError(400, { detail: "Bad Request" })],
    ["status", new FalHttpError(405, undefined)],
    ["status", new FalHttpError(200, { detail: "Internal" })],
    ["result", notFound],
    ["result", new FalHttpError(404, undefined)],
    ["download", new FailureError("picture_expired")],
  ] as const)("%s: %s twice, then as it should be", async (call, odd) => {
    holdClock();
    if (call === "status") to.fal.stream.mockRejectedValue(odd);
    to.fal[call].mockRejectedValueOnce(odd).mockRejectedValueOnce(odd);
    const job = faceRunning();
    expect(await runToEnd(to, job)).toMatchObject({ status: "done" });
    expect(to.fal.submit).not.toHaveBeenCalled();
    expect(to.rememberMissing).not.toHaveBeenCalled();
  });

  it("what came in the picture's place was none: fetched again", async () => {
    holdClock();
    inspectResult.mockRejectedValueOnce(new FailureError("picture_unreadable"));
    expect(await runToEnd(to, generationIn("running"))).toMatchObject({ status: "done" });
    expect(to.fal.download).toHaveBeenCalledTimes(2);
  });

  it.each([400, 404, 405, 422])(
    "a status that answers %i for good: told soon, Retry looks again",
    async (status) => {
      holdClock();
      const start = Date.now();
      to.fal.stream.mockRejectedValue(new Error("no stream"));
      to.fal.status.mockRejectedValue(new FalHttpError(status, { detail: "no" }));
      const failed = await runToEnd(to, generationIn("running"));
      expect(failed).toMatchObject({ status: "failed", request });
      expect(retryWayOf(failed)).toBe("follow");
      expect(Date.now() - start).toBeLessThan(25_000);
    },
  );

  it.each([
    ["a page", undefined],
    ["another 404", { detail: "Not Found" }],
  ])(
    "the result answers 404 with %s for good: no word about the endpoint, nothing paid again",
    async (_name, body) => {
      holdClock();
      to.fal.result.mockRejectedValue(new FalHttpError(404, body));
      const failed = await runToEnd(to, faceRunning());
      expect(failed).toMatchObject({ failure: { code: "request_lost" } });
      expect(retryWayOf(failed)).toBe("follow");
      expect(to.fal.submit).not.toHaveBeenCalled();
      expect(to.rememberMissing).not.toHaveBeenCalled();
    },
  );

  it("COMPLETED, and the result is for ever still in progress: told in the end", async () => {
    holdClock();
    to.fal.result.mockRejectedValue(stillRunning);
    const failed = await runToEnd(to, generationIn("running"));
    expect(failed).toMatchObject({ failure: { code: "fal_odd_answer" } });
    expect(retryWayOf(failed)).toBe("follow");
  });
});

it.each(["result", "download"] as const)(
  "429 at the %s: not that the request was not taken",
  async (call) => {
    holdClock();
    to.fal[call].mockRejectedValue(new FalHttpError(429, { detail: "slow down" }));
    const failed = await runToEnd(to, generationIn("running"));
    const detail = call === "result" ? "slow down" : expect.any(String);
    expect(failed).toMatchObject({ failure: { code: "fal_throttled", detail }, request });
    expect(retryWayOf(failed)).toBe(call === "result" ? "follow" : "download");
  },
);

it("CANCELLED, by whomever: cancelled", async () => {
  to.fal.stream.mockImplementation(async (_endpoint, _request, onStatus) =>
    onStatus({ status: "CANCELLED" }),
  );
  expect(await runToEnd(to, generationIn("running"))).toMatchObject({ status: "cancelled", request });
  expect(to.fal.result).not.toHaveBeenCalled();
});

describe("a status that is not found proves nothing about the endpoint", () => {
  it.each([
    ["with a fallback left", fromPicture({ referenceId: "face-1", role: "face" })],
    ["with none", {}],
  ])("%s: lost, and not paid again", async (_name, route) => {
    holdClock();
    to.fal.stream.mockRejectedValue(new FalHttpError(404, { detail: "Request not found" }));
    to.fal.status.mockRejectedValue(new FalHttpError(404, { detail: "Request not found" }));
    const failed = await runToEnd(to, generationIn("running", route));
    expect(failed).toMatchObject({ status: "failed", failure: { code: "request_lost" } });
    expect(to.fal.submit).not.toHaveBeenCalled();
    expect(to.rememberMissing).not.toHaveBeenCalled();
  });
});

describe("a result that is not there", () => {
  const lost = new FalHttpError(404, { detail: "Request not found" });
  it.each([
    ["with a fallback left", fromPicture({ referenceId: "face-1", role: "face" })],
    ["with none", {}],
  ])("COMPLETED, then the request is forgotten, %s: lost, and not paid again", async (_name, route) => {
    holdClock();
    to.fal.result.mockRejectedValue(lost);
    const failed = await runToEnd(to, generationIn("running", route));
    expect(failed).toMatchObject({ failure: { code: "request_lost", detail: "Request not found" } });
    expect(to.fal.submit).not.toHaveBeenCalled();
    expect(to.rememberMissing).not.toHaveBeenCalled();
  });

  it("COMPLETED too early: followed on until there is a result", async () => {
    holdClock();
    const early = new FalHttpError(400, { detail: "Request is still in progress" });
    to.fal.result.mockRejectedValueOnce(early).mockRejectedValueOnce(early);
    expect(await runToEnd(to, generationIn("running"))).toMatchObject({ status: "done" });
  });
});

it("a long queue: the record has every position, the log the first ones", async () => {
  holdClock();
  to.fal.stream.mockRejectedValue(new Error("no stream"));
  let at = 60;
  to.fal.status.mockImplementation(async () => (--at > 0 ? inQueue(at) : completed));
  const running = generationIn("running");
  expect(await runToEnd(to, running)).toMatchObject({ status: "done" });
  const positions = (await to.log(running.id)).filter((line) => line.startsWith("In fal's queue"));
  expect(positions.length).toBeLessThanOrEqual(40);
  expect(positions[0]).toBe("In fal's queue, position 59");
});

it("from the queue to COMPLETED at once: no line says that it ran", async () => {
  to.fal.stream.mockImplementation(async (_endpoint, _request, onStatus) =>
    [inQueue(0), completed].forEach(onStatus),
  );
  const running = generationIn("running");
  await runToEnd(to, running);
  expect(await to.log(running.id)).toEqual([
    "In fal's queue, position 0",
    "Result received (seed: 7)",
    "Picture stored (1024×768 pixels, 9 bytes)",
  ]);
});

describe("free reads are repeated", () => {
  const down = new FalHttpError(503, undefined);
  const offline = new FailureError("fal_unreachable");
  it.each([
    ["result", [down, offline, down]],
    ["download", [offline, down, offline]],
    ["status", [offline, offline, offline, offline, offline, offline, offline, offline]],
  ] as const)("%s: comes through in the end", async (call, faults) => {
    holdClock();
    if (call === "status") to.fal.stream.mockRejectedValue(offline);
    for (const fault of faults) to.fal[call].mockRejectedValueOnce(fault);
    const running = generationIn("running");
    expect(await runToEnd(to, running)).toMatchObject({ status: "done" });
    const log = (await to.log(running.id)).join("\n");
    expect(log).toContain("No connection to fal: waiting until it is back");
    expect(to.fal.submit).not.toHaveBeenCalled();
  });

  it("nonsense in an answer's place: read again a few times, then told", async () => {
    holdClock();
    to.fal.result.mockRejectedValue(new FailureError("fal_odd_answer"));
    expect(await runToEnd(to, generationIn("running"))).toMatchObject({
      failure: { code: "fal_odd_answer" },
      request,
    });
    expect(to.fal.result.mock.calls.length).toBeGreaterThan(3);
  });

  it("fal itself is down for good: told after a while, and the request id is kept", async () => {
    holdClock();
    to.fal.result.mockRejectedValue(down);
    const failed = await runToEnd(to, generationIn("running"));
    expect(failed).toMatchObject({ status: "failed", failure: { code: "fal_down" }, request });
    expect(to.fal.result.mock.calls.length).toBeLessThanOrEqual(10);
  });
});

describe("the picture", () => {
  it.each([
    ["gone", new FailureError("picture_expired"), "picture_expired"],
    ["somewhere foreign", new FailureError("picture_foreign", "evil.test"), "picture_foreign"],
    ["too large", new FailureError("picture_unreadable"), "picture_unreadable"],
  ] as const)("%s: failed, fal's address kept", async (_name, error, code) => {
    holdClock();
    to.fal.download.mockRejectedValue(error);
    const saving = generationIn("saving");
    const failed = await runToEnd(to, saving);
    expect(failed).toMatchObject({ status: "failed", failure: { code }, remote: { url: pictureUrl } });
    expect(await pixelsOf(saving.id)).toEqual([undefined, undefined]);
  });

  it("no picture at all: failed, nothing stored", async () => {
    holdClock();
    inspectResult.mockRejectedValue(new FailureError("picture_unreadable"));
    const saving = generationIn("saving");
    expect(await runToEnd(to, saving)).toMatchObject({ failure: { code: "picture_unreadable" } });
    expect(await pixelsOf(saving.id)).toEqual([undefined, undefined]);
  });

  it("disk so full that not even that can be written: tried again until it can", async () => {
    holdClock();
    const full = new DOMException("The disk is full", "QuotaExceededError");
    const put = vi.spyOn(to.db.generations, "put").mockRejectedValue(full);
    const saving = generationIn("saving");
    await to.add(saving);
    await to.runner.resume();
    for (let i = 0; i < 100; i++) {
      await vi.advanceTimersByTimeAsync(100);
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(await to.read(saving.id)).toMatchObject({ status: "saving", remote: { url: pictureUrl } });
    expect(to.keepAlive.stop).not.toHaveBeenCalled();
    put.mockRestore();
    expect(await to.end(saving.id)).toMatchObject({ status: "done" });
  });

  it("disk full: the record says so and keeps fal's address, and no half is stored", async () => {
    const full = new DOMException("The disk is full", "QuotaExceededError");
    vi.spyOn(to.db.thumbnails, "put").mockRejectedValue(full);
    const saving = generationIn("saving");
    const failed = await runToEnd(to, saving);
    expect(failed).toMatchObject({ failure: { code: "storage_full" }, remote: { url: pictureUrl, seed: 7 } });
    expect(await to.db.pixels.get(saving.id)).toBeUndefined();
  });
});

describe("cancel after fal has accepted", () => {
  async function startAndCancel(): Promise<string> {
    to.fal.stream.mockImplementationOnce((_endpoint, _request, _onStatus, signal) => untilAborted(signal));
    const running = generationIn("running");
    await to.add(running);
    await to.runner.resume();
    await vi.waitFor(() => expect(to.fal.stream).toHaveBeenCalled());
    await to.runner.cancel([running.id]);
    return running.id;
  }

  it("in fal's queue and not run: cancelled, and fal was told", async () => {
    holdClock();
    to.fal.status.mockResolvedValue(inQueue(3));
    const id = await startAndCancel();
    expect(await to.end(id)).toMatchObject({ status: "cancelled", request });
    expect(to.fal.cancel).toHaveBeenCalledTimes(1);
    expect(await to.log(id)).toEqual(["Cancel requested", "Cancelled"]);
  });

  it("no connection at first: said again until fal has heard it, and no sooner cancelled", async () => {
    holdClock();
    to.fal.status.mockResolvedValue(inQueue(3));
    for (let i = 0; i < 3; i++) to.fal.cancel.mockRejectedValueOnce(new FailureError("fal_unreachable"));
    const id = await startAndCancel();
    expect(await to.end(id)).toMatchObject({ status: "cancelled", request });
    expect(to.fal.cancel).toHaveBeenCalledTimes(4);
  });

  it.each([
    ["405", new FalHttpError(405, { detail: "Method Not Allowed" })],
    ["403", new FalHttpError(403, { detail: "no" })],
    ["503 for ever", new FalHttpError(503, undefined)],
    ["404, and the queue knows it all the same", new FalHttpError(404, { detail: "Request not found" })],
  ])("refused with %s: followed on, the picture is kept, and marked", async (_name, refusal) => {
    holdClock();
    to.fal.cancel.mockRejectedValue(refusal);
    let looks = 0;
    to.fal.status.mockImplementation(async () => (looks++ < 40 ? inQueue(3) : completed));
    to.fal.stream.mockImplementation((_endpoint, _request, _onStatus, signal) => untilAborted(signal));
    expect(await to.end(await startAndCancel())).toMatchObject({ status: "done", cancelRequested: true });
  });

  it("fal knows neither the cancel nor the request: cancelled", async () => {
    holdClock();
    const unknown = new FalHttpError(404, { detail: "Request not found" });
    to.fal.cancel.mockRejectedValue(unknown);
    to.fal.status.mockRejectedValue(unknown);
    to.fal.stream.mockRejectedValue(unknown);
    expect(await to.end(await startAndCancel())).toMatchObject({ status: "cancelled" });
  });

  it.each([401, 403, 408, 429, 500, 503])(
    "then the result answers %i: not concluded from that",
    async (status) => {
      holdClock();
      to.fal.result.mockRejectedValue(new FalHttpError(status, undefined));
      const failed = await to.end(await startAndCancel());
      expect(failed).toMatchObject({ status: "failed", request });
      expect(retryWayOf(failed)).toBe("follow");
    },
  );

  it("then the result answers 503 for a while: the picture is kept, and marked", async () => {
    holdClock();
    for (let i = 0; i < 4; i++) to.fal.result.mockRejectedValueOnce(new FalHttpError(503, undefined));
    expect(await to.end(await startAndCancel())).toMatchObject({ status: "done", cancelRequested: true });
  });

  it("fal ends it with an error: cancelled", async () => {
    to.fal.result.mockRejectedValue(new FalHttpError(499, { detail: "Request was cancelled" }));
    expect(await to.end(await startAndCancel())).toMatchObject({ status: "cancelled" });
  });

  it.each([
    ["it runs", inProgress, undefined],
    ["it has ended, and fal says so", completed, new FalHttpError(400, { status: "ALREADY_COMPLETED" })],
  ])("too late, %s: the picture is kept, and marked", async (_name, status, refusal) => {
    if (refusal) to.fal.cancel.mockRejectedValue(refusal);
    to.fal.status.mockResolvedValue(status);
    const id = await startAndCancel();
    expect(await to.end(id)).toMatchObject({ status: "done", cancelRequested: true });
    expect(to.fal.cancel).toHaveBeenCalledTimes(1);
    expect((await pixelsOf(id)).every(Boolean)).toBe(true);
  });

  it("is not lost while the way to fal is being looked up", async () => {
    const looked = Promise.withResolvers<void>();
    to.connect.mockImplementationOnce(async () => looked.promise.then(() => to.fal));
    to.fal.stream.mockImplementation((_endpoint, _request, _onStatus, signal) => untilAborted(signal));
    const running = generationIn("running");
    await to.add(running);
    await to.runner.resume();
    await vi.waitFor(() => expect(to.connect).toHaveBeenCalled());
    await to.runner.cancel([running.id]);
    looked.resolve();
    await vi.waitFor(() => expect(to.fal.cancel).toHaveBeenCalledTimes(1));
  });
});
