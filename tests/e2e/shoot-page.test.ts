import { readFile } from "node:fs/promises";
import type { Locator, Page } from "playwright-core";
import sharp from "sharp";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { openStage, photo, results, type Stage, submits } from "./stage.ts";

let stage: Stage;
let page: Page;
beforeAll(async () => {
  stage = await openStage({ sandbox: { queueMs: 20, runMs: 20, concurrency: 4, flux11: "offered" } });
  page = await stage.browser.open("shoot.html");
  await page.setViewportSize({ width: 1280, height: 900 });
});
afterAll(() => stage?.close());
beforeEach(() => page.bringToFront());

const products = () => page.getByRole("list", { name: "Products" }).getByRole("listitem");
const looks = () => page.getByRole("list", { name: "Looks" }).getByRole("listitem");
const cells = (words: RegExp) =>
  page.getByRole("grid", { name: "Matrix" }).getByRole("gridcell").filter({ hasText: words });
const button = (name: string) => page.getByRole("button", { name, exact: true });
const note = (name: string) => page.getByRole("note", { name });
const isOff = (which: Locator) => which.getAttribute("aria-disabled");

/** So many pictures of a product, each in a colour of its own. */
async function pictures(count: number) {
  const cup = await readFile(photo("product"));
  const paint = async (i: number) => ({
    name: `cup-${i + 1}.jpg`,
    mimeType: "image/jpeg",
    buffer: await sharp(cup)
      .resize(512)
      .modulate({ hue: (i * 360) / count })
      .jpeg()
      .toBuffer(),
  });
  return Promise.all(Array.from({ length: count }, (_, i) => paint(i)));
}

async function addPictures(count: number): Promise<void> {
  await page.getByLabel("Add product pictures").setInputFiles(await pictures(count));
  await expect.poll(() => products().count()).toBe(count);
}

async function addLook(prompt: string): Promise<void> {
  const before = await looks().count();
  await button("Add a look").click();
  await looks().nth(before).getByRole("textbox", { name: "Prompt" }).fill(prompt);
}

describe("a shoot", () => {
  it("of twelve products in one look takes at most eighteen actions, and every cell gets its picture", async () => {
    let actions = 0;
    const act = async (does: Promise<unknown>) => {
      actions++;
      await does;
    };
    const files = await pictures(12);
    const choosing = page.waitForEvent("filechooser");
    await act(page.getByText("Add product pictures").click());
    await act((await choosing).setFiles(files));
    await expect.poll(() => products().count()).toBe(12);
    await act(button("Paste SKUs").click());
    const column = files.map((_, i) => `CUP-${i + 1}`).join("\r\n");
    await act(page.getByRole("dialog").getByRole("textbox").fill(column));
    await act(page.getByRole("dialog").getByRole("button", { name: "Fill in" }).click());
    await expect
      .poll(() => products().nth(11).getByRole("textbox", { name: "SKU" }).inputValue())
      .toBe("CUP-12");
    await act(button("Add a look").click());
    const look = looks().first();
    await act(look.getByRole("textbox", { name: "Prompt" }).fill("{product} at the counter"));
    await act(look.getByRole("button", { name: "Choose face" }).click());
    await act(page.getByRole("dialog").getByLabel("Face picture").setInputFiles(photo("face")));
    await page.getByRole("dialog").waitFor({ state: "detached" });
    await act(look.getByRole("radio", { name: "Combine all" }).check());
    await expect.poll(() => note("Pictures").innerText()).toBe("12 pictures");
    await expect.poll(() => note("Estimated cost").innerText()).toMatch(/^≈ \$0\.\d\d$/);
    await page.getByText("fits 12 of 12").waitFor();
    await act(button("Start").click());
    await expect.poll(() => cells(/^Done/).count(), { timeout: 200_000 }).toBe(12);
    await expect.poll(() => cells(/Done/).locator("img").count()).toBe(12);
    await page.getByRole("status").filter({ hasText: "All pictures are made." }).waitFor();
    expect(actions).toBeLessThanOrEqual(18);
    const sent = submits(stage.sandbox).map(({ body }) => body);
    expect(sent).toHaveLength(12);
    expect(sent.every(({ image_urls }) => (image_urls as string[]).length === 2)).toBe(true);
    expect(new Set(sent.map(({ prompt }) => prompt)).size).toBe(12);
  });

  it("of three products in two looks leaves out what is skipped, holds at Pause and goes on at Resume", async () => {
    const { sandbox } = stage;
    await button("New shoot").click();
    await addPictures(3);
    await addLook("on marble");
    await addLook("on white");
    await expect.poll(() => note("Pictures").innerText()).toBe("6 pictures");
    const row = page.getByRole("row").nth(2);
    await row.getByRole("gridcell").nth(1).getByRole("checkbox", { name: "Make" }).uncheck();
    await expect.poll(() => note("Pictures").innerText()).toBe("5 pictures");
    expect(await cells(/Skipped/).count()).toBe(1);
    const before = submits(sandbox).length;
    sandbox.behave({ concurrency: 0 });
    await button("Start").click();
    await expect.poll(() => cells(/Running/).count()).toBe(4);
    await button("Pause").click();
    await page.getByRole("status").filter({ hasText: "Paused" }).waitFor();
    sandbox.behave({ concurrency: 4 });
    // What fal has accepted is finished; the fifth is not sent.
    await expect.poll(() => cells(/Done/).count()).toBe(4);
    expect(submits(sandbox)).toHaveLength(before + 4);
    await expect.poll(() => note("Pictures").innerText()).toBe("1 of 5 pictures to make");
    await button("Resume").click();
    await expect.poll(() => cells(/Done/).count()).toBe(5);
    expect(submits(sandbox)).toHaveLength(before + 5);
    expect(await isOff(button("Start"))).toBe("true");
  });

  it("pauses once with the sentence of an empty account; cells that failed by themselves are tried again", async () => {
    const { sandbox } = stage;
    await button("New shoot").click();
    await addPictures(3);
    await addLook("on a beach");
    await expect.poll(() => note("Pictures").innerText()).toBe("3 pictures");
    sandbox.behave({ locked: true });
    await button("Start").click();
    const status = page.getByRole("status");
    await status.getByText("Paused").waitFor();
    await status.getByRole("link", { name: "Top up" }).waitFor();
    // What was sent beside the first has its refusal, too: one that came after Resume would pause it again.
    await expect.poll(() => cells(/Running/).count()).toBe(0);
    expect(await cells(/Failed/).count()).toBe(0);
    sandbox.behave({
      locked: false,
      refuse: { at: "result", status: 422, body: { detail: "no" }, times: 1 },
    });
    await button("Resume").click();
    await expect.poll(() => cells(/Done/).count()).toBe(2);
    await expect.poll(() => cells(/Failed/).count()).toBe(1);
    await button("Retry what failed").click();
    await expect.poll(() => cells(/Done/).count()).toBe(3);
  });
});

describe("planning", () => {
  it("fills SKUs downwards from where a column is pasted, also of 10,000 lines, and tells of one twice", async () => {
    await button("New shoot").click();
    await addPictures(3);
    const sku = (at: number) => products().nth(at).getByRole("textbox", { name: "SKU" });
    const paste = (at: number, words: string) =>
      sku(at).evaluate((field, words) => {
        const clipboardData = new DataTransfer();
        clipboardData.setData("text/plain", words);
        field.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
      }, words);
    await paste(1, Array.from({ length: 10_000 }, (_, i) => `SKU-${i}`).join("\n"));
    await expect
      .poll(() => Promise.all([0, 1, 2].map((at) => sku(at).inputValue())))
      .toEqual(["", "SKU-0", "SKU-1"]);
    await sku(0).fill("sku-1");
    await expect.poll(() => page.getByText("SKU used twice").count()).toBe(2);
  });

  it("takes names as text, from right to left too, and keeps them", async () => {
    const name = products().first().getByRole("textbox", { name: "Product name" });
    await name.fill("<img src=x onerror=alert(1)> فنجان");
    await addLook("{product} <b>big</b>");
    const other = await stage.browser.open(`shoot.html${new URL(page.url()).hash}`);
    const field = (of: string) => other.getByRole("textbox", { name: of }).first();
    await expect.poll(() => field("Prompt").inputValue()).toBe("{product} <b>big</b>");
    await expect.poll(() => field("Product name").inputValue()).toBe("<img src=x onerror=alert(1)> فنجان");
    expect(await other.locator("img[src=x]").count()).toBe(0);
    await other.close();
    await page.bringToFront();
  });

  it("what FLUX sees is stored once a press, and does not go back, however fast the presses come", async () => {
    const group = looks().first().getByRole("radiogroup", { name: "What FLUX sees" });
    const presses = 24;
    const backs = await group.evaluate(pressInTurn, presses);
    expect(backs).toBe(0);
    const stored = () => page.evaluate(() => (globalThis as { shootsStored?: number }).shootsStored);
    await expect.poll(stored).toBe(presses);
    expect(await group.getByRole("radio", { name: "Restyle one" }).isChecked()).toBe(true);
    await group.getByRole("radio", { name: "Restyle one" }).press("ArrowRight");
    await expect.poll(stored).toBe(presses + 1);
    // What is chosen already is no change.
    await group.getByRole("radio", { name: "Combine all" }).click();
    await group.getByRole("radio", { name: "Restyle one" }).click();
    await expect.poll(stored).toBe(presses + 2);
  });

  it("the matrix goes by arrows; rows and columns are left out as a whole", async () => {
    await addLook("on stone");
    await page.getByRole("columnheader", { name: /Look 2/ }).waitFor();
    const make = (row: number, column: number) =>
      page
        .getByRole("row")
        .nth(row)
        .getByRole("gridcell")
        .nth(column)
        .getByRole("checkbox", { name: "Make" });
    await make(1, 0).focus();
    for (const key of ["ArrowDown", "ArrowRight", "Space"]) await page.keyboard.press(key);
    await expect.poll(() => make(2, 1).isChecked()).toBe(false);
    await page.keyboard.press("Home");
    await page.keyboard.press("Enter");
    await expect.poll(() => cells(/Skipped/).count()).toBe(2);
    await page.keyboard.press("Control+Home");
    await page.keyboard.press("Enter");
    await expect.poll(() => cells(/Skipped/).count()).toBe(4);
    expect(await page.evaluate(() => document.querySelectorAll('[role=grid] [tabindex="0"]').length)).toBe(1);
  });

  it("a product is removed, a file that is no picture is named, the same picture is one product", async () => {
    await products().last().getByRole("button", { name: "Remove product" }).click();
    await expect.poll(() => products().count()).toBe(2);
    const [first] = await pictures(3);
    await page
      .getByLabel("Add product pictures")
      .setInputFiles([
        first!,
        { name: "notes.jpg", mimeType: "image/jpeg", buffer: Buffer.from("no picture") },
      ]);
    await page.getByText("1 picture was there already.").waitFor();
    await page.getByText("notes.jpg").waitFor();
    expect(await products().count()).toBe(2);
  });

  it("a look without a prompt is told of before anything is sent", async () => {
    const before = submits(stage.sandbox).length;
    await button("Add a look").click();
    await expect.poll(() => looks().count()).toBe(3);
    await button("Start").click();
    await page.getByRole("status").getByText("has no prompt").waitFor();
    expect(submits(stage.sandbox)).toHaveLength(before);
  });

  it("a look is kept for other shoots, and one is made from the tray in one press", async () => {
    await looks().first().getByRole("button", { name: "Keep this look for other shoots" }).click();
    await button("New shoot").click();
    await expect.poll(() => looks().count()).toBe(0);
    await button("Saved looks").click();
    await page
      .getByRole("dialog")
      .getByRole("button", { name: /^Look 1/ })
      .click();
    await expect
      .poll(() => looks().first().getByRole("textbox", { name: "Prompt" }).inputValue())
      .toBe("{product} <b>big</b>");
    await button("Look from the tray").click();
    await expect.poll(() => looks().count()).toBe(2);
  });
});

describe("several shoots", () => {
  it("are renamed, chosen, listed in the panel, found in the history, and deleted after a question", async () => {
    const { panel, popup } = stage;
    await page.getByRole("textbox", { name: "Shoot name" }).fill("Autumn cups");
    await page.getByRole("combobox", { name: "Other shoots" }).selectOption({ label: "Shoot 1" });
    await expect.poll(() => products().count()).toBe(12);
    await panel.bringToFront();
    await panel.getByRole("list", { name: "Shoots" }).getByRole("link", { name: "Autumn cups" }).waitFor();
    await panel.getByRole("button", { name: "Filters" }).click();
    await panel.getByRole("combobox", { name: "Shoot" }).selectOption({ label: "Shoot 2" });
    await panel.keyboard.press("Escape");
    await expect.poll(() => results(panel).count()).toBe(5);
    await popup.bringToFront();
    // The page that is open already comes to the front.
    const tabs = stage.browser.context.pages().length;
    await popup.getByRole("button", { name: "Shoot", exact: true }).click();
    await expect.poll(() => page.evaluate(() => document.visibilityState)).toBe("visible");
    expect(stage.browser.context.pages()).toHaveLength(tabs);
    await page.getByRole("combobox", { name: "Other shoots" }).selectOption({ label: "Autumn cups" });
    await expect.poll(() => looks().count()).toBe(2);
    await button("Delete this shoot").click();
    await page.getByRole("alertdialog").getByRole("button", { name: "Delete", exact: true }).click();
    await expect.poll(() => page.getByRole("option", { name: "Autumn cups" }).count()).toBe(0);
  });
});

/**
 * Runs in the page: presses the radios in turn, a few frames apart, and gives in how many frames the one that was
 * pressed last was not the chosen one. From now on counts how often a shoot is stored.
 */
async function pressInTurn(group: Element, presses: number): Promise<number> {
  const counted = globalThis as { shootsStored?: number };
  const put = IDBObjectStore.prototype.put;
  counted.shootsStored = 0;
  IDBObjectStore.prototype.put = function (...row) {
    if (this.name === "shoots") counted.shootsStored = (counted.shootsStored ?? 0) + 1;
    return put.apply(this, row);
  };
  const [restyle, combine] = group.querySelectorAll("input");
  let backs = 0;
  for (let press = 0; press < presses; press++) {
    const pressed = press % 2 ? restyle : combine;
    pressed?.click();
    // So that each press comes at another moment of what the one before began.
    for (let frame = 0; frame <= press % 4; frame++) {
      await new Promise(requestAnimationFrame);
      if (!pressed?.checked) backs++;
    }
  }
  return backs;
}
