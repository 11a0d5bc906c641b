import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { backoff, wait } from "../../../lib/net/backoff";

describe("backoff: doubling, bounded, a quarter more or less", () => {
  it.each([
    [0, 500],
    [1, 1000],
    [3, 4000],
    [6, 30_000],
    [1000, 30_000],
  ])("try %i waits about %i ms", (attempt, middle) => {
    expect(backoff(attempt, 500, 30_000, () => 0)).toBe(middle * 0.75);
    expect(backoff(attempt, 500, 30_000, () => 0.5)).toBe(middle);
    expect(backoff(attempt, 500, 30_000, () => 1)).toBe(middle * 1.25);
  });

  it("base and ceiling are the caller's", () => {
    expect(backoff(0, 2000, 60_000, () => 0.5)).toBe(2000);
    expect(backoff(9, 2000, 60_000, () => 0.5)).toBe(60_000);
  });
});

describe("wait", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());
  const reason = new Error("stop");

  it("resolves after its time, not before, and lets go of the signal", async () => {
    const { signal } = new AbortController();
    const removed = vi.spyOn(signal, "removeEventListener");
    const done = vi.fn();
    const waiting = wait(1000, signal).then(done);
    await vi.advanceTimersByTimeAsync(999);
    expect(done).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1);
    await waiting;
    expect(removed).toHaveBeenCalledTimes(1);
  });

  it("aborted: rejects at once with the reason, and leaves no timer", async () => {
    const control = new AbortController();
    const waiting = expect(wait(1000, control.signal)).rejects.toBe(reason);
    control.abort(reason);
    await waiting;
    expect(vi.getTimerCount()).toBe(0);
  });

  it("already aborted: does not begin", async () => {
    await expect(wait(1000, AbortSignal.abort(reason))).rejects.toBe(reason);
    expect(vi.getTimerCount()).toBe(0);
  });
});
