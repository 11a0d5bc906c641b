import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { chooseFile, openStage, type Stage } from "./stage.ts";

const picture = (name: string) => new URL(`../pictures/${name}`, import.meta.url).pathname;

let stage: Stage;
let folder: string;
beforeAll(async () => {
  stage = await openStage();
  folder = await mkdtemp(join(tmpdir(), "refshot-pictures-"));
});
afterAll(async () => {
  await stage.close();
  await rm(folder, { recursive: true });
});

/** The face's original as its receipt has it. */
const original = () =>
  stage.popup.evaluate(
    () =>
      new Promise<{ format: string; width: number; height: number }>((resolve, reject) => {
        const opening = indexedDB.open("refshot");
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const db = opening.result;
          const store = db.transaction(["trays", "references"]).objectStore("trays").get("tray");
          store.onsuccess = () => {
            const reference = db.transaction("references").objectStore("references").get(store.result.face);
            reference.onsuccess = () => {
              db.close();
              resolve(reference.result.receipt.original);
            };
          };
        };
      }),
  );

describe("what the browser shows is a picture", () => {
  it.each([
    ["an EXIF header without entries", "exif-empty.jpg", "jpg"],
    ["fill bytes between segments", "fill-bytes.jpg", "jpg"],
    ["an animated AVIF", "moving.avif", "avif"],
    ["a BMP of OS/2", "os2.bmp", "bmp"],
    ["an SVG file", "plain.svg", "svg"],
  ])("%s", async (_name, file, format) => {
    const { popup } = stage;
    const remove = popup.getByRole("button", { name: "Remove face reference" });
    if (await remove.isVisible()) await remove.click();
    await remove.waitFor({ state: "detached" });
    await chooseFile(popup, "Face", picture(file));
    expect((await original()).format).toBe(format);
  });
});

describe("what would fill the memory is refused before it is decoded", () => {
  /** A real picture of 196 megapixels (0.8 GB decoded) that says in a comment that it is a small one. */
  async function liar(): Promise<string> {
    const options = { limitInputPixels: false };
    const create = { width: 14_000, height: 14_000, channels: 3 as const, background: "teal" };
    const jpeg = await sharp({ ...options, create })
      .jpeg({ quality: 10 })
      .toBuffer();
    const frame = [0xff, 0xc0, 0, 17, 8, 2, 0, 2, 0, 3, 1, 0x22, 0, 2, 0x11, 1, 3, 0x11, 1];
    const comment = Buffer.from([0xff, 0xfe, 0, 2 + frame.length, ...frame]);
    const file = join(folder, "liar.jpg");
    await writeFile(file, Buffer.concat([jpeg.subarray(0, 2), comment, jpeg.subarray(2)]));
    return file;
  }

  it("a JPEG with a false frame header", async () => {
    const { popup } = stage;
    await popup.bringToFront();
    const slot = popup.getByRole("group", { name: "Background", exact: true });
    await slot
      .locator("input[type=file]")
      .first()
      .setInputFiles(await liar());
    await popup
      .getByRole("status")
      .filter({ hasText: /too large/i })
      .waitFor();
    expect(await slot.getByRole("img").count()).toBe(0);
  });
});
