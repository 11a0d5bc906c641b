import { cp, mkdtemp, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { expect } from "vitest";
import { builtExtension } from "../../sandbox/browser.ts";
import type { Stage } from "../e2e/stage.ts";
import { readTable } from "./stores.ts";

/**
 * A copy of the built extension whose optional hosts are granted, as after Options' `Allow all sites`: the
 * worker then reads every site, and our scripts run in a tab without a native right-click. Nothing else differs.
 */
export async function grantedExtension(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "refshot-granted-"));
  await cp(builtExtension, folder, { recursive: true });
  const file = join(folder, "manifest.json");
  const manifest = JSON.parse(await readFile(file, "utf8"));
  manifest.host_permissions.push(...manifest.optional_host_permissions);
  await writeFile(file, JSON.stringify(manifest));
  return folder;
}

interface Click {
  srcUrl: string;
  pageUrl: string;
  role?: "face" | "product" | "background";
  /** The tab in which it was; without it our script can be in no page. */
  page?: Page;
}

/**
 * Raises the event of a right-click's menu item in the worker, and gives what came of it: `set`, or the
 * failure's code.
 */
export async function capture(stage: Stage, click: Click): Promise<string> {
  await beginCapture(stage, click);
  return outcome(stage.browser.worker);
}

/** The same without waiting for the end. */
export async function beginCapture({ browser }: Stage, click: Click): Promise<void> {
  const { srcUrl, pageUrl, role = "face", page } = click;
  await page?.bringToFront();
  await browser.worker.evaluate(
    async ({ srcUrl, pageUrl, role, inTab }) => {
      await chrome.action.setBadgeText({ text: "" });
      await chrome.storage.local.remove("notice");
      const [tab] = inTab ? await chrome.tabs.query({ active: true, lastFocusedWindow: true }) : [];
      if (inTab && tab?.url !== pageUrl) throw new Error(`the tab in front is ${tab?.url}`);
      const onClicked = chrome.contextMenus.onClicked as unknown as { dispatch(...args: unknown[]): void };
      onClicked.dispatch({ menuItemId: role, srcUrl, pageUrl, frameId: 0, editable: false }, tab);
    },
    { srcUrl, pageUrl, role, inTab: page !== undefined },
  );
}

/** What came of a capture under way: `set`, or the failure's code. */
export async function outcome(worker: Stage["browser"]["worker"]): Promise<string> {
  const badge = () => worker.evaluate(() => chrome.action.getBadgeText({}));
  // It is read once: a ✓ goes away by itself.
  let shown = "";
  await expect.poll(async () => (shown = await badge())).toMatch(/[✓!]/);
  if (shown === "✓") return "set";
  const code = () =>
    worker.evaluate(async () => {
      const { notice } = await chrome.storage.local.get("notice");
      return (notice as { failure: { code: string } } | undefined)?.failure.code;
    });
  await expect.poll(code).toBeDefined();
  return (await code()) ?? "";
}

/** The picker's element in a page; the words on the page have one too, which stays for some seconds. */
export const pickerHost = (page: Page) => page.locator('html > div[style*="contents"]');

interface StoredReference {
  id: string;
  role: string;
  createdAt: number;
  receipt: Record<string, unknown>;
}

/** The newest reference of the database, with its receipt. */
export async function newestReference(page: Page): Promise<StoredReference | undefined> {
  const all = await readTable<StoredReference>(page, "references");
  return all.sort((a, b) => a.createdAt - b.createdAt).at(-1);
}
