import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Generation, GenerationIn } from "../../../lib/domain/generation";
import { FailureError } from "../../../lib/failure/failure";
import { FalHttpError } from "../../../lib/fal/responses";
import { completed, noSuchPath, notOffered, untilAborted, wantsImageUrl } from "../support/fake-fal";
import { flux11, general, generationIn, lora } from "../support/records";
import { createRunCase, faceJob, holdClock, type RunCase, runToEnd } from "../support/run-case";

vi.mock("../../../lib/image/normalize", async (original) => ({
  ...(await original<typeof import("../../../lib/image/normalize")>()),
  inspectResult: async (bytes: Uint8Array<ArrayBuffer>) => ({
    blob: new Blob([bytes]),
    size: { width: 1024, height: 768 },
    thumbnail: new Uint8Array([9]),
  }),
}));

let to: RunCase;
beforeEach(async () => {
  to = await createRunCase();
});
afterEach(() => void vi.useRealTimers());

const sending = "Sending image-to-image request to fal for image 1/1";
/** What a missing endpoint adds to the log. */
const fallback = [
  `fal does not offer ${flux11}: using ${lora} with the same parameters`,
  "Final prompt sent to fal.ai:",
  `  Model: ${lora}`,
  "  Mode: image-to-image",
  "  Steps: 7, CFG: 3.5",
  "  Strength: 0.65",
  "  Prompt: a cup on a rock",
  "  Init image: YES",
  sending,
];
const picture = `data:image/jpeg;base64,${btoa("jpeg bytes")}`;
const same = { prompt: "a cup on a rock", num_inference_steps: 7, guidance_scale: 3.5, strength: 0.65 };

describe("fal does not offer flux-1.1", () => {
  it.each([
    { name: "404 on submit", atSubmit: notOffered, accepted: false },
    { name: "422 without image_url on submit", atSubmit: wantsImageUrl, accepted: false },
    { name: "404 on the result", atResult: noSuchPath, accepted: true },
    { name: "422 without image_url on the result", atResult: wantsImageUrl, accepted: true },
  ])("$name: the same generation goes on with the other", async ({ atSubmit, atResult, accepted }) => {
    if (atSubmit) to.fal.submit.mockRejectedValueOnce(atSubmit);
    if (atResult) to.fal.result.mockRejectedValueOnce(atResult);
    const job = faceJob();
    const done = await runToEnd(to, job);
    expect(done).toMatchObject({ status: "done", endpoint: lora, id: job.id });
    expect(to.fal.submit.mock.calls).toEqual([
      [flux11, { ...same, image: picture }],
      [lora, { ...same, image_url: picture }],
    ]);
    expect(to.rememberMissing.mock.calls).toEqual([[flux11]]);
    const log = await to.log(job.id);
    const at = log.indexOf(fallback[0] ?? "");
    expect(log[0]).toBe(sending);
    expect(log[1] === "Accepted by fal (request id: request-1)").toBe(accepted);
    expect(log.slice(at, at + fallback.length)).toEqual(fallback);
    expect(log.at(-1)).toMatch(/^Picture stored/);
    expect(log.join("\n")).not.toContain("Failed");
  });

  it("eight at once: what stands in line behind the first four is not sent there", async () => {
    await to.add(...Array.from({ length: 8 }, (_, i) => ({ ...faceJob(), number: i + 1, batchSize: 8 })));
    to.fal.submit.mockImplementation(async (endpoint) => {
      if (endpoint === flux11) throw notOffered;
      return { requestId: crypto.randomUUID() };
    });
    await to.runner.resume();
    await vi.waitFor(() => expect(to.keepAlive.stop).toHaveBeenCalled(), { timeout: 20_000 });
    expect(to.fal.submit.mock.calls.filter(([endpoint]) => endpoint === flux11).length).toBeLessThanOrEqual(
      4,
    );
    expect(to.fal.submit.mock.calls.filter(([endpoint]) => endpoint === lora)).toHaveLength(8);
  });

  it("a remembered endpoint gets nothing", async () => {
    to.memory.missing = [flux11];
    const job = faceJob();
    expect(await runToEnd(to, job)).toMatchObject({ status: "done", endpoint: lora });
    expect(to.fal.submit.mock.calls).toEqual([[lora, { ...same, image_url: picture }]]);
    expect((await to.log(job.id)).slice(0, fallback.length)).toEqual(fallback);
  });

  it.each([flux11, lora, general] as const)(
    "pinned to %s: the user is told, nothing else is tried",
    async (pinned) => {
      to.memory.missing = [flux11];
      to.fal.submit.mockRejectedValue(notOffered);
      const failed = await runToEnd(to, faceJob(pinned));
      expect(failed).toMatchObject({
        status: "failed",
        endpoint: pinned,
        failure: { code: "endpoint_missing" },
      });
      expect(to.fal.submit).toHaveBeenCalledTimes(1);
    },
  );

  it("the other is missing as well: failed after two", async () => {
    to.fal.submit.mockRejectedValue(notOffered);
    expect(await runToEnd(to, faceJob())).toMatchObject({ status: "failed", endpoint: lora });
    expect(to.fal.submit).toHaveBeenCalledTimes(2);
  });

  it("a 422 about something else is no missing endpoint", async () => {
    const detail = [
      { loc: ["body", "image_url"], msg: "Failed to load the image", type: "image_load_error" },
    ];
    to.fal.submit.mockRejectedValue(new FalHttpError(422, { detail }));
    expect(await runToEnd(to, faceJob())).toMatchObject({
      status: "failed",
      failure: { code: "request_refused", detail: "image_url: Failed to load the image" },
    });
    expect(to.fal.submit).toHaveBeenCalledTimes(1);
    expect(to.rememberMissing).not.toHaveBeenCalled();
  });
});

describe("a paid submit is never repeated by itself", () => {
  const locked = "User is locked. Reason: Exhausted balance.";
  it.each([
    ["500", new FalHttpError(500, { detail: "boom" }), { code: "fal_down", detail: "boom" }],
    ["502 as a page", new FalHttpError(502, undefined), { code: "submit_unanswered", detail: "HTTP 502" }],
    ["503", new FalHttpError(503, {}, 1000), { code: "fal_down", detail: "HTTP 503" }],
    ["504", new FalHttpError(504, {}), { code: "submit_unanswered", detail: "HTTP 504" }],
    ["a sign-in page", new FailureError("fal_redirected"), { code: "fal_redirected" }],
    [
      "401",
      new FalHttpError(401, { detail: "No user found" }),
      { code: "key_refused", detail: "No user found" },
    ],
    ["403", new FalHttpError(403, { detail: locked }), { code: "account_locked", detail: locked }],
    ["no network", new FailureError("fal_unreachable"), { code: "submit_unanswered" }],
    ["no answer in time", new DOMException("timed out", "TimeoutError"), { code: "submit_unanswered" }],
    ["an answer that is none of fal's", new FailureError("fal_odd_answer"), { code: "submit_unanswered" }],
  ])("%s: one submit, one failed record", async (_name, error, failure) => {
    to.fal.submit.mockRejectedValue(error);
    const job = faceJob();
    const failed = await runToEnd(to, job);
    expect(failed).toMatchObject({ status: "failed", endpoint: flux11 });
    expect("failure" in failed && failed.failure).toEqual(failure);
    await to.runner.resume();
    expect(to.fal.submit).toHaveBeenCalledTimes(1);
    const reason = Object.values(failure).join(": ");
    expect(await to.log(job.id)).toEqual([sending, `Failed: ${reason}`]);
  });

  it("not by a second worker either", async () => {
    const answered = Promise.withResolvers<{ requestId: string }>();
    to.fal.submit.mockReturnValue(answered.promise);
    const job = faceJob();
    await to.add(job);
    await to.runner.resume();
    await vi.waitFor(() => expect(to.fal.submit).toHaveBeenCalled());
    await to.startRunner().resume();
    expect(await to.end(job.id)).toMatchObject({ status: "failed", failure: { code: "interrupted" } });
    answered.resolve({ requestId: "late" });
    await vi.waitFor(() => expect(to.keepAlive.stop).toHaveBeenCalledTimes(2));
    expect(to.fal.submit).toHaveBeenCalledTimes(1);
  });
});

describe("fal accepted, and the disk is full", () => {
  it("the request id is held and tried again, and the picture comes", async () => {
    holdClock();
    const full = new DOMException("The disk is full", "QuotaExceededError");
    const job = faceJob();
    await to.add(job);
    to.fal.submit.mockImplementation(async () => {
      const put = vi.spyOn(to.db.generations, "put").mockRejectedValue(full);
      setTimeout(() => put.mockRestore(), 30_000);
      return { requestId: "request-1" };
    });
    await to.runner.resume();
    await vi.waitFor(() => expect(to.said.join()).toContain("request-1"));
    await vi.advanceTimersByTimeAsync(10_000);
    expect(await to.read(job.id)).toMatchObject({ status: "submitting" });
    expect(await to.end(job.id)).toMatchObject({ status: "done", request: { requestId: "request-1" } });
    expect(to.fal.submit).toHaveBeenCalledTimes(1);
  });
});

describe("offline", () => {
  it("a queued one stays queued, says so once, and goes when the connection is back", async () => {
    holdClock();
    to.memory.offline = true;
    const job = faceJob();
    await to.add(job);
    await to.runner.resume();
    for (let i = 0; i < 300; i++) {
      await vi.advanceTimersByTimeAsync(1_000);
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(await to.read(job.id)).toMatchObject({ status: "queued" });
    expect(to.fal.submit).not.toHaveBeenCalled();
    const held = "No connection: nothing is sent until it is back";
    expect(await to.log(job.id)).toEqual([held]);
    to.memory.offline = false;
    expect(await to.end(job.id)).toMatchObject({ status: "done" });
    expect((await to.log(job.id)).slice(0, 2)).toEqual([held, sending]);
  });

  it("a queued one can be cancelled meanwhile, and is never sent", async () => {
    holdClock();
    to.memory.offline = true;
    const job = faceJob();
    await to.add(job);
    await to.runner.resume();
    await vi.waitFor(async () => expect(await to.log(job.id)).toHaveLength(1));
    await to.runner.cancel([job.id]);
    to.memory.offline = false;
    await vi.advanceTimersByTimeAsync(5_000);
    expect(await to.read(job.id)).toMatchObject({ status: "cancelled" });
    expect(to.fal.submit).not.toHaveBeenCalled();
  });

  it("reads wait for hours, by one line and without using up their tries", async () => {
    holdClock();
    to.memory.offline = true;
    const unreachable = new FailureError("fal_unreachable");
    to.fal.stream.mockRejectedValue(unreachable);
    to.fal.status.mockRejectedValueOnce(unreachable);
    const running = generationIn("running");
    await to.add(running);
    await to.runner.resume();
    await vi.waitFor(() => expect(to.fal.status).toHaveBeenCalled());
    for (let i = 0; i < 500; i++) {
      await vi.advanceTimersByTimeAsync(60_000);
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(to.fal.status).toHaveBeenCalledTimes(1);
    expect(await to.log(running.id)).toEqual(["No connection to fal: waiting until it is back"]);
    to.memory.offline = false;
    expect(await to.end(running.id)).toMatchObject({ status: "done" });
  });
});

describe("fal is busy", () => {
  it("429 twice, then accepted: waits, as long as fal asks", async () => {
    holdClock();
    const times: number[] = [];
    const answers = [new FalHttpError(429, {}, 3000), new FalHttpError(429, {}), { requestId: "request-1" }];
    to.fal.submit.mockImplementation(async () => {
      const answer = answers[times.push(Date.now()) - 1];
      if (!answer || answer instanceof FalHttpError) throw answer;
      return answer;
    });
    const job = faceJob();
    expect(await runToEnd(to, job)).toMatchObject({ status: "done", endpoint: flux11 });
    const [first = 0, second = 0, third = 0, ...more] = times;
    expect(second - first).toBeGreaterThanOrEqual(3000);
    expect(third - second).toBeGreaterThanOrEqual(0.75 * 2000);
    expect(more).toEqual([]);
    const log = await to.log(job.id);
    expect(log.slice(0, 3)).toEqual([
      sending,
      "fal is busy and accepted nothing: trying again in 3 s",
      sending,
    ]);
  });

  it("for ever: the user is told in the end", async () => {
    holdClock();
    to.fal.submit.mockRejectedValue(new FalHttpError(429, { detail: "Too many requests" }, 100));
    const failed = await runToEnd(to, faceJob());
    expect(failed).toMatchObject({ failure: { code: "fal_busy", detail: "Too many requests" } });
    expect(to.fal.submit.mock.calls.length).toBeLessThanOrEqual(10);
  });

  it("how long fal asked for is in the record, for the next worker", async () => {
    holdClock();
    to.fal.submit.mockRejectedValueOnce(new FalHttpError(429, {}, 60_000));
    const job = faceJob();
    await to.add(job);
    await to.runner.resume();
    await vi.waitFor(() => expect(to.said.join()).toContain("busy"));
    const { status, notBefore = 0 } = (await to.read(job.id)) as GenerationIn<"queued">;
    expect(status).toBe("queued");
    expect(Math.abs(notBefore - Date.now() - 60_000)).toBeLessThan(1_000);
    expect(await to.end(job.id)).not.toHaveProperty("notBefore");
  });

  it.each([
    ["as fal asked, by the next worker too", 58_400, 58_000, 60_000],
    ["not after it has passed", -1_000, 0, 1_000],
    ["not for a day, when the clock was put back", 24 * 3_600_000, 0, 1_000],
  ])("a queued one waits %s", async (_name, ahead, least, most) => {
    holdClock();
    const start = performance.now();
    const sent = new Promise<number>((resolve) => {
      to.fal.submit.mockImplementation(async () => {
        resolve(performance.now() - start);
        return { requestId: "request-1" };
      });
    });
    await runToEnd(to, { ...faceJob(), notBefore: Date.now() + ahead } as Generation);
    expect(await sent).toBeGreaterThanOrEqual(least);
    expect(await sent).toBeLessThanOrEqual(most);
  });

  it("Retry-After: 0 is no leave to hammer", async () => {
    holdClock();
    const start = Date.now();
    to.fal.submit.mockRejectedValue(new FalHttpError(429, {}, 0));
    await runToEnd(to, faceJob());
    expect(Date.now() - start).toBeGreaterThan(5000);
  });
});

describe("cancel before fal has accepted", () => {
  it("while it waits in hand for room at a busy fal", async () => {
    holdClock();
    to.fal.submit.mockRejectedValue(new FalHttpError(429, {}, 60_000));
    const job = faceJob();
    await to.add(job);
    await to.runner.resume();
    await vi.waitFor(() => expect(to.said.join()).toContain("busy"));
    await to.runner.cancel([job.id]);
    expect(await to.read(job.id)).toMatchObject({ status: "cancelled" });
    await vi.advanceTimersByTimeAsync(120_000);
    expect(to.fal.submit).toHaveBeenCalledTimes(1);
    expect((await to.log(job.id)).at(-1)).toBe("Cancelled");
  });

  it.each([
    ["while the submit is under way", false],
    ["while its answer is being stored", true],
  ])("%s: fal is told once it has accepted", async (_name, late) => {
    const answered = Promise.withResolvers<{ requestId: string }>();
    to.fal.submit.mockReturnValue(answered.promise);
    to.fal.stream.mockImplementation(async (_endpoint, _request, onStatus, signal) => {
      if (to.fal.cancel.mock.calls.length > 0) onStatus(completed);
      else await untilAborted(signal);
    });
    const job = faceJob();
    await to.add(job);
    await to.runner.resume();
    await vi.waitFor(() => expect(to.fal.submit).toHaveBeenCalled());
    if (late) answered.resolve({ requestId: "request-1" });
    await to.runner.cancel([job.id]);
    answered.resolve({ requestId: "request-1" });
    await vi.waitFor(() => expect(to.fal.cancel).toHaveBeenCalled());
    await to.end(job.id);
    expect(to.fal.cancel.mock.calls).toEqual([
      [flux11, expect.objectContaining({ requestId: "request-1" }), expect.any(AbortSignal)],
    ]);
    expect(to.fal.submit).toHaveBeenCalledTimes(1);
  });

  it("while the submit is under way: the record says so at once, and survives the worker", async () => {
    to.fal.submit.mockReturnValue(new Promise(() => undefined));
    const job = faceJob();
    await to.add(job);
    await to.runner.resume();
    await vi.waitFor(() => expect(to.fal.submit).toHaveBeenCalled());
    await to.runner.cancel([job.id]);
    expect(await to.read(job.id)).toMatchObject({ status: "submitting", cancelRequested: true });
    expect(await to.log(job.id)).toEqual([sending, "Cancel requested"]);
    await to.startRunner().resume();
    expect(await to.end(job.id)).toMatchObject({ failure: { code: "interrupted" } });
  });

  it.each([
    ["is busy", new FalHttpError(429, {}, 1_000)],
    ["has no such endpoint", notOffered],
  ])("pressed while the submit is under way, and fal %s: nothing more is sent", async (_name, answer) => {
    const answered = Promise.withResolvers<never>();
    to.fal.submit.mockReturnValueOnce(answered.promise);
    const job = faceJob();
    await to.add(job);
    await to.runner.resume();
    await vi.waitFor(() => expect(to.fal.submit).toHaveBeenCalled());
    answered.reject(answer);
    await to.runner.cancel([job.id]);
    expect(await to.end(job.id)).toMatchObject({ status: "cancelled" });
    expect(to.fal.submit).toHaveBeenCalledTimes(1);
  });

  it("while the submit is under way, and fal refuses: cancelled", async () => {
    const answered = Promise.withResolvers<never>();
    to.fal.submit.mockReturnValue(answered.promise);
    const job = faceJob();
    await to.add(job);
    await to.runner.resume();
    await vi.waitFor(() => expect(to.fal.submit).toHaveBeenCalled());
    await to.runner.cancel([job.id]);
    answered.reject(notOffered);
    expect(await to.end(job.id)).toMatchObject({ status: "cancelled" });
    expect(to.fal.submit).toHaveBeenCalledTimes(1);
  });
});

it("what was deleted while it was sent is cancelled at fal: nobody else could do it", async () => {
  const job = faceJob();
  const [id] = await to.add(job);
  to.fal.submit.mockImplementationOnce(async () => {
    await to.db.generations.delete(job.id);
    return { requestId: "unseen" };
  });
  await to.runner.resume();
  await vi.waitFor(() => expect(to.fal.cancel).toHaveBeenCalledOnce());
  expect(to.fal.cancel.mock.calls[0]?.slice(0, 2)).toEqual([job.endpoint, { requestId: "unseen" }]);
  expect(await to.db.generations.get(id!)).toBeUndefined();
});
