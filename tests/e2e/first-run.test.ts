import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ExtensionBrowser, launchWithExtension } from "../../sandbox/browser.ts";
import { createSandbox, type Sandbox } from "../../sandbox/server.ts";

describe("the first run", () => {
  let browser: ExtensionBrowser;
  let sandbox: Sandbox;
  beforeAll(async () => {
    sandbox = await createSandbox();
    // The port that `npm start` and `npm run sandbox` use, whoever has it on this machine.
    const rule = `MAP 127.0.0.1:8642 127.0.0.1:${new URL(sandbox.url).port}`;
    browser = await launchWithExtension({ args: [`--host-resolver-rules=${rule}`] });
  });
  afterAll(async () => {
    await browser.close();
    await sandbox?.close();
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

  it("three steps, of which the first is done by the local sandbox, without a key", async () => {
    const options = await browser.open("options.html");
    const steps = options.getByRole("region", { name: "Welcome to Refshot" }).getByRole("listitem");
    await expect.poll(() => steps.count()).toBe(3);
    await options.getByRole("button", { name: "Try the local sandbox" }).click();
    await steps.first().getByRole("img", { name: "Done" }).waitFor();
    await options.getByText("http://127.0.0.1:8642/shop/").waitFor();
    const proxy = options.getByRole("textbox", { name: "Proxy URL" });
    await expect.poll(() => proxy.inputValue()).toBe("http://127.0.0.1:8642/api/fal/proxy");
  });

  it("an empty tray shows the right-click, in a popup that needs no scrolling", async () => {
    const popup = await browser.open("popup.html");
    await popup.setViewportSize({ width: 380, height: 560 });
    await popup.getByText(/^Right-click a picture, choose Refshot/).waitFor();
    expect(await popup.evaluate(() => document.documentElement.scrollHeight)).toBeLessThanOrEqual(560);
  });
});
