import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { GenerationIn } from "../../../lib/domain/generation";
import { FailureError } from "../../../lib/failure/failure";
import { FalHttpError, type QueueStatus } from "../../../lib/fal/responses";
import { createOpenCount } from "../../../lib/net/open-count";
import { followRequest } from "../../../lib/runner/follow";
import { completed, createFakeFal, inProgress, inQueue, untilAborted } from "../support/fake-fal";
import { generationIn } from "../support/records";
import { holdClock } from "../support/run-case";

const running = generationIn("running") as GenerationIn<"running">;
let fal: ReturnType<typeof createFakeFal>;
let seen: QueueStatus[];
let control: AbortController;
beforeEach(() => {
  holdClock();
  fal = createFakeFal();
  seen = [];
  control = new AbortController();
});
afterEach(() => void vi.useRealTimers());

const streams = createOpenCount();
let maxStreams = 1;
const hour = 60 * 60_000;
const follow = (deadline = performance.now() + hour) =>
  followRequest(running, {
    stream: fal.stream,
    streams,
    maxStreams,
    readStatus: () => fal.status(running.endpoint, running.request, control.signal),
    onStatus: async (status) => void seen.push(status),
    signal: control.signal,
    deadline,
  });
const silent: typeof fal.stream = vi.fn((_endpoint, _request, _onStatus, signal) => untilAborted(signal));

/** Follows to the end, with time moved on; gives how long it took (ms). */
async function followThrough(): Promise<number> {
  const start = Date.now();
  let ended = false;
  const following = follow().finally(() => {
    ended = true;
  });
  following.catch(() => undefined);
  while (!ended && Date.now() - start < 600_000) await vi.advanceTimersByTimeAsync(100);
  await following;
  return Date.now() - start;
}

it("a stream that tells everything: in order, and nothing is asked beside it", async () => {
  await follow();
  expect(seen).toEqual([inQueue(1), inQueue(0), inProgress, completed]);
  expect(fal.status).not.toHaveBeenCalled();
});

it("a stream that fal leaves open after its last event is closed", async () => {
  fal.stream.mockImplementation(async (_endpoint, _request, onStatus, signal) => {
    onStatus(completed);
    await untilAborted(signal);
  });
  expect(await followThrough()).toBeLessThan(1000);
  expect(seen).toEqual([completed]);
});

it("nothing counts after COMPLETED, nothing is told twice", async () => {
  fal.stream.mockImplementation(async (_endpoint, _request, onStatus) =>
    [inQueue(1), inQueue(1), inProgress, inProgress, completed, inQueue(0), completed].forEach(onStatus),
  );
  await follow();
  expect(seen).toEqual([inQueue(1), inProgress, completed]);
});

it("a stream that repeats itself for ever is given up, and the status asked", async () => {
  fal.stream.mockImplementation(async (_endpoint, _request, onStatus, signal) => {
    const beat = setInterval(() => onStatus(inProgress), 1_000);
    await untilAborted(signal);
    clearInterval(beat);
  });
  expect(await followThrough()).toBeLessThan(60_000);
});

it("an endless 202: fal_slow at the deadline, not before", async () => {
  fal.stream.mockRejectedValue(new Error("no stream"));
  fal.status.mockResolvedValue(inProgress);
  const start = performance.now();
  const ended = expect(follow(start + 300_000)).rejects.toMatchObject({ failure: { code: "fal_slow" } });
  await vi.advanceTimersByTimeAsync(299_000);
  expect(performance.now() - start).toBeGreaterThanOrEqual(299_000);
  await vi.advanceTimersByTimeAsync(20_000);
  await ended;
});

describe("a flood of positions", () => {
  it("all at once: only a few are told, the last one in the end, the end at once", async () => {
    fal.stream.mockImplementation(async (_endpoint, _request, onStatus) => {
      for (let i = 2_000; i > 0; i--) onStatus(inQueue(i));
      [inProgress, completed].forEach(onStatus);
    });
    expect(await followThrough()).toBeLessThan(1_000);
    expect(seen.length).toBeLessThan(20);
    expect(seen.slice(-2)).toEqual([inProgress, completed]);
  });

  it("every 5 ms for ten seconds: about one a second, never an old one", async () => {
    fal.stream.mockImplementation(async (_endpoint, _request, onStatus, signal) => {
      let i = 2_000;
      const flood = setInterval(() => (i > 0 ? onStatus(inQueue(i--)) : onStatus(completed)), 5);
      await untilAborted(signal);
      clearInterval(flood);
    });
    expect(await followThrough()).toBeGreaterThan(9_000);
    expect(seen.length).toBeGreaterThan(8);
    expect(seen.length).toBeLessThan(25);
    const positions = seen.map(({ queue_position }) => queue_position ?? 0);
    expect(positions).toEqual(positions.toSorted((a, b) => b - a));
  });

  it("the last one is told though nothing comes after it", async () => {
    fal.stream.mockImplementation(async (_endpoint, _request, onStatus, signal) => {
      for (let i = 100; i > 0; i--) onStatus(inQueue(i));
      await untilAborted(signal);
    });
    const following = follow();
    await vi.advanceTimersByTimeAsync(3_000);
    expect(seen.at(-1)).toEqual(inQueue(1));
    control.abort(new Error("stop"));
    await expect(following).rejects.toThrow("stop");
  });
});

it("no stream is free: polled, and no stream is taken", async () => {
  maxStreams = 0;
  for (const status of [inQueue(1), inProgress]) fal.status.mockResolvedValueOnce(status);
  await followThrough();
  expect(fal.stream).not.toHaveBeenCalled();
  expect(seen).toEqual([inQueue(1), inProgress, completed]);
  maxStreams = 1;
  fal.stream.mockRejectedValue(new Error("broken"));
  await followThrough();
  expect(streams.take(1)).toBe(true);
  streams.give();
});

it("a stream that becomes free is taken at once, before the next poll is due", async () => {
  expect(streams.take(1)).toBe(true);
  fal.status.mockResolvedValue(inQueue(1));
  const following = follow();
  // By now the pauses between polls are seconds long.
  await vi.advanceTimersByTimeAsync(20_000);
  const asked = fal.status.mock.calls.length;
  streams.give();
  await vi.advanceTimersByTimeAsync(0);
  expect(fal.stream).toHaveBeenCalledTimes(1);
  expect((await following).status).toBe("COMPLETED");
  expect(fal.status).toHaveBeenCalledTimes(asked);
});

it("a stream that is more than one should be is not opened again", async () => {
  fal.stream.mockImplementation(async (_endpoint, _request, onStatus) => {
    onStatus(inQueue(1));
    throw new FailureError("fal_odd_answer");
  });
  for (let i = 0; i < 20; i++) fal.status.mockResolvedValueOnce(inProgress);
  await followThrough();
  expect(fal.stream).toHaveBeenCalledTimes(1);
});

describe("a stream that does not come through", () => {
  it.each([
    ["says nothing", silent, 90_000],
    ["cannot be opened", async () => Promise.reject(new FalHttpError(404, {})), 15_000],
    ["ends at once", async () => undefined, 15_000],
    [
      "breaks after the first event",
      async (_endpoint, _request, onStatus) => {
        onStatus(inQueue(2));
        throw new Error("broken");
      },
      15_000,
    ],
  ] satisfies [
    string,
    typeof fal.stream extends (...given: infer A) => infer R ? (...given: A) => R : never,
    number,
  ][])("%s: polling finds the end", async (_name, stream, soon) => {
    fal.stream.mockImplementation(stream);
    for (const status of [inQueue(1), inProgress, inProgress]) fal.status.mockResolvedValueOnce(status);
    expect(await followThrough()).toBeLessThan(soon);
    expect(fal.status).toHaveBeenCalledTimes(4);
    expect(seen.filter(({ status }) => status !== "IN_QUEUE")).toEqual([inProgress, inProgress, completed]);
  });

  it("mute streams are not opened for ever", async () => {
    fal.stream.mockImplementation(async () => undefined);
    for (let i = 0; i < 20; i++) fal.status.mockResolvedValueOnce(inProgress);
    await followThrough();
    expect(fal.stream.mock.calls.length).toBeLessThanOrEqual(3);
  });

  it("falls silent after an event: given up, and asked", async () => {
    fal.stream.mockImplementation(async (_endpoint, _request, onStatus, signal) => {
      onStatus(inQueue(1));
      await untilAborted(signal);
    });
    const took = await followThrough();
    expect(took).toBeGreaterThan(5_000);
    expect(took).toBeLessThan(60_000);
    expect(seen).toEqual([inQueue(1), completed]);
  });
});

it("polls slower and slower, never rarer than every 7 s", async () => {
  fal.stream.mockRejectedValue(new Error("no stream"));
  const at: number[] = [];
  fal.status.mockImplementation(async () => (at.push(Date.now()) > 15 ? completed : inProgress));
  await followThrough();
  const gaps = at.slice(1).map((time, i) => time - (at[i] ?? 0));
  expect(Math.max(...gaps)).toBeLessThanOrEqual(7_000);
  expect(gaps.at(0)).toBeLessThan(1_000);
  expect(gaps.at(-1)).toBeGreaterThan(3_000);
});

describe("the signal", () => {
  const stop = new Error("stop");

  it.each([
    ["in a silent stream", silent],
    ["between two polls", async () => undefined],
  ] as [string, typeof silent][])("%s: ends with its reason, at once", async (_name, stream) => {
    fal.stream.mockImplementation(stream);
    fal.status.mockResolvedValue(inProgress);
    const following = follow();
    const ended = expect(following).rejects.toBe(stop);
    await vi.advanceTimersByTimeAsync(1_000);
    const before = Date.now();
    control.abort(stop);
    await ended;
    expect(Date.now() - before).toBeLessThan(100);
  });

  it("already aborted: no stream is left waiting", async () => {
    fal.stream.mockImplementation(silent);
    control.abort(stop);
    const ended = expect(follow()).rejects.toBe(stop);
    let over = false;
    void ended.finally(() => {
      over = true;
    });
    await vi.advanceTimersByTimeAsync(100);
    expect(over).toBe(true);
    await vi.advanceTimersByTimeAsync(30_000);
    await ended;
  });

  it("leaves no timer behind", async () => {
    await followThrough();
    expect(vi.getTimerCount()).toBe(0);
  });
});

it("a status that cannot be read is thrown, for the caller to judge", async () => {
  const answer = new FalHttpError(401, {});
  fal.stream.mockRejectedValue(answer);
  fal.status.mockRejectedValue(answer);
  await expect(follow()).rejects.toBe(answer);
});
