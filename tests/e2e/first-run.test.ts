import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ExtensionBrowser, launchWithExtension } from "../../sandbox/browser.ts";

describe("the first run", () => {
  let browser: ExtensionBrowser;
  beforeAll(async () => {
    browser = await launchWithExtension();
  });
  afterAll(async () => {
    await browser.close();
  });

  it("opens Options once, behind the page that the user is on", async () => {
    const tabs = () =>
      browser.worker.evaluate(async () =>
        (await chrome.tabs.query({}))
          .filter(({ url, pendingUrl }) => (url || pendingUrl)?.endsWith("/options.html"))
          .map(({ active }) => active),
      );
    await expect.poll(tabs).toEqual([false]);
  });

  it("three steps, none done yet, and how to keep the icon in sight", async () => {
    const options = await browser.open("options.html");
    const welcome = options.getByRole("region", { name: "Welcome to Refshot" });
    await expect.poll(() => welcome.getByRole("listitem").count()).toBe(3);
    expect(await welcome.getByRole("img", { name: "Done" }).count()).toBe(0);
    await welcome.getByText(/pin/i).first().waitFor();
  });

  it("an empty tray shows the right-click, in a popup that needs no scrolling", async () => {
    const popup = await browser.open("popup.html");
    await popup.setViewportSize({ width: 380, height: 560 });
    await popup.getByText(/^Right-click a picture, choose Refshot/).waitFor();
    expect(await popup.evaluate(() => document.documentElement.scrollHeight)).toBeLessThanOrEqual(560);
  });
});
