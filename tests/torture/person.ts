import { execFileSync } from "node:child_process";
import type { Frame, FrameLocator, Locator, Page } from "playwright-core";
import type { ExtensionBrowser } from "../../sandbox/browser.ts";
import { type Desktop, menuItem } from "../e2e/desktop.ts";

/** The item that opens the picker stands alone in the menu of an empty spot: above View page source and Inspect. */
const onlyItem = ["Up", "Up", "Up", "Return"];

/** What one person does with the mouse and keyboard in front of a page. */
export function createPerson(browser: ExtensionBrowser, desktop: Desktop) {
  const badge = () => browser.worker.evaluate(() => chrome.action.getBadgeText({}));
  const clearBadge = () => browser.worker.evaluate(() => chrome.action.setBadgeText({ text: "" }));

  /** Waits until the toolbar says how a capture ended: "✓" or "!"; "" when it never does. */
  async function outcome(patience = 180_000): Promise<string> {
    for (const until = Date.now() + patience; Date.now() < until; ) {
      const mark = await badge();
      if (mark === "✓" || mark === "!") return mark;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    return "";
  }

  /** Says by the native menu what the picture is: a face. */
  async function rightClick(page: Page, target: Locator): Promise<void> {
    await clearBadge();
    await desktop.rightClick(page, target, menuItem(0));
  }

  /** Opens the picker from an empty spot, points at `target`, and gives it the face's key. */
  async function pick(page: Page, target: Locator): Promise<void> {
    await openPicker(page);
    await target.scrollIntoViewIfNeeded();
    const box = (await target.boundingBox())!;
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 3];
    await page.mouse.move(x - 3, y);
    await page.mouse.move(x, y);
    await page.mouse.click(x, y);
    await page.keyboard.press("1");
  }

  /** The same without a mouse: on to the second picture, and its key. */
  async function pickByKeys(page: Page): Promise<void> {
    await openPicker(page);
    for (const key of ["Tab", "ArrowRight", "1"]) await page.keyboard.press(key);
  }

  async function openPicker(page: Page): Promise<void> {
    await clearBadge();
    // In a drawing there is nothing but the drawing.
    await desktop.rightClick(page, page.locator("#empty, svg:root").first(), onlyItem);
    await page.locator(":root > div, :root > foreignObject").first().waitFor({ state: "attached" });
  }

  /** Allows what the browser's own dialog asks. */
  async function allow(): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    execFileSync("xdotool", ["key", "Tab", "sleep", "0.3", "key", "Return"], {
      env: { ...process.env, DISPLAY: desktop.display },
    });
  }

  return { rightClick, openPicker, pick, pickByKeys, outcome, allow, badge };
}

/** The row's picture on its page. */
export function targetOf(page: Page, row: { body: string; frame?: string; target?: string }): Locator {
  let inside: Page | FrameLocator = page;
  for (const frame of row.frame?.split(" > ") ?? []) inside = inside.frameLocator(frame);
  return inside.locator(row.target ?? "#it").first();
}

/** Until everything on the page has been drawn once. */
export async function settle(frame: Frame | Page): Promise<void> {
  // A page that never finishes is settled enough after a while.
  await frame.waitForLoadState("load", { timeout: 30_000 }).catch(() => undefined);
  await new Promise((resolve) => setTimeout(resolve, 300));
}
