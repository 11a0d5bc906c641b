import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { completed, inProgress, inQueue, untilAborted } from "../support/fake-fal";
import { generationIn } from "../support/records";
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
beforeEach(async () => {
  to = await createRunCase();
  holdClock();
});
afterEach(() => void vi.useRealTimers());

const turn = () => new Promise((resolve) => setImmediate(resolve));

/** A fal that keeps every request in its queue until it is cancelled. */
function waitForCancel() {
  to.fal.submit.mockImplementation(async () => {
    for (let i = 0; i < 5; i++) await turn();
    return { requestId: "request-1" };
  });
  to.fal.stream.mockImplementation((_endpoint, _request, _onStatus, signal) => untilAborted(signal));
  to.fal.status.mockResolvedValue(inQueue(1));
}

it.each(Array.from({ length: 40 }, (_, turns) => turns))(
  "pressed at any moment, here after %i turns of the event loop, it is never lost",
  async (turns) => {
    waitForCancel();
    const job = faceJob();
    await to.add(job);
    void to.runner.resume();
    for (let i = 0; i < turns; i++) await turn();
    await to.runner.cancel([job.id]);
    expect(await to.end(job.id)).toMatchObject({ status: "cancelled" });
    const { submit, cancel } = to.fal;
    expect(cancel.mock.calls.length).toBe(submit.mock.calls.length);
    await to.runner.resume();
    expect(submit.mock.calls.length).toBeLessThanOrEqual(1);
  },
);

it("while queued: nothing is ever sent", async () => {
  const job = generationIn("queued");
  await to.add(job);
  await to.runner.cancel([job.id]);
  await to.runner.resume();
  expect(await to.read(job.id)).toMatchObject({ status: "cancelled" });
  expect(to.connect).not.toHaveBeenCalled();
});

it("pressed twice, and for others at the same time: each once, the rest goes on", async () => {
  const [stopped, other] = [faceJob(), faceJob()];
  to.fal.submit
    .mockResolvedValueOnce({ requestId: "request-1" })
    .mockResolvedValueOnce({ requestId: "request-2" });
  to.fal.stream.mockImplementation(async (_endpoint, _request, onStatus, signal) => {
    onStatus(inProgress);
    if (to.fal.cancel.mock.calls.length === 0) await untilAborted(signal);
    else onStatus(completed);
  });
  to.fal.status.mockResolvedValue(inQueue(1));
  await to.add(stopped, other);
  await to.runner.resume();
  await vi.waitFor(() => expect(to.fal.stream).toHaveBeenCalledTimes(2));
  await Promise.all([to.runner.cancel([stopped.id]), to.runner.cancel([stopped.id, "unknown"])]);
  expect(await to.end(stopped.id)).toMatchObject({ status: "cancelled" });
  expect(await to.end(other.id)).toMatchObject({ status: "done" });
  expect(to.fal.submit).toHaveBeenCalledTimes(2);
});

it.each(["done", "failed", "cancelled", "saving"] as const)("`%s` is left as it is", async (status) => {
  const ended = generationIn(status);
  await to.add(ended);
  await to.runner.cancel([ended.id]);
  expect(await to.read(ended.id)).toEqual(ended);
  expect(to.fal.cancel).not.toHaveBeenCalled();
});
