import { readFile } from "node:fs/promises";
import type { Page } from "playwright-core";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { lookWithAxe } from "./axe.ts";
import { openStage, photo, results, type Stage, submits, waitForPictures } from "./stage.ts";

let stage: Stage;
let page: Page;
const made = 5;

beforeAll(async () => {
  // The pictures come back as they were sent: what stands out among them is then known.
  stage = await openStage({ sandbox: { queueMs: 20, runMs: 20, concurrency: 4, paints: false } });
  page = await stage.browser.open("shoot.html");
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.getByLabel("Add product pictures").setInputFiles(await cups());
  await button("Add a look").click();
  const look = page.getByRole("list", { name: "Looks" }).getByRole("listitem").first();
  await look.getByRole("textbox", { name: "Look name" }).fill("White");
  await look.getByRole("textbox", { name: "Prompt" }).fill("{product} on white");
  await page
    .getByRole("note", { name: "Pictures" })
    .filter({ hasText: `${made} pictures` })
    .waitFor();
  await button("Start").click();
});
afterAll(() => stage?.close());

const button = (name: string | RegExp) => page.getByRole("button", { name, exact: true });
const cells = (words: RegExp) =>
  page.getByRole("grid", { name: "Matrix" }).getByRole("gridcell").filter({ hasText: words }).count();
const review = () => page.getByRole("dialog", { name: /^Review of/ });
const left = (words: string) => review().getByText(words, { exact: true }).waitFor();
const place = () => review().getByRole("heading").last().innerText();

/** Four cups that differ a little, and one that is much darker. */
async function cups() {
  const cup = await readFile(photo("product"));
  const paint = async (i: number) => ({
    name: `cup-${i + 1}.jpg`,
    mimeType: "image/jpeg",
    buffer: await sharp(cup)
      .modulate({ brightness: i === 2 ? 0.45 : 1 + i / 100, hue: i * 3 })
      .jpeg()
      .toBuffer(),
  });
  return Promise.all(Array.from({ length: made }, (_, i) => paint(i)));
}

async function isAccessible(state: string): Promise<void> {
  for (const width of [1280, 640])
    for (const scheme of ["light", "dark"] as const) {
      await page.setViewportSize({ width, height: 700 });
      const { faults, passed } = await lookWithAxe(page, state, scheme);
      expect(passed).toBeGreaterThan(10);
      expect(faults).toEqual([]);
    }
  await page.setViewportSize({ width: 1280, height: 900 });
}

describe("the review of a shoot", () => {
  it("shows a picture large beside its product, in the order of the matrix, and says what is left", async () => {
    await expect.poll(() => cells(/^Done/)).toBe(made);
    await button("Review").click();
    await left("5 of 5 left");
    const used = review().getByRole("list", { name: "References used" }).getByRole("img");
    await used.first().waitFor();
    expect(await used.count()).toBe(1);
    expect(await place()).toContain("White");
    await review()
      .getByRole("img", { name: await place() })
      .waitFor();
    const keys = await Promise.all(
      ["Accept", "Reject", "Redo"].map((name) => button(name).getAttribute("aria-keyshortcuts")),
    );
    expect(keys).toEqual(["A", "R", "D"]);
    await isAccessible("review");
  });

  it("takes one key for a picture and goes on; a held key is one word", async () => {
    const first = await place();
    await page.keyboard.down("a");
    await left("4 of 5 left");
    const second = await place();
    expect(second).not.toBe(first);
    // The same key, not let go: it repeats.
    await page.keyboard.down("a");
    await page.keyboard.up("a");
    expect(await place()).toBe(second);
    await page.keyboard.press("r");
    await left("3 of 5 left");
    await review().getByRole("status").filter({ hasText: "Rejected. 3 of 5 left." }).waitFor();
    await page.keyboard.press("ArrowLeft");
    await expect.poll(place).toBe(second);
    await expect.poll(() => button("Reject").getAttribute("aria-pressed")).toBe("true");
    await page.keyboard.press("A");
    await review().getByText("2 accepted", { exact: true }).waitFor();
    await left("3 of 5 left");
  });

  it("asks before it pays for one more, with the same prompt or another, and keeps the old one in history", async () => {
    const { sandbox, panel } = stage;
    const before = submits(sandbox).length;
    const redone = await place();
    await page.keyboard.press("d");
    const prompt = review().getByRole("textbox", { name: "Prompt" });
    await expect.poll(() => prompt.evaluate((field) => field === document.activeElement)).toBe(true);
    await review().getByRole("note", { name: "Price of one more" }).waitFor();
    await page.keyboard.press("Escape");
    await prompt.waitFor({ state: "detached" });
    await expect.poll(() => button("Redo").evaluate((one) => one === document.activeElement)).toBe(true);
    await button("Redo").click();
    await prompt.fill("a cup on marble");
    await button("Redo").click();
    await expect.poll(() => submits(sandbox).length).toBe(before + 1);
    expect(submits(sandbox).at(-1)?.body.prompt).toBe("a cup on marble");
    await expect.poll(place).not.toBe(redone);
    await panel.bringToFront();
    await waitForPictures(panel, "a cup on marble");
    expect(await results(panel).count()).toBe(made + 1);
    await page.bringToFront();
    // It comes back in its place when it is made.
    await left("3 of 5 left");
  });

  it("comes to an end, and marks what stands out among the accepted pictures of a look, as a measurement", async () => {
    for (const words of ["2 of 5 left", "1 of 5 left", "0 of 5 left"]) {
      await page.keyboard.press("a");
      await left(words);
    }
    await review().getByRole("heading", { name: "Nothing is left to review." }).waitFor();
    await review().getByRole("button", { name: "Side by side" }).last().click();
    const board = review().getByRole("list", { name: "Accepted pictures" });
    await expect.poll(() => board.getByRole("button").count()).toBe(made);
    const marks = board.getByRole("list", { name: "What stands out" });
    const dark = board
      .getByRole("listitem")
      .filter({ has: page.getByRole("button", { name: "Review Product 3" }) });
    await dark.getByText(/^Brightness \d+% below the others$/).waitFor();
    await isAccessible("consistency");
    await review().getByRole("switch", { name: "Mark what stands out" }).uncheck();
    await expect.poll(() => marks.count()).toBe(0);
    await board.getByRole("button").first().click();
    await review().getByRole("heading", { name: /White/ }).waitFor();
    await page.keyboard.press("Escape");
    await expect.poll(() => button("Review").evaluate((one) => one === document.activeElement)).toBe(true);
    await page.reload();
    await button("Review").click();
    await left("0 of 5 left");
    await review().getByRole("button", { name: "Side by side" }).first().click();
    await expect.poll(() => board.getByRole("button").count()).toBe(made);
    expect(await review().getByRole("switch").isChecked()).toBe(false);
  });
});
