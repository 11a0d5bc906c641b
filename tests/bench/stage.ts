import { cp, mkdtemp, realpath, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { BrowserContext, Page } from "playwright-core";
import { builtExtension, launchWithExtension } from "../../sandbox/browser.ts";
import { extensionId } from "./bare/build.ts";
import { fillHistory } from "./fill.ts";
import { type History, makeHistory } from "./history.ts";
import { paintPictures } from "./pictures.ts";

/** One installed Refshot with a history of its own. */
export interface Installed {
  count: number;
  history: History;
  /** An empty tab of a side panel's size, in front. */
  newTab(width?: number): Promise<Page>;
  address(page: string): string;
}

/** A browser that has Refshot once for each size of history, so that all are measured in the same run. */
export interface BenchStage {
  installed: Installed[];
  close(): Promise<void>;
}

/** Panel heights and widths are those of a browser window on a laptop. */
const height = 860;
const usualWidth = 400;

/** Installs the built extension once for each of `counts` and fills their histories. */
export async function openBench(counts: number[], say: (words: string) => void): Promise<BenchStage> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), "refshot-bench-")));
  const copies = counts.map((count) => join(folder, String(count)));
  // From another folder it is another extension, with its own id and database.
  for (const copy of copies) await cp(builtExtension, copy, { recursive: true });
  const browser = await launchWithExtension({ extension: copies.join(",") });
  const { context } = browser;
  const pictures = await paintPictures(72);
  const installed: Installed[] = [];
  for (const [i, count] of counts.entries()) {
    const one = install(context, extensionId(copies[i] ?? ""), count);
    const page = await one.newTab();
    await page.goto(one.address("sidepanel.html"));
    await page.getByRole("searchbox").waitFor();
    await fillHistory(page, one.history, pictures);
    await page.close();
    say(`${count} results with ${one.history.references.length} references are stored`);
    installed.push(one);
  }
  return {
    installed,
    async close() {
      await browser.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function install(context: BrowserContext, id: string, count: number): Installed {
  return {
    count,
    history: makeHistory(count, Date.now()),
    address: (page) => `chrome-extension://${id}/${page}`,
    async newTab(width = usualWidth) {
      const page = await context.newPage();
      await page.setViewportSize({ width, height });
      await page.bringToFront();
      return page;
    },
  };
}
