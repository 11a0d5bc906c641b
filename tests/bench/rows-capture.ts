import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page, Worker } from "playwright-core";
import { builtExtension, launchWithExtension } from "../../sandbox/browser.ts";
import { type Desktop, menuItem, openDesktop } from "../e2e/desktop.ts";
import { buildBare, extensionId } from "./bare/build.ts";
import type { Bare } from "./bare/worker.ts";
import { openPictureSite, type PictureSite, paintBigPictures } from "./big-pictures.ts";
import { workerOf } from "./fal-stage.ts";
import { installProbe, untilPassed } from "./probe.ts";
import { against, type Group } from "./row.ts";
import { inTurns } from "./statistics.ts";

const turns = 10;
declare const bare: Bare;

/** A native right-click on a picture, from the chosen menu item to the stored thumbnail. */
export const captureRows: Group = {
  rows: ["1", "1b", "11"],
  async measure(isWanted, tell) {
    const desktop = await openDesktop();
    if (!desktop) return console.log("Rows 1 and 11 are left out: they need xvfb and xdotool.");
    const stage = await openCaptureStage(desktop);
    try {
      if (isWanted("1")) tell(await measureFirst(stage, "1", "camera", "12.8 megapixels", 1.25));
      if (isWanted("1b")) tell(await measureFirst(stage, "1b", "shop", "1600×1200", 1.5));
      if (isWanted("11")) tell(await measureAgain(stage));
    } finally {
      await stage.close();
    }
  },
};

interface CaptureStage {
  site: PictureSite;
  page: Page;
  ours: Worker;
  bare: Worker;
  /** Right-clicks the picture of the page and says that it is a face; gives when the item was chosen. */
  assign(): Promise<number>;
  close(): Promise<void>;
}

async function openCaptureStage(desktop: Desktop): Promise<CaptureStage> {
  const site = await openPictureSite(await paintBigPictures());
  const folder = await mkdtemp(join(tmpdir(), "refshot-bare-"));
  const bareFolder = await buildBare(folder);
  const extension = `${builtExtension},${bareFolder}`;
  const browser = await launchWithExtension({ headed: true, display: desktop.display, extension });
  const ours = await workerOf(browser, extensionId(builtExtension));
  await installProbe(ours);
  const page = await browser.context.newPage();
  return {
    ...{ site, page, ours, bare: await workerOf(browser, extensionId(bareFolder)) },
    assign: () => assignFace(desktop, page, ours),
    async close() {
      await browser.close();
      site.close();
      desktop.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** So long (ms) after the chosen item the mouse and the keyboard are left alone, and nobody looks at the menus. */
const stillness = 400;

async function assignFace(desktop: Desktop, page: Page, ours: Worker): Promise<number> {
  const since = Date.now();
  await desktop.rightClick(page, page.locator("#it"), menuItem(0), stillness);
  const [clicked = 0] = await untilPassed(ours, "clicked", since);
  return clicked;
}

let number = 0;

/** A picture that nobody has seen yet, by its address without an ending. */
const newPicture = ({ site }: CaptureStage, kind: string) => `${site.url}/${kind}-${number++}`;

async function show({ page }: CaptureStage, address: string): Promise<void> {
  await page.goto(address);
  await page.locator("#it").evaluate((image) => (image as HTMLImageElement).decode());
}

async function measureFirst(stage: CaptureStage, row: string, kind: string, words: string, atMost: number) {
  const measured = await inTurns(turns, [
    async () => {
      await show(stage, newPicture(stage, kind));
      const clicked = await stage.assign();
      const [stored = 0] = await untilPassed(stage.ours, "thumbnail", clicked);
      await untilPassed(stage.ours, "told", clicked);
      return stored - clicked;
    },
    () => stage.bare.evaluate((url) => bare.fetchAndPrepare(url), `${newPicture(stage, kind)}.jpg`),
    async () => {
      const picture = newPicture(stage, kind);
      await show(stage, picture);
      return stage.bare.evaluate((url) => bare.capturePromised(url), `${picture}.jpg`);
    },
  ]);
  return against({ row, name: `right-click → thumbnail stored, ${words}` }, measured, atMost);
}

/** Both from the chosen item to the word that it is set. */
async function measureAgain(stage: CaptureStage) {
  const assign = async () => {
    const clicked = await stage.assign();
    const [told = 0] = await untilPassed(stage.ours, "told", clicked);
    return told - clicked;
  };
  const [again, first]: [number[], number[]] = [[], []];
  for (let turn = 0; turn < turns; turn++) {
    await show(stage, newPicture(stage, "camera"));
    first.push(await assign());
    again.push(await assign());
  }
  return against(
    { row: "11", name: "the same picture assigned again (B: the first time)" },
    [again, first],
    0.3,
  );
}
