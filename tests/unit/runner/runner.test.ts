import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Generation, GenerationIn } from "../../../lib/domain/generation";
import { FailureError } from "../../../lib/failure/failure";
import type { Fal } from "../../../lib/fal/client";
import { FalHttpError } from "../../../lib/fal/responses";
import { completed, untilAborted } from "../support/fake-fal";
import { flux11, generationIn, pictureUrl, request, schnell } from "../support/records";
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

const afterAccept = [
  "In fal's queue, position 1",
  "In fal's queue, position 0",
  "Running",
  "Result received (seed: 7)",
  "Picture stored (1024×768 pixels, 9 bytes)",
];

describe("the whole way", () => {
  it.each([
    { name: "text-to-image", generation: () => generationIn("queued"), endpoint: schnell, picture: {} },
    {
      name: "image-to-image",
      generation: () => faceJob(),
      endpoint: flux11,
      picture: { image: `data:image/jpeg;base64,${btoa("jpeg bytes")}`, strength: 0.65 },
    },
  ])("$name ends with our bytes stored", async ({ name, generation, endpoint, picture }) => {
    const queued = generation();
    const done = await runToEnd(to, queued);
    expect(done).toMatchObject({
      status: "done",
      seed: 7,
      timings: { inference: 0.5 },
      width: 1024,
      bytes: 9,
    });
    const body = { prompt: queued.prompt, num_inference_steps: 7, guidance_scale: 3.5, ...picture };
    expect(to.fal.submit.mock.calls).toEqual([[endpoint, body]]);
    expect(await (await to.db.pixels.get(queued.id))?.blob.text()).toBe("a picture");
    expect((await to.db.thumbnails.get(queued.id))?.bytes).toEqual(new Uint8Array([9]));
    const sent = [`Sending ${name} request to fal for image 1/1`, "Accepted by fal (request id: request-1)"];
    expect(await to.log(queued.id)).toEqual([...sent, ...afterAccept]);
    expect(to.said).toEqual(await to.log(queued.id));
  });

  it("a finished record holds neither fal's address of the picture nor image data", async () => {
    const done = await runToEnd(to, faceJob());
    expect(done).not.toHaveProperty("remote");
    expect(JSON.stringify(done)).not.toMatch(/data:|base64|fal\.media/);
  });

  it("the status is written before each call, the request id before the first read", async () => {
    const queued = generationIn("queued");
    const seen: Record<string, unknown> = {};
    const note = async (call: string) => {
      seen[call] ??= await to.read(queued.id);
    };
    const { submit, stream, result, download } = to.fal;
    const answers = [submit, stream, result, download].map((call) => call.getMockImplementation());
    for (const [i, call] of [submit, stream, result, download].entries())
      call.mockImplementation((async (...given: never[]) => {
        await note(["submit", "stream", "result", "download"][i] ?? "");
        return (answers[i] as (...given: never[]) => unknown)(...given);
      }) as never);
    await runToEnd(to, queued);
    const accepted = expect.objectContaining({ requestId: "request-1" });
    expect(seen).toMatchObject({
      submit: { status: "submitting" },
      stream: { status: "running", request: accepted },
      result: { status: "running", request: accepted },
      // Reading is free: it begins while the address is being written down.
      download: { status: expect.stringMatching(/^(?:running|saving)$/), request: accepted },
    });
  });
});

describe("at a start of the worker", () => {
  it("`submitting` is found interrupted, and is never sent again", async () => {
    const found = generationIn("submitting");
    expect(await runToEnd(to, found)).toMatchObject({ status: "failed", failure: { code: "interrupted" } });
    expect(to.fal.submit).not.toHaveBeenCalled();
    expect(await to.log(found.id)).toEqual(["Failed: interrupted"]);
  });

  it.each([
    ["running", { calls: { submit: 0, stream: 1, result: 1, download: 1 } }],
    ["saving", { calls: { submit: 0, stream: 0, result: 0, download: 1 } }],
  ] as const)("`%s` goes on where it was", async (status, { calls }) => {
    const done = await runToEnd(to, generationIn(status));
    expect(done).toMatchObject({ status: "done", request, seed: 7 });
    for (const [call, times] of Object.entries(calls))
      expect([call, to.fal[call as "submit"].mock.calls.length]).toEqual([call, times]);
  });

  it.each(["done", "failed", "cancelled"] as const)("`%s` is left alone", async (status) => {
    const ended = generationIn(status);
    await to.add(ended);
    await to.runner.resume();
    expect(await to.read(ended.id)).toEqual(ended);
    expect(to.connect).not.toHaveBeenCalled();
    expect(to.keepAlive.stop).toHaveBeenCalled();
  });

  it("resume() twice sends once", async () => {
    const queued = generationIn("queued");
    await to.add(queued);
    await Promise.all([to.runner.resume(), to.runner.resume()]);
    await to.runner.resume();
    await to.end(queued.id);
    await to.runner.resume();
    expect(to.fal.submit).toHaveBeenCalledTimes(1);
  });
});

describe("a new batch", () => {
  const asSent = (batch: Generation[], places: number) =>
    batch.map(
      (one, i): Generation =>
        i < places ? { ...(one as GenerationIn<"queued">), status: "submitting", submittedAt: 5 } : one,
    );

  it("has four places; each of it is sent once, though resume() finds it as well", async () => {
    const batch = Array.from({ length: 6 }, () => generationIn("queued"));
    await to.runner.begin(batch, async (places) => {
      expect(places).toBe(4);
      const stored = asSent(batch, places);
      await to.add(...stored);
      // In hand already: nobody may take these for submits that were lost.
      await to.runner.resume();
      return stored;
    });
    for (const { id } of batch) expect(await to.end(id)).toMatchObject({ status: "done" });
    expect(to.fal.submit).toHaveBeenCalledTimes(6);
    expect(to.history).not.toHaveBeenCalled();
    await vi.waitFor(() => expect(to.keepAlive.stop).toHaveBeenCalled());
  });

  it("is written down before anything of it is sent", async () => {
    const batch = [generationIn("queued")];
    const stored = Promise.withResolvers<void>();
    const begun = to.runner.begin(batch, async (places) => {
      await stored.promise;
      await to.add(...asSent(batch, places));
      return asSent(batch, places);
    });
    for (let i = 0; i < 50; i++) await new Promise((resolve) => setImmediate(resolve));
    expect(to.fal.submit).not.toHaveBeenCalled();
    stored.resolve();
    await begun;
    expect(await to.end(batch[0]?.id ?? "")).toMatchObject({ status: "done" });
  });

  it("that is refused leaves nothing behind, and its places free", async () => {
    const refused = async () => Promise.reject(new Error("over the limit"));
    await expect(to.runner.begin([generationIn("queued")], refused)).rejects.toThrow("over the limit");
    await vi.waitFor(() => expect(to.keepAlive.stop).toHaveBeenCalled());
    expect(to.fal.submit).not.toHaveBeenCalled();
    await to.runner.begin([generationIn("queued")], async (places) => {
      expect(places).toBe(4);
      return [];
    });
  });

  it("has no places while others have them, and none offline", async () => {
    const answered = Promise.withResolvers<{ requestId: string }>();
    to.fal.submit.mockReturnValueOnce(answered.promise);
    const first = [generationIn("queued")];
    const begin = (batch: Generation[], expected: number) =>
      to.runner.begin(batch, async (places) => {
        expect(places).toBe(expected);
        await to.add(...asSent(batch, places));
        return asSent(batch, places);
      });
    await begin(first, 4);
    await vi.waitFor(() => expect(to.fal.submit).toHaveBeenCalledTimes(1));
    const second = [generationIn("queued")];
    await begin(second, 3);
    answered.resolve({ requestId: "request-1" });
    for (const { id } of [...first, ...second]) await to.end(id);
    to.memory.offline = true;
    await begin([generationIn("queued")], 0);
  });

  it("whose picture is gone fails before anything is sent", async () => {
    await to.db.pixels.clear();
    const batch = [faceJob()];
    await to.runner.begin(batch, async (places) => {
      await to.add(...asSent(batch, places));
      return asSent(batch, places);
    });
    expect(await to.end(batch[0]?.id ?? "")).toMatchObject({ failure: { code: "reference_lost" } });
    expect(to.fal.submit).not.toHaveBeenCalled();
  });

  it("is not sent where it was cancelled meanwhile", async () => {
    const queued = generationIn("queued");
    await to.runner.begin([queued], async () => {
      await to.add(queued);
      await to.runner.cancel([queued.id]);
      return [queued];
    });
    await vi.waitFor(() => expect(to.keepAlive.stop).toHaveBeenCalled());
    expect(await to.read(queued.id)).toMatchObject({ status: "cancelled" });
    expect(to.fal.submit).not.toHaveBeenCalled();
  });
});

it("resume() while a submit is under way leaves it alone", async () => {
  const answered = Promise.withResolvers<{ requestId: string }>();
  to.fal.submit.mockReturnValue(answered.promise);
  const queued = generationIn("queued");
  await to.add(queued);
  await to.runner.resume();
  await vi.waitFor(() => expect(to.fal.submit).toHaveBeenCalled());
  await to.runner.resume();
  for (let i = 0; i < 50; i++) await new Promise((resolve) => setImmediate(resolve));
  expect(await to.read(queued.id)).toMatchObject({ status: "submitting" });
  answered.resolve({ requestId: "request-1" });
  expect(await to.end(queued.id)).toMatchObject({ status: "done" });
});

describe("several at once", () => {
  it("each image of a batch is its own request, at most four in hand", async () => {
    const letThrough = Promise.withResolvers<void>();
    let count = 0;
    to.fal.submit.mockImplementation(async () => {
      const requestId = `request-${++count}`;
      await letThrough.promise;
      return { requestId };
    });
    const jobs = Array.from({ length: 8 }, (_, i) => generationIn("queued", { number: i + 1, batchSize: 8 }));
    await to.add(...jobs);
    await to.runner.resume();
    for (let i = 0; i < 100; i++) await new Promise((resolve) => setImmediate(resolve));
    expect(to.fal.submit).toHaveBeenCalledTimes(4);
    letThrough.resolve();
    const ended = await Promise.all(jobs.map(({ id }) => to.end(id)));
    expect(ended.map(({ status }) => status)).toEqual(Array(8).fill("done"));
    expect(to.fal.submit).toHaveBeenCalledTimes(8);
    const ids = ended.map((generation) => "request" in generation && generation.request?.requestId);
    expect(new Set(ids).size).toBe(8);
  });

  it.each([
    ["fal is busy for", () => to.fal.submit.mockImplementation(busyFor("stuck"))],
    ["fal is slow with", () => to.fal.stream.mockImplementation(silentFor("stuck"))],
    ["fal's result is out of order for", () => to.fal.result.mockImplementation(brokenFor("stuck"))],
  ])("%s eight of them: another one goes its way", async (_name, spoil) => {
    holdClock();
    spoil();
    const stuck = Array.from({ length: 8 }, (_, i) =>
      generationIn("queued", { prompt: "stuck", number: i + 1, batchSize: 8 }),
    );
    const other = generationIn("queued", { createdAt: Date.now() + 5_000 });
    requestIdsBy(to);
    await to.add(...stuck, other);
    await to.runner.resume();
    const start = Date.now();
    expect(await to.end(other.id)).toMatchObject({ status: "done" });
    expect(Date.now() - start).toBeLessThan(5_000);
  });

  it("one failure leaves the others alone", async () => {
    to.fal.submit.mockRejectedValueOnce(new FailureError("fal_unreachable"));
    const jobs = [generationIn("queued", { createdAt: 1 }), generationIn("queued", { createdAt: 2 })];
    await to.add(...jobs);
    await to.runner.resume();
    const ended = await Promise.all(jobs.map(({ id }) => to.end(id)));
    expect(ended.map(({ status }) => status).sort()).toEqual(["done", "failed"]);
  });

  it("stays awake from the first to the last", async () => {
    const queued = generationIn("queued");
    const running = generationIn("running");
    const finish = Promise.withResolvers<void>();
    to.fal.submit.mockResolvedValue({ requestId: "another" });
    to.fal.stream.mockImplementation(async (_endpoint, { requestId }, onStatus) => {
      if (requestId === request.requestId) await finish.promise;
      onStatus(completed);
    });
    await to.add(queued, running);
    await to.runner.resume();
    expect(to.keepAlive.start).toHaveBeenCalled();
    await to.end(queued.id);
    expect(to.keepAlive.stop).not.toHaveBeenCalled();
    finish.resolve();
    await to.end(running.id);
    await vi.waitFor(() => expect(to.keepAlive.stop).toHaveBeenCalled());
  });
});

/** Makes each request id tell its prompt. */
function requestIdsBy({ fal }: RunCase): void {
  const submit = fal.submit.getMockImplementation();
  let count = 0;
  fal.submit.mockImplementation(async (endpoint, body) => {
    await submit?.(endpoint, body);
    return { requestId: `${body.prompt} ${++count}` };
  });
}
const busyFor = (prompt: string) => async (_endpoint: string, body: Record<string, unknown>) => {
  if (body.prompt === prompt) throw new FalHttpError(429, {}, 60_000);
  return { requestId: "any" };
};
const silentFor =
  (prompt: string): Fal["stream"] =>
  async (_endpoint, { requestId }, onStatus, signal) => {
    if (requestId.startsWith(prompt)) return untilAborted(signal);
    onStatus(completed);
  };
const brokenFor =
  (prompt: string): Fal["result"] =>
  async (_endpoint, { requestId }) => {
    if (requestId.startsWith(prompt)) throw new FalHttpError(503, undefined);
    return { images: [{ url: pictureUrl }] };
  };

describe("no way to fal", () => {
  it("no key and no proxy: failed, nothing sent", async () => {
    to.connect.mockRejectedValue(new FailureError("no_access"));
    expect(await runToEnd(to, generationIn("queued"))).toMatchObject({
      status: "failed",
      failure: { code: "no_access" },
    });
    expect(to.fal.submit).not.toHaveBeenCalled();
  });

  it("the init image is gone: failed, nothing sent", async () => {
    await to.db.pixels.clear();
    expect(await runToEnd(to, faceJob())).toMatchObject({
      status: "failed",
      failure: { code: "reference_lost" },
    });
    expect(to.fal.submit).not.toHaveBeenCalled();
  });
});

describe("a fault that is not fal's", () => {
  const noWorker = () => Promise.reject(new Error("No SW"));

  it.each(["queued", "running", "saving"] as const)(
    "%s: it is tried again, and nothing is sent twice",
    async (status) => {
      holdClock();
      let calls = 0;
      to.connect.mockImplementation(async () => {
        const [generation] = await to.db.generations.toArray();
        return generation?.status === status && calls++ === 0 ? noWorker() : to.fal;
      });
      const done = await runToEnd(to, generationIn(status));
      const submits = status === "queued" ? 1 : 0;
      expect([done.status, calls > 1, to.fal.submit.mock.calls.length]).toEqual(["done", true, submits]);
    },
  );

  it("one that stays is told in the end", async () => {
    holdClock();
    to.connect.mockImplementation(noWorker);
    const failed = await runToEnd(to, generationIn("queued"));
    expect(failed).toMatchObject({ status: "failed", failure: { code: "unexpected" } });
    expect(to.fal.submit).not.toHaveBeenCalled();
  });
});
