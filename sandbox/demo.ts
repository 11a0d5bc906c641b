// `npm start`: the extension in a Chromium, with the sandbox in fal's place and a sample shop to try it on.
// Without a display it does the main job by itself and leaves what it made in demo-output/.
import { mkdir, rm, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import type { Page } from "playwright-core";
import { type ExtensionBrowser, launchWithExtension, setProxy } from "./browser.ts";
import { createSandbox, type Sandbox } from "./server.ts";

const output = fileURLToPath(new URL("../demo-output/", import.meta.url));
const prompt = "A woman model in a linen jacket with a cup of coffee, studio light, for a catalogue";
const hasDisplay =
  process.platform !== "linux" || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);

const sandbox = await createSandbox({ port: 8642 }).catch(() => createSandbox());
console.log(`sandbox: a local stand-in for fal (no model) at ${sandbox.url}; shop at ${sandbox.url}/shop/`);
const browser = await launchWithExtension({ headed: hasDisplay });
browser.worker.on("console", (message) => console.log(message.text()));
await setProxy(browser, sandbox.proxyUrl);
await (hasDisplay ? showToUser(browser, sandbox) : doMainJob(browser, sandbox));
await browser.close();
await sandbox.close();

async function showToUser({ context }: ExtensionBrowser, { url }: Sandbox): Promise<void> {
  // Not the first one, whatever it is: on install Options open in a tab of their own.
  const blank = context.pages().find((page) => page.url() === "about:blank");
  const page = blank ?? (await context.newPage());
  await page.goto(`${url}/shop/`);
  console.log(
    "Right-click a picture in the shop, choose Refshot and a role; then open Refshot in the toolbar.",
  );
  console.log("Close the browser to end this.");
  await new Promise<void>((resolve) => context.on("close", () => resolve()));
}

async function doMainJob(extension: ExtensionBrowser, { url, record, ledger }: Sandbox): Promise<void> {
  console.log(
    "No display here: doing the main job headless. A native menu cannot be clicked without a display,",
  );
  console.log("so its click event is raised in the worker; `npm test` does it with a real right-click.");
  await rm(output, { recursive: true, force: true });
  await mkdir(output, { recursive: true });
  const shop = await extension.context.newPage();
  await shop.goto(`${url}/shop/`);
  for (const role of ["background", "product", "face"]) await raiseMenuClick(extension, shop, role);

  const popup = await extension.open("popup.html");
  await popup.setViewportSize({ width: 380, height: 600 });
  await popup.getByRole("button", { name: "Remove face reference" }).waitFor();
  await popup.getByRole("textbox", { name: "Prompt" }).fill(prompt);
  await popup.getByRole("spinbutton", { name: "Images" }).fill("2");
  await popup.getByRole("button", { name: "Generate", exact: true }).click();

  const panel = await extension.open("sidepanel.html");
  await panel.setViewportSize({ width: 480, height: 900 });
  const downloads = panel.getByRole("list", { name: "Results" }).getByRole("button", { name: "Download" });
  await downloads.nth(1).waitFor({ timeout: 60_000 });
  for (const index of [0, 1]) {
    const [download] = await Promise.all([panel.waitForEvent("download"), downloads.nth(index).click()]);
    await download.saveAs(`${output}result-${index + 1}.jpg`);
  }
  await shop.screenshot({ path: `${output}shop.png` });
  await popup.bringToFront();
  await popup.screenshot({ path: `${output}popup.png` });
  await panel.bringToFront();
  await panel.screenshot({ path: `${output}sidepanel.png` });
  const requests = record.filter(({ route, method }) => route === "submit" && method === "POST");
  await writeFile(`${output}requests.json`, JSON.stringify(requests.map(withoutPixels), null, 2));
  await writeFile(`${output}ledger.json`, JSON.stringify(ledger(), null, 2));
  console.log(
    "Done: demo-output/ has the two results, screenshots, and what the sandbox received and charged.",
  );
}

/** Raises the event of a click in the context menu, on the shop's picture for this role. */
async function raiseMenuClick({ worker }: ExtensionBrowser, shop: Page, role: string): Promise<void> {
  const srcUrl = await shop
    .locator(`img[src*="${role}.jpg"]`)
    .first()
    .evaluate((image) => (image as HTMLImageElement).src);
  await worker.evaluate(
    async ({ menuItemId, srcUrl, pageUrl }) => {
      const [tab] = await chrome.tabs.query({ active: true });
      const info = { menuItemId, srcUrl, pageUrl, frameId: 0, editable: false };
      // A real method of Chrome's events, though its types do not name it.
      (chrome.contextMenus.onClicked as unknown as { dispatch(...args: unknown[]): void }).dispatch(
        info,
        tab,
      );
    },
    { menuItemId: role, srcUrl, pageUrl: shop.url() },
  );
  await worker.evaluate(async () => {
    while ((await chrome.action.getBadgeText({})) !== "✓")
      await new Promise((resolve) => setTimeout(resolve, 50));
    await chrome.action.setBadgeText({ text: "" });
  });
  console.log(`${role}: set from ${srcUrl}`);
}

function withoutPixels({ endpoint, body }: { endpoint?: string; body?: unknown }) {
  const short = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(short);
    return typeof value === "string" && value.startsWith("data:")
      ? `${value.slice(0, 40)}… (${value.length} characters)`
      : value;
  };
  return {
    endpoint,
    body: Object.fromEntries(Object.entries(body ?? {}).map(([key, value]) => [key, short(value)])),
  };
}
