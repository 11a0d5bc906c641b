import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { badRows } from "../torture/bad-rows.ts";
import { openTorture, type TortureStage, tryBad, tryRow } from "../torture/case.ts";
import { menuRows } from "../torture/menu-rows.ts";
import { pickerRows } from "../torture/picker-rows.ts";
import { makePictures } from "../torture/pictures.ts";
import { openSites, type Sites } from "../torture/sites.ts";
import { type Desktop, openDesktop } from "./desktop.ts";
import { needDesktop } from "./need-desktop.ts";

const desktop: Desktop | undefined = await openDesktop();

/** A short part of the torture set, one row per rung; `npm run test:capture` takes all of it. */
const rows = [...menuRows, ...pickerRows].filter(({ name }) =>
  [
    "other host without CORS",
    "members only, by cookie",
    "srcset by width",
    "image under an overlay",
    "picker by keyboard: the second picture",
  ].includes(name),
);
const refused = badRows.filter(({ name }) =>
  ["48 KB PNG of 20000×20000", "public page, loopback address"].includes(name),
);

describe("pictures that a person can see", () => {
  needDesktop(desktop);
  let sites: Sites;
  let stage: TortureStage;
  beforeAll(async () => {
    if (!desktop) return;
    // What these rows show, and no more: to make all of them takes seconds.
    const pictures = await makePictures(["large", "medium", "small", "cup", "bomb"]);
    sites = await openSites(pictures);
    stage = await openTorture(sites, pictures, desktop);
  });
  afterAll(async () => {
    await stage?.browser.close();
    sites?.close();
    desktop?.close();
  });

  it("asks for nothing at install but fal's hosts", async () => {
    const { origins } = await stage.own.evaluate(() => chrome.permissions.getAll());
    expect(origins?.toSorted()).toEqual([
      "https://*.fal.media/*",
      "https://api.fal.ai/*",
      "https://queue.fal.run/*",
    ]);
  });

  it.each(rows)("$name", async (row) =>
    expect(await tryRow(stage, row, false)).toMatchObject({ pass: true }),
  );

  it.each(refused)("refused: $name", async (row) =>
    expect(await tryBad(stage, row)).toMatchObject({ pass: true }),
  );

  it("Esc leaves the picker, and nothing stays behind in the page", async () => {
    const page = await stage.browser.context.newPage();
    sites.pages.set("/leave", `<p id="empty" style="height:60px"></p><img src="/small.jpg">`);
    await page.goto("http://shop.example/leave");
    const html = () => page.evaluate(() => document.documentElement.outerHTML);
    const before = await html();
    await stage.person.openPicker(page);
    await page.keyboard.press("Tab");
    await page.keyboard.press("Escape");
    await expect.poll(html).toBe(before);
    expect(await page.evaluate(() => document.activeElement === document.body)).toBe(true);
    expect(await stage.person.badge()).toBe("");
  });
});
