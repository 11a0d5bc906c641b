import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { browser } from "wxt/browser";
import { rungsTo } from "../../../lib/capture/read-address";
import { readAhead } from "../../../lib/capture/read-ahead";

const page = "https://shop.test/cups";
const own = "https://shop.test/a.jpg";
const foreign = "https://cdn.test/a.jpg";
const now = Promise.resolve();
const place = { tabId: 7, frameId: 0, captureId: "capture-1" };

const contains = vi.fn();
const fetched = vi.fn();
beforeEach(() => {
  contains.mockResolvedValue(false);
  fetched.mockImplementation(async () => new Response("picture"));
  Object.assign(browser, { permissions: { contains } });
  vi.stubGlobal("fetch", fetched);
});
afterEach(() => {
  vi.unstubAllGlobals();
  contains.mockReset();
  fetched.mockReset();
});

describe("the clicked address is asked for while the page still says what it shows", () => {
  it("where the worker may ask for it: of the page's own site, or of one that is allowed", async () => {
    expect(await readAhead(own, page, now)?.bytes).toHaveLength(7);
    expect(fetched.mock.lastCall).toMatchObject([own, { redirect: "manual" }]);
    contains.mockResolvedValue(true);
    expect(await readAhead(foreign, page, now)?.bytes).toHaveLength(7);
    expect(fetched.mock.lastCall).toMatchObject([foreign, { redirect: "follow" }]);
  });

  it("not of another site: that is for the page to ask", async () => {
    expect(await readAhead(foreign, page, now)?.bytes).toBeUndefined();
    expect(fetched).not.toHaveBeenCalled();
  });

  it.each([
    "https://shop.test/lazy/placeholder.gif",
    `https://shop.test/${"a".repeat(8_000)}.jpg`,
    "data:image/gif;base64,R0lGODlhAQABAAAAACw=",
    "blob:https://shop.test/5b0e",
    "file:///a.jpg",
  ])("not %s", (address) => {
    expect(readAhead(address, page, now)).toBeUndefined();
  });

  it("not before there is room for it, and not at all without", async () => {
    const ahead = readAhead(own, page, Promise.reject(new Error("full")));
    await expect(ahead?.bytes).rejects.toThrow("full");
    expect(fetched).not.toHaveBeenCalled();
  });

  it("and no longer when nobody wants it", async () => {
    const ahead = readAhead(own, page, now);
    await ahead?.bytes;
    const [, { signal }] = fetched.mock.lastCall as [string, { signal: AbortSignal }];
    expect(signal.aborted).toBe(false);
    ahead?.drop();
    expect(signal.aborted).toBe(true);
  });

  it("is not asked for once more when the page names it", async () => {
    const ahead = readAhead(own, page, now);
    const [worker] = await rungsTo(own, { pageUrl: page, place, ahead }, 1_000);
    // What was served is no picture; that it was is not asked again.
    await expect(worker?.read()).rejects.toMatchObject({ failure: { code: "capture_not_picture" } });
    expect(fetched).toHaveBeenCalledTimes(1);
    // Nor is the browser asked again who may.
    expect(contains).toHaveBeenCalledTimes(1);
    const [other] = await rungsTo("https://shop.test/b.jpg", { pageUrl: page, place, ahead }, 1_000);
    await expect(other?.read()).rejects.toMatchObject({ failure: { code: "capture_not_picture" } });
    expect(fetched).toHaveBeenCalledTimes(2);
  });
});
