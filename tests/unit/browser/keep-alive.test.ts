import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { fakeBrowser } from "wxt/testing/fake-browser";

vi.mock("wxt/browser", () => ({ browser: fakeBrowser }));
const { createKeepAlive, resumeAlarm } = await import("../../../lib/browser/keep-alive");

beforeEach(() => {
  fakeBrowser.reset();
  vi.useFakeTimers();
});
afterEach(() => void vi.useRealTimers());

const alarms = async () => (await fakeBrowser.alarms.getAll()).map(({ name }) => name);

it("awake: one alarm, set at once, and anew at every beat, however often it is asked for", async () => {
  const create = vi.spyOn(fakeBrowser.alarms, "create");
  const { start } = createKeepAlive();
  start();
  start();
  expect(create).toHaveBeenCalledTimes(1);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(create).toHaveBeenCalledTimes(4);
  expect(await alarms()).toEqual([resumeAlarm]);
});

it("at rest: no beat, and the alarm stays", async () => {
  const { start, pause } = createKeepAlive();
  start();
  pause();
  expect(vi.getTimerCount()).toBe(0);
  expect(await alarms()).toEqual([resumeAlarm]);
});

it("nothing open: neither", async () => {
  const { start, stop } = createKeepAlive();
  start();
  stop();
  expect(vi.getTimerCount()).toBe(0);
  expect(await alarms()).toEqual([]);
});
