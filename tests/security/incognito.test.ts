import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launchWithExtension } from "../../sandbox/browser.ts";
import { filesWith } from "../e2e/files-with.ts";
import {
  chooseFile,
  generate,
  openStage,
  photo,
  results,
  type Stage,
  waitForPictures,
} from "../e2e/stage.ts";
import { capture } from "./real-tab.ts";
import { projectFile } from "./sources.ts";
import { dumpDatabase } from "./stores.ts";

const canary = "Canary of a private window";
const late = "Second canary of it";

describe("The browser's own switches: incognito allowed, files not", () => {
  let stage: Stage;
  let profile: string;
  beforeAll(async () => {
    profile = await mkdtemp(join(tmpdir(), "refshot-private-"));
    await setSwitches(profile);
    stage = await openStage({ browser: { profile } });
  });
  afterAll(async () => {
    await stage?.close();
    await rm(profile, { recursive: true, force: true, maxRetries: 5 });
  });

  /** Opens a page of the extension there. */
  async function openPrivately(name: string): Promise<Page> {
    const opened = stage.browser.context.waitForEvent("page");
    await stage.panel.evaluate(
      (name) => chrome.windows.create({ incognito: true, url: chrome.runtime.getURL(name) }),
      name,
    );
    return opened;
  }
  /**
   * All that a page finds stored, but some that are no word of the user: which endpoint fal was found not to have,
   * and the sums of what was paid, without which a private window would have no limits.
   */
  const storedFor = (page: Page) =>
    page.evaluate(async () => {
      const { missingEndpoints, spentOrdinary, spentIncognito, ...settings } =
        await chrome.storage.local.get();
      return JSON.stringify([settings, await chrome.storage.session.get(), { ...localStorage }]);
    });

  it("16 incognito is declared: split where the browser can, else not at all", () => {
    expect(JSON.parse(projectFile(".output/chrome-mv3/manifest.json")).incognito).toBe("split");
    const config = projectFile("tests/security/manifest.firefox.json");
    expect(JSON.parse(config).incognito).toBe("not_allowed");
  });

  it("16 incognito keeps apart what is typed, set and made there, and leaves nothing behind", async () => {
    const { popup, panel } = stage;
    await generate(popup, "In the open");
    await waitForPictures(panel, "In the open");
    const before = [await storedFor(panel), await dumpDatabase(panel)];
    const typedBefore = await popup.getByRole("textbox", { name: "Prompt" }).inputValue();

    const privately = await openPrivately("popup.html");
    expect(await privately.evaluate(() => chrome.extension.inIncognitoContext)).toBe(true);
    // What was written in the open is not shown there either.
    expect(await privately.getByRole("textbox", { name: "Prompt" }).inputValue()).not.toContain(canary);
    await chooseFile(privately, "Face", photo("face"));
    await generate(privately, canary);
    const made = await openPage(privately, "sidepanel.html");
    await results(made)
      .filter({ hasText: canary, has: made.getByRole("button", { name: "Download" }) })
      .first()
      .waitFor();
    expect(await dumpDatabase(made)).toContain(canary);
    await privately.bringToFront();
    await privately.getByRole("textbox", { name: "Prompt" }).fill(late);
    await privately.waitForTimeout(500);

    // While that window is open, the ordinary one knows nothing of it.
    expect([await storedFor(panel), await dumpDatabase(panel)]).toEqual(before);
    expect(await popup.getByRole("textbox", { name: "Prompt" }).inputValue()).toBe(typedBefore);
    expect(await popup.getByRole("button", { name: "Remove face reference" }).count()).toBe(0);
    expect(await results(panel).filter({ hasText: canary }).count()).toBe(0);

    // When it is closed, there is nothing left of it: not here, and not in a new private window.
    for (const page of [made, privately]) await page.close();
    await panel.waitForTimeout(1_000);
    expect([await storedFor(panel), await dumpDatabase(panel)]).toEqual(before);
    for (const words of [canary, late]) expect(await filesWith(profile, words)).toEqual([]);
    const again = await openPrivately("popup.html");
    await again.getByRole("button", { name: "Generate", exact: true }).waitFor();
    await again.waitForTimeout(500);
    expect(await again.getByRole("textbox", { name: "Prompt" }).inputValue()).not.toMatch(/canary/i);
    expect(await dumpDatabase(again)).not.toContain(canary);
    expect(await storedFor(again)).not.toMatch(/canary/i);
    await again.close();
  });

  it("16 a private window has the menus, of its own", async () => {
    const privately = await openPrivately("popup.html");
    // Only what is there can be changed; the browser lists no menus.
    const missing = (id: string) =>
      privately.evaluate(
        (id) =>
          new Promise<boolean>((resolve) => {
            chrome.contextMenus.update(id, {}, () => resolve(chrome.runtime.lastError !== undefined));
          }),
        id,
      );
    for (const id of ["face", "product", "background", "pick-another", "pick"])
      await expect.poll(() => missing(id)).toBe(false);
    expect(await missing("none")).toBe(true);
    await privately.close();
  });

  it("19 a file of this computer is refused without the browser's own file access", async () => {
    expect(await stage.popup.evaluate(() => chrome.extension.isAllowedFileSchemeAccess())).toBe(false);
    const file = new URL("../photos/face.jpg", import.meta.url).href;
    for (const pageUrl of [new URL("./", file).href, "https://shop.example/"])
      expect(await capture(stage, { srcUrl: file, pageUrl })).toBe("capture_file_refused");
  });

  /** One more page in the private window of `page`. */
  async function openPage(page: Page, name: string): Promise<Page> {
    const opened = stage.browser.context.waitForEvent("page");
    await page.evaluate((name) => void chrome.tabs.create({ url: chrome.runtime.getURL(name) }), name);
    return opened;
  }
});

/**
 * What the switches in chrome://extensions do; they count from the next start of the browser on. Each loads the
 * extension anew: a browser that ends meanwhile starts without it ever after.
 */
async function setSwitches(profile: string): Promise<void> {
  const browser = await launchWithExtension({ profile });
  const settings = await browser.context.newPage();
  await settings.goto("chrome://extensions");
  // Without it an unpacked extension is not loaded again.
  await settings.evaluate(() =>
    // @ts-expect-error Chrome's own page has this API, and no types for it.
    chrome.developerPrivate.updateProfileConfiguration({ inDeveloperMode: true }),
  );
  for (const change of [{ incognitoAccess: true }, { fileAccess: false }]) {
    const loaded = browser.context.waitForEvent("serviceworker");
    await settings.evaluate(
      // @ts-expect-error Chrome's own page has this API, and no types for it.
      (change) => chrome.developerPrivate.updateExtensionConfiguration(change),
      { extensionId: browser.extensionId, ...change },
    );
    await loaded;
  }
  await browser.close();
}
