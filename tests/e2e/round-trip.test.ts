import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import sharp from "sharp";
import { unzip } from "unzipit";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { backUp, deleteEverything, download, openOptions, restore } from "./backup-steps.ts";
import {
  chooseFile,
  generate,
  openStage,
  photo,
  removeReference,
  results,
  type Stage,
  waitForPictures,
} from "./stage.ts";
import { readStored, readTables, withoutBooks } from "./tables.ts";

const arabic = "فنجان قهوة ☕️ على الرخام 👩🏽‍🎨";
const withPhotos = "A linen bag on marble, <b>morning</b> light";
let stage: Stage;

/** Two pictures with photos, one with words alone, a note, a favourite and a saved prompt. */
async function workALittle({ popup, panel }: Stage): Promise<void> {
  await chooseFile(popup, "Product", photo("product"));
  await chooseFile(popup, "Background", photo("background"));
  await generate(popup, withPhotos, 2);
  await waitForPictures(panel, withPhotos, 2);
  await popup.bringToFront();
  await removeReference(popup, "product reference 1");
  await removeReference(popup, "background reference");
  await generate(popup, arabic);
  await waitForPictures(panel, arabic);
  await chooseFile(popup, "Face", photo("face"));
  await popup.getByRole("button", { name: "Prompts" }).click();
  await popup.getByRole("button", { name: "Save what is written now" }).click();
  await popup.getByRole("textbox", { name: "Name" }).fill("Coffee");
  await popup.getByRole("button", { name: "Save", exact: true }).click();
  await popup.getByRole("button", { name: /^Coffee/ }).waitFor();
  await popup.keyboard.press("Escape");
  await panel.bringToFront();
  await makeFavourite(panel, 1);
  await writeNote(panel, 0, "for Ani, “final”");
}

/** Presses the star, and waits until it is stored. */
async function makeFavourite(panel: Page, index: number): Promise<void> {
  const star = results(panel).nth(index).getByRole("button", { name: "Favourite" });
  const before = await star.getAttribute("aria-pressed");
  await star.click();
  await expect.poll(() => star.getAttribute("aria-pressed")).not.toBe(before);
}

async function writeNote(panel: Page, index: number, words: string): Promise<void> {
  await panel.bringToFront();
  await results(panel).nth(index).getByRole("button", { name: "Details" }).click();
  await panel.getByRole("textbox", { name: "Note" }).fill(words);
  await panel.getByRole("button", { name: "Back" }).click();
  const notes = async () => (await readTables(panel)).generations?.map(({ note }) => note);
  await expect.poll(notes).toContain(words);
}

beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

describe("what is exported", () => {
  it("has something to export", () => workALittle(stage));

  it("one picture is saved byte for byte as fal gave it", async () => {
    const { panel, sandbox } = stage;
    await panel.bringToFront();
    const press = () => results(panel).first().getByRole("button", { name: "Download" }).click();
    const { name, bytes } = await download(panel, press);
    expect(name).toMatch(/^refshot-\d{4}-\d\d-\d\d-\d{4}-فنجان-قهوة-على-الرخام-1\.jpg$/);
    const given = sandbox.record.filter(({ route }) => route === "media").at(-1);
    const answer = await fetch(`${sandbox.url}${given!.path}`);
    expect(bytes.equals(Buffer.from(await answer.arrayBuffer()))).toBe(true);
  });

  it("many come as a zip: the same pixels, parameters in each file, and a list", async () => {
    const { panel } = stage;
    await results(panel).first().getByRole("button", { name: "Select" }).click();
    await panel.getByRole("button", { name: "Select all 3" }).click();
    const press = () => panel.getByRole("button", { name: "Download the selected" }).click();
    const { name, bytes } = await download(panel, press);
    expect(name).toMatch(/^refshot-.*\.zip$/);
    const { entries } = await unzip(new Uint8Array(bytes));
    const list = (await entries["results.json"]!.json()) as Record<string, string>[];
    expect(list.map(({ prompt }) => prompt)).toEqual([arabic, withPhotos, withPhotos]);
    expect(Object.keys(entries)).toHaveLength(4);
    for (const { file, id, prompt } of list) {
      const picture = Buffer.from(await entries[file!]!.arrayBuffer());
      expect(await pixelsOf(picture)).toEqual(await pixelsOf(await readStored(panel, id!)));
      const xmp = (await sharp(picture).metadata()).xmpAsString ?? "";
      expect(xmp).toContain("digitalsourcetype/trainedAlgorithmicMedia");
      expect(xmp).toContain(
        JSON.stringify(prompt).slice(1, -1).replaceAll("<", "&lt;").replaceAll(">", "&gt;"),
      );
    }
    await panel.getByRole("button", { name: "End selection" }).click();
    await drop(list.at(-1)!.file!, Buffer.from(await entries[list.at(-1)!.file!]!.arrayBuffer()));
  });

  it("such a file, dropped into the panel, brings back prompt and parameters", async () => {
    const { panel, popup } = stage;
    const told = panel.getByRole("dialog", { name: "How this picture was made" });
    await told.waitFor();
    const words = await told.innerText();
    for (const fact of [withPhotos, "image-to-image", "0.65", "3.5", "Product, Background"])
      expect(words).toContain(fact);
    await told.getByRole("button", { name: "Use this prompt" }).click();
    const prompt = popup.getByRole("textbox", { name: "Prompt" });
    await expect.poll(() => prompt.inputValue()).toBe(withPhotos);
  });

  it("a picture is copied to the clipboard, pixels and all", async () => {
    const { panel, browser } = stage;
    await browser.context.grantPermissions(["clipboard-read"]);
    await panel.bringToFront();
    const id = await results(panel).first().getAttribute("data-result");
    await results(panel).first().getByRole("button", { name: "Details" }).click();
    await panel.getByRole("button", { name: "More", exact: true }).click();
    await panel.getByRole("menuitem", { name: "Copy picture" }).click();
    await panel.getByText("The picture is on the clipboard.").waitFor();
    const copied = await panel.evaluate(async () => {
      const [item] = await navigator.clipboard.read();
      const png = await item?.getType("image/png");
      return Array.from(new Uint8Array((await png?.arrayBuffer()) ?? new ArrayBuffer(0)));
    });
    await panel.getByRole("button", { name: "Back" }).click();
    const [one, other] = [Buffer.from(copied), await readStored(panel, id!)];
    const { width, height } = await sharp(other).metadata();
    expect(await sharp(one).metadata()).toMatchObject({ format: "png", width, height });
    const [a, b] = await Promise.all([one, other].map(pixelsOf));
    const off = a!.reduce((sum, value, i) => sum + Math.abs(value - b![i]!), 0) / a!.length;
    expect(off).toBeLessThan(1);
  });

  it("any other file is told apart in a sentence", async () => {
    await drop("holiday.jpg", await sharp(photo("face")).jpeg().toBuffer());
    await stage.panel.getByText("This file does not say how it was made.").waitFor();
  });
});

it("all that is chosen is a favourite, is deleted, and comes back with one Undo, by keyboard", async () => {
  const { panel } = stage;
  await panel.bringToFront();
  await results(panel).first().locator("[data-opens-details]").focus();
  await panel.keyboard.press("Control+a");
  await panel.getByText("3 selected").waitFor();
  await panel.keyboard.press("f");
  await panel.getByText("Favourites added: 2.").waitFor();
  await panel.keyboard.press("Control+z");
  const favourites = panel.getByRole("button", { name: "Favourite", pressed: true });
  await expect.poll(() => favourites.count()).toBe(1);
  await panel.keyboard.press("Delete");
  await panel.getByText("3 results deleted.").waitFor();
  await expect.poll(() => results(panel).count()).toBe(0);
  await panel.keyboard.press("Control+z");
  await expect.poll(() => results(panel).count()).toBe(3);
});

const dropped: string[] = [];
afterAll(() => Promise.all(dropped.map((folder) => rm(folder, { recursive: true }))));

/** Drops a file on the panel as the system does. */
async function drop(name: string, bytes: Buffer): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "refshot-dropped-"));
  dropped.push(folder);
  const file = join(folder, name);
  await writeFile(file, bytes);
  const session = await stage.browser.context.newCDPSession(stage.panel);
  const data = { items: [], files: [file], dragOperationsMask: 1 };
  for (const type of ["dragEnter", "dragOver", "drop"] as const)
    await session.send("Input.dispatchDragEvent", { type, x: 200, y: 300, data });
  await session.detach();
}

const pixelsOf = (picture: Buffer) => sharp(picture).removeAlpha().raw().toBuffer();

describe("backup, wipe, restore", () => {
  let backup: Buffer;

  it("every byte of every table is as it was", async () => {
    const options = await openOptions(stage.browser);
    const before = await readTables(options);
    expect(before.generations).toHaveLength(3);
    expect(before.references).toHaveLength(3);
    expect(before.pixels).toHaveLength(6);
    backup = await backUp(options);
    await deleteEverything(options);
    const wiped = await readTables(options);
    expect(Object.values(withoutBooks(wiped)).every((rows) => rows.length === 0)).toBe(true);
    expect(await restore(options, backup)).toBe("Results added: 3. Already here and left as they are: 0.");
    expect(withoutBooks(await readTables(options))).toEqual(withoutBooks(before));
    await options.close();
    await stage.panel.bringToFront();
    await expect.poll(() => results(stage.panel).count()).toBe(3);
    await results(stage.panel).first().getByRole("img").waitFor();
  });

  it("once more adds nothing, and overwrites nothing", async () => {
    const { panel, sandbox } = stage;
    await writeNote(panel, 1, "written after the backup");
    await makeFavourite(panel, 1);
    const options = await openOptions(stage.browser);
    const before = await readTables(options);
    expect(before.generations?.map(({ note }) => note)).toContain("written after the backup");
    const asked = sandbox.record.length;
    expect(await restore(options, backup)).toBe("Results added: 0. Already here and left as they are: 3.");
    expect(await readTables(options)).toEqual(before);
    expect(sandbox.record.length).toBe(asked);
    await options.close();
  });
});
