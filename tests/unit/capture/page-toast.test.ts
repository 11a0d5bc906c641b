import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { browser } from "wxt/browser";

const executeScript = vi.fn();
let toast: typeof import("../../../lib/capture/page-toast");
beforeEach(async () => {
  vi.useFakeTimers();
  vi.resetModules();
  Object.assign(browser, {
    scripting: { executeScript },
    i18n: { getMessage: (name: string) => name, getUILanguage: () => "en" },
  });
  toast = await import("../../../lib/capture/page-toast");
});
afterEach(() => {
  vi.useRealTimers();
  executeScript.mockReset();
});

/** How long (ms) `work` holds up whoever waits for it. */
async function timeOf(work: Promise<void>): Promise<number> {
  const began = Date.now();
  let took = Number.POSITIVE_INFINITY;
  void work.then(() => {
    took = Date.now() - began;
  });
  await vi.advanceTimersByTimeAsync(60_000);
  return took;
}

it("before the first words nothing is asked of the page", async () => {
  expect(await timeOf(toast.clearToast(7))).toBe(0);
  expect(executeScript).not.toHaveBeenCalled();
});

it("a page that never answers holds the words up for two seconds, and the next capture as long", async () => {
  executeScript.mockImplementation(() => new Promise(() => {}));
  const told = toast.toastFailure(7, { code: "capture_empty" });
  await vi.advanceTimersByTimeAsync(1_999);
  let isOver = false;
  void told.then(() => {
    isOver = true;
  });
  expect(isOver).toBe(false);
  await vi.advanceTimersByTimeAsync(1);
  await told;
  const began = Date.now();
  const cleared = toast.clearToast(7);
  await vi.advanceTimersByTimeAsync(2_000);
  await cleared;
  expect(Date.now() - began).toBe(2_000);
});

it("whoever photographs the screen waits until the last words are gone", async () => {
  executeScript.mockResolvedValue([{}]);
  await toast.toastFailure(7, { code: "capture_empty" });
  let answer = (_: unknown) => {};
  executeScript.mockImplementation(() => new Promise((resolve) => (answer = resolve)));
  void toast.clearToast(7);
  let isGone = false;
  void toast.toastGone().then(() => (isGone = true));
  await vi.advanceTimersByTimeAsync(1_000);
  expect(isGone).toBe(false);
  answer([{}]);
  await vi.advanceTimersByTimeAsync(0);
  expect(isGone).toBe(true);
});

it("a page that lets no script in holds nothing up", async () => {
  executeScript.mockRejectedValue(new Error("Cannot access a chrome:// URL"));
  expect(await timeOf(toast.toastFailure(7, { code: "capture_empty" }))).toBe(0);
});

it("words that have gone by themselves are not looked for", async () => {
  executeScript.mockResolvedValue([{}]);
  await toast.toastFailure(7, { code: "capture_empty" });
  await vi.advanceTimersByTimeAsync(20_000);
  await toast.clearToast(7);
  expect(executeScript).toHaveBeenCalledTimes(1);
});
