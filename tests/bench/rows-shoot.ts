import { readFile } from "node:fs/promises";
import type { Page } from "playwright-core";
import { command, planShoot } from "../e2e/planned-shoot.ts";
import { type FalStage, openFalStage, timeBare } from "./fal-stage.ts";
import { noteMatrix } from "./in-page.ts";
import { untilPassed } from "./probe.ts";
import { against, type Group, type Row, upTo } from "./row.ts";
import { inTurns } from "./statistics.ts";

const photo = new URL("../photos/product.jpg", import.meta.url);
const pictures = 60;
/** So many requests of a shoot are open at a time: so the product has promised, and so the bare script does. */
const open = 4;

/** A shoot's whole run, and what a large plan costs. */
export const shootRows: Group = {
  rows: ["12", "12b", "S1", "S2"],
  async measure(isWanted, tell) {
    const stage = await openFalStage(await readFile(photo));
    stage.sandbox.behave({ runMs: 300 });
    const page = await stage.browser.context.newPage();
    await page.goto(stage.popup.url().replace("popup", "shoot"));
    // The first visit makes a shoot, and names it in the address: not after another has been named there.
    await page.waitForFunction(() => location.hash !== "");
    // The popup closes by itself when another page is in front.
    await stage.popup.close();
    try {
      if (isWanted("12")) tell(await measureRun(stage, page, "12", 2));
      if (isWanted("12b")) tell(await measureRun(stage, page, "12b", 10));
      if (isWanted("S1")) tell(await measureReady(page));
      if (isWanted("S2")) tell(await measureStart(stage, page));
    } finally {
      await stage.close();
    }
  },
};

/** With the shoot on the screen, from Start to the last stored picture. */
async function measureRun(stage: FalStage, page: Page, row: string, concurrency: number): Promise<Row> {
  const { sandbox, ours } = stage;
  sandbox.behave({ concurrency });
  const measured = await inTurns(
    2,
    [
      async () => {
        const id = await planShoot(page, pictures);
        await openShoot(page, id);
        const since = Date.now();
        await command(page, "shoot", { id, action: "start" });
        const storedAt = await untilPassed(ours, "done", since, pictures);
        return Math.max(...storedAt) - since;
      },
      () => timeBare(stage, pictures, open),
    ],
    0,
  );
  const name = `shoot of ${pictures}, fal runs ${concurrency} at a time (both keep ${open} open): Start → all stored`;
  return against({ row, name }, measured, 1.1);
}

/** Shows a shoot, and waits until it is drawn with its pictures: nobody presses Start before. */
async function openShoot(page: Page, id: string): Promise<void> {
  await page.goto(`${page.url().split("#")[0]}#${id}`);
  // What stands behind # alone loads nothing anew.
  await page.reload();
  await page.bringToFront();
  await page.getByRole("gridcell").first().waitFor();
  await page.waitForFunction(() => [...document.images].every(({ complete }) => complete));
}

async function measureReady(page: Page): Promise<Row> {
  const [large, small] = [await planShoot(page, 200, 12), await planShoot(page, 3, 1)];
  const address = page.url().split("#")[0];
  const ready = (id: string) => async () => {
    const tab = await page.context().newPage();
    await tab.addInitScript(noteMatrix);
    await tab.goto(`${address}#${id}`);
    const seen = await tab.waitForFunction(() => (globalThis as { ready?: number }).ready);
    const time = (await seen.jsonValue()) as number;
    await tab.close();
    return time;
  };
  const measured = await inTurns(10, [ready(large), ready(small)]);
  return against({ row: "S1", name: "shoot page ready, 200 × 12 planned (B: 3 × 1)" }, measured, 1.5);
}

/** Nothing is made: fal holds what arrives, and the plan goes as soon as it has been started. */
async function measureStart({ sandbox }: FalStage, page: Page): Promise<Row> {
  sandbox.behave({ concurrency: 0 });
  const times: number[] = [];
  for (let turn = 0; turn < 5; turn++) {
    const id = await planShoot(page, 200, 12);
    times.push((await command(page, "shoot", { id, action: "start" })).ms);
    await command(page, "shoot", { id, action: "delete" });
  }
  return upTo({ row: "S2", name: "Start with 2,400 cells → its answer" }, times, 300);
}
