import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { createFal } from "../../../lib/fal/client";
import { pictureUrl } from "../support/records";
import { holdClock } from "../support/run-case";

beforeEach(() => holdClock());
afterEach(() => void vi.useRealTimers());

/** A media host that sends one byte every `pace` ms, `bytes` of them; Infinity: never a first one. */
const dripping =
  (pace: number, bytes: number): typeof fetch =>
  async (_url, init) => {
    let sent = 0;
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        init?.signal?.addEventListener("abort", () => controller.error(init.signal?.reason));
        const next = () => {
          if (init?.signal?.aborted) return;
          controller.enqueue(new Uint8Array([1]));
          if (++sent === bytes) controller.close();
          else setTimeout(next, pace);
        };
        if (pace < Number.POSITIVE_INFINITY) setTimeout(next, pace);
      },
    });
    return new Response(body);
  };

/** What became of the download, and after how long (ms). */
async function download(fetch: typeof globalThis.fetch): Promise<{ end: unknown; ms: number }> {
  const start = Date.now();
  let over: { end: unknown; ms: number } | undefined;
  void createFal({ kind: "key", key: "a:b" }, fetch)
    .download(pictureUrl, new AbortController().signal)
    .then(
      ({ length }) => length,
      (error) => error.failure?.code ?? error,
    )
    .then((end) => {
      over = { end, ms: Date.now() - start };
    });
  while (!over) await vi.advanceTimersByTimeAsync(100);
  return over;
}

it.each([
  ["slow, but it comes", 1_000, 150, { end: 150, least: 75_000, most: 160_000 }],
  ["with long pauses", 25_000, 5, { end: 5, least: 120_000, most: 130_000 }],
  ["nothing comes", Number.POSITIVE_INFINITY, 1, { end: "fal_unreachable", least: 29_000, most: 31_000 }],
  ["it stops coming", 40_000, 9, { end: "fal_unreachable", least: 29_000, most: 31_000 }],
  ["no end in sight", 1_000, 1e9, { end: "fal_unreachable", least: 200_000, most: 300_000 }],
])("%s", async (_name, pace, bytes, { end, least, most }) => {
  const over = await download(dripping(pace, bytes));
  expect(over.end).toBe(end);
  expect(over.ms).toBeGreaterThanOrEqual(least);
  expect(over.ms).toBeLessThanOrEqual(most);
  expect(vi.getTimerCount()).toBeLessThanOrEqual(1);
});
