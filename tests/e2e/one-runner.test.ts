import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launchWithExtension } from "../../sandbox/browser.ts";
import { readStored } from "../faults/ledger.ts";
import { generate, openStage, type Stage, submits, waitForPictures } from "./stage.ts";

describe("however many pages there are, there is one runner", () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage({ sandbox: { queueMs: 100, runMs: 800 } });
  });
  afterAll(() => stage.close());

  it("two windows with popup and side panel each: every press once, every picture once", async () => {
    const { browser, sandbox, popup, panel } = stage;
    const second = await openWindow(stage);
    await browser.open("sidepanel.html");
    await Promise.all([fill(popup, "First window"), fill(second, "Second window")]);
    await Promise.all([press(popup), press(second)]);
    await waitForPictures(panel, "First window");
    await waitForPictures(panel, "Second window");
    expect(
      submits(sandbox)
        .map(({ body }) => body.prompt)
        .sort(),
    ).toEqual(["First window", "Second window"]);
    expect(sandbox.record.filter(({ route }) => route === "media")).toHaveLength(2);
    expect(Object.keys((await readStored(panel)).pictures)).toHaveLength(2);
    await second.close();
  });
});

describe("an incognito window", () => {
  let stage: Stage;
  let profile: string;
  beforeAll(async () => {
    profile = await mkdtemp(join(tmpdir(), "refshot-incognito-"));
    await allowIncognito(profile);
    stage = await openStage({ browser: { profile }, sandbox: { concurrency: 0 } });
  });
  afterAll(async () => {
    await stage.close();
    await rm(profile, { recursive: true, force: true, maxRetries: 5 });
  });

  it("has a worker and a history of its own, and takes up nothing of ours", async () => {
    const { browser, sandbox, popup, panel } = stage;
    await generate(popup, "In the open");
    await expect.poll(() => submits(sandbox).length).toBe(1);
    const started = browser.context.waitForEvent("serviceworker");
    await popup.evaluate(() =>
      chrome.windows.create({ incognito: true, url: chrome.runtime.getURL("popup.html") }),
    );
    await started;
    sandbox.behave({ concurrency: 2 });
    await waitForPictures(panel, "In the open");
    await panel.waitForTimeout(1_000);
    expect(submits(sandbox)).toHaveLength(1);
    expect(sandbox.record.filter(({ route }) => route === "media")).toHaveLength(1);
  });
});

const fill = (page: Page, prompt: string) => page.getByRole("textbox", { name: "Prompt" }).fill(prompt);
const press = (page: Page) => page.getByRole("button", { name: "Generate", exact: true }).click();

async function openWindow({ browser, popup }: Stage): Promise<Page> {
  const opened = browser.context.waitForEvent("page");
  await popup.evaluate(() => chrome.windows.create({ url: chrome.runtime.getURL("popup.html") }));
  return opened;
}

/**
 * What the switch in chrome://extensions does; it counts from the next start of the browser on. It loads the extension
 * anew: a browser that ends meanwhile starts without it ever after.
 */
async function allowIncognito(profile: string): Promise<void> {
  const browser = await launchWithExtension({ profile });
  const settings = await browser.context.newPage();
  await settings.goto("chrome://extensions");
  // Without it an unpacked extension is not loaded again.
  await settings.evaluate(() =>
    // @ts-expect-error Chrome's own page has this API, and no types for it.
    chrome.developerPrivate.updateProfileConfiguration({ inDeveloperMode: true }),
  );
  const loaded = browser.context.waitForEvent("serviceworker");
  await settings.evaluate(
    (extensionId) =>
      // @ts-expect-error Chrome's own page has this API, and no types for it.
      chrome.developerPrivate.updateExtensionConfiguration({ extensionId, incognitoAccess: true }),
    browser.extensionId,
  );
  await loaded;
  await browser.close();
}
