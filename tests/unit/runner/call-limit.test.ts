import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { createCallLimit } from "../../../lib/runner/call-limit";
import { holdClock } from "../support/run-case";

let stored: number[];
const limit = () =>
  createCallLimit({
    read: async () => stored,
    write: async (times) => {
      stored = times;
    },
  });
const never = new AbortController().signal;

beforeEach(() => {
  stored = [];
  holdClock();
});
afterEach(() => void vi.useRealTimers());

/** When so many calls were let through, in whole seconds from now. */
async function timesOf(calls: number, takes = [limit()]): Promise<number[]> {
  const began = Date.now();
  const times: number[] = [];
  for (let i = 0; i < calls; i++)
    void takes[i % takes.length]?.(never).then(() => times.push(Math.round((Date.now() - began) / 1000)));
  await vi.advanceTimersByTimeAsync(10 * 60_000);
  return times;
}

it("two a minute", async () => expect(await timesOf(6)).toEqual([0, 0, 60, 60, 120, 120]));

it("also by the next worker", async () => {
  await timesOf(2);
  stored = [Date.now() - 20_000, Date.now() - 10_000];
  expect(await timesOf(2)).toEqual([40, 50]);
});

it("a clock that was put back holds nothing up", async () => {
  stored = [Date.now() + 3_600_000, Date.now() + 3_600_000];
  expect(await timesOf(2)).toEqual([0, 0]);
});

it("what is given up makes room for the next", async () => {
  const take = limit();
  const stop = new AbortController();
  await take(never);
  await take(never);
  const given = expect(take(stop.signal)).rejects.toThrow();
  stop.abort(new Error("no longer wanted"));
  await given;
  let isThrough = false;
  void take(never).then(() => {
    isThrough = true;
  });
  await vi.advanceTimersByTimeAsync(61_000);
  expect(isThrough).toBe(true);
});
