import { createHash } from "node:crypto";
import type { Page } from "playwright-core";
import { unzip } from "unzipit";
import { afterAll, beforeAll, expect, it } from "vitest";
import { addOlder } from "./add-older.ts";
import { backUp, deleteEverything, download, openOptions, restore } from "./backup-steps.ts";
import {
  chooseFile,
  generate,
  openStage,
  photo,
  results,
  type Stage,
  submits,
  waitForPictures,
} from "./stage.ts";
import { readTables, withoutBooks } from "./tables.ts";

const long = "A very patient photograph of a lamp, ".repeat(2703).slice(0, 100_000);
const mixed = "👩🏽‍🎨 قهوة ☕️ في الصباح — עברית 日本語 é\u202e🏳️‍🌈";
let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

const newest = () => results(stage.panel).first();

it("100,000 characters are sent whole, shown, found and exported", async () => {
  const { popup, panel, sandbox } = stage;
  await generate(popup, long);
  await waitForPictures(panel, long.slice(0, 200));
  expect(
    createHash("md5")
      .update(String(submits(sandbox)[0]?.body.prompt))
      .digest("hex"),
  ).toBe(createHash("md5").update(long.trim()).digest("hex"));
  await panel.bringToFront();
  await panel.getByRole("searchbox").fill("patient lamp");
  await expect.poll(() => results(panel).count()).toBe(1);
  await panel.getByRole("searchbox").fill("");
  await newest().getByRole("button", { name: "Details" }).click();
  await panel.getByRole("region", { name: "Parameters" }).waitFor();
  await panel.getByRole("button", { name: "More", exact: true }).click();
  const item = panel.getByRole("menuitem", { name: "Download with parameters in the file" });
  const { bytes } = await download(panel, () => item.click());
  expect(bytes.includes("trainedAlgorithmicMedia")).toBe(true);
  expect(bytes.includes(long.slice(0, 20_000))).toBe(true);
  await panel.getByRole("button", { name: "Back" }).click();
  expect(await widthOf(panel)).toBeLessThanOrEqual(0);
});

it("emoji and letters from right to left arrive as they were typed", async () => {
  const { popup, panel, sandbox } = stage;
  await chooseFile(popup, "Product", photo("product"));
  await generate(popup, mixed);
  await waitForPictures(panel, mixed);
  expect(submits(sandbox).at(-1)?.body.prompt).toBe(mixed);
  await panel.bringToFront();
  await panel.getByRole("searchbox").fill("קפה");
  await expect.poll(() => results(panel).count()).toBe(0);
  await panel.getByRole("searchbox").fill("☕️ עברית");
  await expect.poll(() => results(panel).count()).toBe(1);
  await panel.getByRole("searchbox").fill("");
  await expect.poll(() => results(panel).count()).toBe(2);
});

/** How much wider the page is than its window (px). */
const widthOf = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);

it("a result whose bytes are missing says so; the others stay", async () => {
  const { panel, browser } = stage;
  const lost = await newest().getAttribute("data-result");
  await panel.evaluate(loseBytes, lost ?? "");
  await panel.reload();
  await panel.bringToFront();
  await newest().getByRole("img", { name: "Picture missing" }).waitFor();
  await newest().getByRole("button", { name: "Download" }).click();
  await panel
    .getByText("The stored picture of this result is missing. Press Run again to make a new one.")
    .waitFor();
  await newest().getByRole("button", { name: "Details" }).click();
  await panel.getByRole("region", { name: "Parameters" }).waitFor();
  await expect.poll(() => panel.getByRole("button", { name: "Slider" }).count()).toBe(0);
  await panel.getByRole("button", { name: "Back" }).click();
  await newest().getByRole("button", { name: "Select" }).click();
  await panel.getByRole("button", { name: "Select all 2" }).click();
  const { bytes } = await download(panel, () =>
    panel.getByRole("button", { name: "Download the selected" }).click(),
  );
  await panel.getByText("Pictures saved as a zip: 1. Without a picture, in the list only: 1.").waitFor();
  expect(Object.keys((await unzip(new Uint8Array(bytes))).entries)).toHaveLength(2);
  const options = await openOptions(browser);
  const before = await readTables(options);
  const backup = await backUp(options);
  await deleteEverything(options);
  expect(await restore(options, backup)).toBe("Results added: 2. Already here and left as they are: 0.");
  expect(withoutBooks(await readTables(options))).toEqual(withoutBooks(before));
  await options.close();
});

it("what is just being deleted comes back with a restore, and stays", async () => {
  const { panel, browser } = stage;
  const options = await openOptions(browser);
  const backup = await backUp(options);
  await panel.bringToFront();
  await newest().getByRole("button", { name: "Delete" }).click();
  await expect.poll(() => results(panel).count()).toBe(1);
  await options.bringToFront();
  expect(await restore(options, backup)).toBe("Results added: 1. Already here and left as they are: 1.");
  await panel.bringToFront();
  await panel.getByRole("button", { name: "Dismiss" }).click();
  await expect.poll(() => results(panel).count()).toBe(2);
  await browser.worker.evaluate(() => chrome.runtime.getPlatformInfo());
  expect((await readTables(options)).generations).toHaveLength(2);
});

it("a long history is known whole, and changes in it are; where it cannot be read, the panel says so", async () => {
  const { panel, browser } = stage;
  await panel.evaluate(addOlder, 1000);
  await panel.reload();
  await panel.bringToFront();
  // Beside what is seen it may be said once more, to who listens.
  await panel.getByText("1,002 results").first().waitFor();
  await panel.getByRole("searchbox").fill("older 1000");
  await expect.poll(() => results(panel).count()).toBe(1);
  await newest().getByRole("button", { name: "Delete" }).click();
  await panel.getByRole("main").getByText("Nothing holds").waitFor();
  await panel.getByRole("searchbox").fill("");
  await panel.getByText("1,001 results").first().waitFor();
  const without = await browser.context.newPage();
  await without.addInitScript(() => Reflect.deleteProperty(globalThis, "Worker"));
  await without.goto(panel.url());
  await without.getByRole("alert").getByText("Something happened that Refshot did not expect.").waitFor();
  await results(without).first().waitFor();
  await without.close();
});

/** Runs in the page: takes the bytes of one result out, as a damaged profile would. */
async function loseBytes(id: string): Promise<void> {
  const db = await new Promise<IDBDatabase>((resolve) => {
    const open = indexedDB.open("refshot");
    open.onsuccess = () => resolve(open.result);
  });
  const change = db.transaction(["pixels", "thumbnails"], "readwrite");
  for (const name of change.objectStoreNames) change.objectStore(name).delete(id);
  await new Promise((resolve) => {
    change.oncomplete = resolve;
  });
  db.close();
}
