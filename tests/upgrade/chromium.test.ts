import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { builtExtension, type ExtensionBrowser, launchWithExtension } from "../../sandbox/browser.ts";
import { createSandbox, type Sandbox } from "../../sandbox/server.ts";
import { falHostsAt, photo, results, submits } from "../e2e/stage.ts";
import { readTables, type Tables } from "../e2e/tables.ts";
import { frozen, replaceFolder, unpack } from "./package.ts";

const key = "0d1f2a3b-4c5d-6e7f-8a9b-0c1d2e3f4a5b:0123456789abcdef0123456789abcdef";
const prompts = ["A cup on marble", "A pilot in the rain", "On its way"];

/** Uses version 0.1.0 for a day; by its own words, which are those of PRODUCT and do not change with ours. */
async function useOldVersion({ open }: ExtensionBrowser, sandbox: Sandbox): Promise<void> {
  const options = await open("options.html");
  await options.getByLabel("fal API key", { exact: true }).fill(key);
  await options.getByRole("button", { name: "Save key" }).click();
  await options.getByRole("status").filter({ hasText: /works/ }).waitFor();
  await options.getByRole("spinbutton", { name: "Pictures a day at most" }).fill("40");
  await options.keyboard.press("Enter");
  await options.getByText("Refshot stops at 40 pictures a day").waitFor();
  await options.close();
  const popup = await open("popup.html");
  const panel = await open("sidepanel.html");
  for (const [group, name] of [
    ["Product", "product"],
    ["Face", "face"],
  ] as const) {
    await popup.bringToFront();
    const slot = popup.getByRole("group", { name: group, exact: true });
    await slot.locator("input[type=file]").first().setInputFiles(photo(name));
    await slot.getByRole("img").first().waitFor();
  }
  for (const [i, prompt] of prompts.entries()) {
    if (i === 2) sandbox.behave({ concurrency: 0 });
    await popup.bringToFront();
    await popup.getByRole("textbox", { name: "Prompt" }).fill(prompt);
    await popup.getByRole("button", { name: "Generate", exact: true }).click();
    if (i < 2) await expect.poll(() => withPicture(panel).count()).toBe(i + 1);
  }
  // fal's number for the last one is stored by now.
  await expect.poll(() => sandbox.record.filter(({ route }) => route === "stream").length).toBe(3);
  await popup.getByRole("button", { name: "Prompts" }).click();
  await popup.getByRole("button", { name: "Save what is written now" }).click();
  await popup.getByRole("textbox", { name: "Name" }).fill("Coffee");
  await popup.getByRole("button", { name: "Save", exact: true }).click();
  await popup.getByRole("button", { name: /^Coffee/ }).waitFor();
  await panel.bringToFront();
  await results(panel).filter({ hasText: prompts[0]! }).getByRole("button", { name: "Favourite" }).click();
}

/** What a store's update does to a running browser: other files, and the extension is loaded anew. */
async function update(browser: ExtensionBrowser, folder: string): Promise<ExtensionBrowser> {
  await replaceFolder(folder, builtExtension);
  const page = await browser.context.newPage();
  await page.goto("chrome://extensions");
  const started = browser.context.waitForEvent("serviceworker");
  await page.evaluate(async (id) => {
    // @ts-expect-error Chrome's own page has this API, and no types for it.
    const { developerPrivate } = chrome;
    // Without it an unpacked extension stays switched off when it is loaded again.
    await developerPrivate.updateProfileConfiguration({ inDeveloperMode: true });
    await developerPrivate.reload(id, { failQuietly: false });
  }, browser.extensionId);
  const worker = await started;
  await page.close();
  return { ...browser, worker };
}

const withPicture = (panel: Page) =>
  results(panel).filter({ has: panel.getByRole("button", { name: "Download" }) });

describe("a profile of version 0.1.0 in this version, in Chromium", () => {
  let folder: string;
  let sandbox: Sandbox;
  let browser: ExtensionBrowser;
  let before: Tables;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "refshot-upgrade-"));
    sandbox = await createSandbox({ queueMs: 100, runMs: 150, flux11: "offered", key, tls: true });
  });
  afterAll(async () => {
    await browser?.close();
    await sandbox?.close();
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  });

  it("0.1.0 is used, and with a request at fal is replaced by this version", async () => {
    const extension = join(folder, "refshot");
    await unpack(frozen("0.1.0", "chrome"), extension);
    browser = await launchWithExtension({ extension, args: falHostsAt(sandbox.tlsPort!) });
    await useOldVersion(browser, sandbox);
    before = await readTables(await browser.open("options.html"));
    browser = await update(browser, extension);
    const version = await browser.worker.evaluate(() => chrome.runtime.getManifest().version);
    expect(version).not.toBe("0.1.0");
  });

  it("the tray and the settings are there", async () => {
    const popup = await browser.open("popup.html");
    for (const name of ["Remove face reference", "Remove product reference 1"])
      await popup.getByRole("button", { name }).waitFor();
    await popup.getByRole("button", { name: "Prompts" }).click();
    await popup.getByRole("button", { name: /^Coffee/ }).waitFor();
    await popup.close();
    const options = await browser.open("options.html");
    await options.getByText("A key is saved").waitFor();
    const limit = options.getByRole("spinbutton", { name: "Pictures a day at most" });
    await expect.poll(() => limit.inputValue()).toBe("40");
    await options.close();
  });

  it("what was open at fal goes on to its picture, and is not paid for again", async () => {
    const panel = await browser.open("sidepanel.html");
    sandbox.behave({ concurrency: 2 });
    await expect.poll(() => withPicture(panel).count()).toBe(3);
    expect(submits(sandbox).map(({ body }) => body.prompt)).toEqual(prompts);
    const favourite = results(panel)
      .filter({ hasText: prompts[0]! })
      .getByRole("button", { name: "Favourite" });
    expect(await favourite.getAttribute("aria-pressed")).toBe("true");
    await panel.close();
  });

  it("nothing of what was stored is gone or another", async () => {
    const after = await readTables(await browser.open("options.html"));
    for (const [name, rows] of Object.entries(before)) {
      // The third request and the day's sums have gone on since.
      const finished = rows.filter((row) => !["running", "submitting"].includes(String(row.status)));
      if (name === "spendingDays" || name === "ledger") continue;
      expect(after[name], name).toEqual(
        expect.arrayContaining(finished.map((row) => expect.objectContaining(row))),
      );
    }
  });

  it("and it works on: the old key, a new picture", async () => {
    const [popup, panel] = [await browser.open("popup.html"), await browser.open("sidepanel.html")];
    await popup.bringToFront();
    await popup.getByRole("textbox", { name: "Prompt" }).fill("After the upgrade");
    await popup.getByRole("button", { name: "Generate", exact: true }).click();
    await expect.poll(() => withPicture(panel).count()).toBe(4);
  });
});
