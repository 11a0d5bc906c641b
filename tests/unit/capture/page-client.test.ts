import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { browser } from "wxt/browser";
import { injectAgent } from "../../../lib/capture/page-client";

const place = { tabId: 7, frameId: 0, captureId: "capture-1" };
const refusal = (words: string) => new Error(words);
const noGrant = () =>
  refusal(
    "Cannot access contents of the page. Extension manifest must request permission to access the respective host.",
  );

const executeScript = vi.fn();
beforeEach(() => {
  vi.useFakeTimers();
  Object.assign(browser, { scripting: { executeScript } });
});
afterEach(() => {
  vi.useRealTimers();
  executeScript.mockReset();
});

/** What injecting gives, and how often and when (ms) the browser was asked. */
async function inject() {
  const began = Date.now();
  const asked: number[] = [];
  const answer = executeScript.getMockImplementation();
  executeScript.mockImplementation((...args) => {
    asked.push(Date.now() - began);
    return answer?.(...args);
  });
  const injected = injectAgent(place, "page-reach");
  await vi.runAllTimersAsync();
  return { injected: await injected, asked };
}

describe("the menu's click can be here a moment before the right that it brings", () => {
  it.each([150, 500])("refused for the first %i ms: it is tried again, and works", async (late) => {
    const from = Date.now() + late;
    executeScript.mockImplementation(async () => {
      if (Date.now() < from) throw noGrant();
      return [{ frameId: 0 }];
    });
    const { injected, asked } = await inject();
    expect(injected).toBe(true);
    expect(asked.at(-1)).toBeLessThanOrEqual(late + 300);
  });

  it("a page that never lets a script in is given up within a second", async () => {
    executeScript.mockImplementation(async () => {
      throw noGrant();
    });
    const { injected, asked } = await inject();
    expect([injected, asked.length]).toEqual([false, 4]);
    expect(asked.at(-1)).toBeLessThan(1_000);
  });

  it.each([
    "No tab with id: 7.",
    "Frame with ID 0 was removed.",
    "The extensions gallery cannot be scripted.",
  ])("%s: not tried again", async (words) => {
    executeScript.mockImplementation(async () => {
      throw refusal(words);
    });
    expect(await inject()).toEqual({ injected: false, asked: [0] });
  });

  it("a page that does not answer is given up after ten seconds", async () => {
    executeScript.mockImplementation(() => new Promise(() => {}));
    const began = Date.now();
    const { injected } = await inject();
    expect([injected, Date.now() - began]).toEqual([false, 10_000]);
  });
});
