import sharp from "sharp";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import {
  chooseFile,
  generate,
  inOneMoment,
  openStage,
  photo,
  readLog,
  removeReference,
  results,
  type Stage,
  submits,
  waitForPictures,
} from "./stage.ts";

/** Mean difference per channel (0 to 255) between two pictures, at 48×48. */
async function difference(a: Buffer | string, b: Buffer | string): Promise<number> {
  const [one, other] = await Promise.all(
    [a, b].map((picture) => sharp(picture).removeAlpha().resize(48, 48, { fit: "fill" }).raw().toBuffer()),
  );
  return one!.reduce((sum, value, i) => sum + Math.abs(value - other![i]!), 0) / one!.length;
}

const pictureOf = (dataUrl: unknown) => Buffer.from(String(dataUrl).split(",")[1]!, "base64");

describe("the main job", () => {
  let stage: Stage;
  /** What the worker prints, without the times. */
  const printed: string[] = [];
  beforeAll(async () => {
    stage = await openStage({ sandbox: { flux11: "offered" } });
    stage.browser.worker.on("console", (message) => {
      printed.push(message.text().replace(/^[\d:.]{12} /, ""));
    });
  });
  afterAll(() => stage.close());
  beforeEach(() => {
    stage.sandbox.record.length = 0;
  });

  it("text-to-image: the exact body, and the log in order", async () => {
    const { popup, panel, sandbox } = stage;
    await generate(popup, "A lighthouse in fog", 2);
    await waitForPictures(panel, "A lighthouse in fog", 2);
    const sent = submits(sandbox);
    expect(sent.map(({ endpoint }) => endpoint)).toEqual(Array(2).fill("fal-ai/flux/schnell"));
    for (const { body } of sent)
      expect(body).toEqual({ prompt: "A lighthouse in fog", num_inference_steps: 7, guidance_scale: 3.5 });
    const log = await readLog(panel, 1);
    expect(log.slice(0, 9)).toEqual([
      "No reference: text-to-image mode",
      "Generating with fal-ai/flux/schnell (text-to-image mode)",
      "Final prompt sent to fal.ai:",
      "  Model: fal-ai/flux/schnell",
      "  Mode: text-to-image",
      "  Steps: 7, CFG: 3.5",
      "  Prompt: A lighthouse in fog",
      "  Init image: NO",
      "Sending text-to-image request to fal for image 2/2",
    ]);
    expect(log.at(-1)).toMatch(/^Picture stored \(1024×768 pixels/);
  });

  it("image-to-image: the photo's own pixels, exactly these fields", async () => {
    const { popup, panel, sandbox } = stage;
    await chooseFile(popup, "Background", photo("background"));
    await chooseFile(popup, "Product", photo("product"));
    await chooseFile(popup, "Face", photo("face"));
    await generate(popup, "A woman model in a linen jacket", 1);
    await waitForPictures(panel, "A woman model in a linen jacket");
    const [sent, ...more] = submits(sandbox);
    expect(more).toEqual([]);
    expect(sent?.endpoint).toBe("fal-ai/flux-1.1/image-to-image");
    const { image, ...rest } = sent!.body;
    expect(rest).toEqual({
      prompt: "A woman model in a linen jacket",
      num_inference_steps: 7,
      guidance_scale: 3.5,
      strength: 0.65,
    });
    const jpeg = pictureOf(image);
    const facts = await sharp(jpeg).metadata();
    expect(facts).toMatchObject({ format: "jpeg", width: 512, height: 512 });
    expect(facts.exif).toBeUndefined();
    expect(await difference(jpeg, photo("face"))).toBeLessThan(2);

    const log = await readLog(panel);
    expect(log.slice(0, 13)).toEqual([
      "Using face reference as init image",
      `Image-to-image mode: init image provided (length: ${String(image).length} characters)`,
      "No vision step: the model sees the picture itself",
      "The prompt is used together with the init image",
      "Generating with fal-ai/flux-1.1/image-to-image (image-to-image mode)",
      "Final prompt sent to fal.ai:",
      "  Model: fal-ai/flux-1.1/image-to-image",
      "  Mode: image-to-image",
      "  Steps: 7, CFG: 3.5",
      "  Strength: 0.65",
      "  Prompt: A woman model in a linen jacket",
      "  Init image: YES",
      "Sending image-to-image request to fal for image 1/1",
    ]);
    // The console tells the same: `npm start` shows nothing else.
    const told = () => printed.slice(printed.indexOf(log[0] ?? "")).filter((line) => log.includes(line));
    await expect.poll(told).toEqual(log);
  });

  it("without the face the first product is sent, then the background", async () => {
    const { popup, panel, sandbox } = stage;
    await removeReference(popup, "face reference");
    await generate(popup, "A cup on marble");
    await waitForPictures(panel, "A cup on marble");
    await removeReference(popup, "product reference 1");
    await generate(popup, "Mountains at dawn");
    await expect.poll(() => submits(sandbox).length).toBe(2);
    await waitForPictures(panel, "Mountains at dawn");
    const [cup, mountains] = submits(sandbox).map(({ body }) => pictureOf(body.image));
    expect(await sharp(cup).metadata()).toMatchObject({ width: 592, height: 400 });
    expect(await difference(cup!, photo("product"))).toBeLessThan(4);
    expect(await sharp(mountains).metadata()).toMatchObject({ width: 1024, height: 480 });
    expect(await difference(mountains!, photo("background"))).toBeLessThan(4);
    expect(await readLog(panel, 0)).toContain("Using background reference as init image");
    expect(await readLog(panel, 1)).toContain("Using product reference 1 as init image");
  });

  it("two presses in a row are one batch", async () => {
    const { popup, panel, sandbox } = stage;
    await popup.getByRole("textbox", { name: "Prompt" }).fill("Pressed twice");
    await inOneMoment(stage, async () => {
      await popup.getByRole("button", { name: "Generate", exact: true }).dblclick();
      await waitForPictures(panel, "Pressed twice");
    });
    expect(submits(sandbox)).toHaveLength(1);
  });

  it("what leaves is small, and nothing but fal and the proxy is asked", async () => {
    const { popup, panel, sandbox } = stage;
    const noise = await sharp({
      create: {
        width: 4000,
        height: 3000,
        channels: 3,
        background: "#888",
        noise: { type: "gaussian", mean: 128, sigma: 60 },
      },
    })
      .jpeg({ quality: 90 })
      .withExif({ IFD0: { Copyright: "canary" } })
      .withMetadata({ orientation: 6 })
      .toBuffer();
    const slot = popup.getByRole("group", { name: "Face", exact: true });
    await slot
      .locator("input[type=file]")
      .first()
      .setInputFiles({ name: "big.jpg", mimeType: "image/jpeg", buffer: noise });
    await slot.getByRole("img").waitFor();
    await generate(popup, "Twelve megapixels");
    await waitForPictures(panel, "Twelve megapixels");
    const image = String(submits(sandbox)[0]?.body.image);
    expect(image.length).toBeLessThanOrEqual(600_000);
    const { width, height, exif } = await sharp(pictureOf(image)).metadata();
    // Orientation 6 stands upright: taller than wide.
    expect({ width, height, exif }).toEqual({ width: 880, height: 1168, exif: undefined });
    expect(sandbox.record.every(({ authorization }) => authorization === null)).toBe(true);
  });

  it("the draft survives closing the popup", async () => {
    const { popup, browser } = stage;
    await popup.getByRole("textbox", { name: "Prompt" }).fill("Half a thought");
    await popup.getByRole("spinbutton", { name: "Images" }).fill("3");
    await popup.close();
    stage.popup = await browser.open("popup.html");
    await expect
      .poll(() => stage.popup.getByRole("textbox", { name: "Prompt" }).inputValue())
      .toBe("Half a thought");
    expect(await stage.popup.getByRole("spinbutton", { name: "Images" }).inputValue()).toBe("3");
  });

  it("history: search, delete, undo, run again, use as reference", async () => {
    const { panel, popup, sandbox } = stage;
    await panel.getByRole("searchbox", { name: "Search results" }).fill("lighthouse");
    await expect.poll(() => results(panel).count()).toBe(2);
    await results(panel).first().getByRole("button", { name: "Delete" }).click();
    await expect.poll(() => results(panel).count()).toBe(1);
    await panel.getByRole("button", { name: "Undo" }).click();
    await expect.poll(() => results(panel).count()).toBe(2);
    await results(panel).first().getByRole("button", { name: "Run again" }).click();
    await waitForPictures(panel, "lighthouse", 3);
    expect(submits(sandbox).map(({ body }) => body.prompt)).toEqual(["A lighthouse in fog"]);
    await results(panel).first().getByRole("button", { name: "Use as reference" }).click();
    await panel.getByRole("menuitem", { name: "Product" }).click();
    await popup.getByRole("button", { name: "Remove product reference 1" }).waitFor();
  });

  it("History in the popup opens the side panel, and the shortcut is there to be changed", async () => {
    const { popup, browser } = stage;
    await popup.bringToFront();
    await popup.getByRole("button", { name: "History" }).click();
    const panels = () =>
      browser.worker.evaluate(() => chrome.runtime.getContexts({ contextTypes: ["SIDE_PANEL"] as never }));
    await expect.poll(async () => (await panels()).length).toBe(1);
    expect(await browser.worker.evaluate(() => chrome.commands.getAll())).toMatchObject([
      { name: "_execute_action", shortcut: "Alt+Shift+F" },
    ]);
  });
});
