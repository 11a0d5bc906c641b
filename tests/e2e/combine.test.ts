import { writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import sharp from "sharp";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Behaviour } from "../../sandbox/behaviour.ts";
import { setProxy } from "../../sandbox/browser.ts";
import {
  chooseFile,
  openStage,
  photo,
  readLog,
  removeReference,
  results,
  type Stage,
  submits,
  waitForPictures,
} from "./stage.ts";

const edit = "fal-ai/flux-2/edit";
const loraEdit = "fal-ai/flux-2/lora/edit";
const sentences =
  "Image 1 is the person: keep the face, hair and skin. Image 2 is the product: keep its shape, colours, logo and text. Image 3 is the place.";

/** One for all: each test goes on from the tray that the one before it leaves. */
let stage: Stage;
beforeAll(async () => {
  stage = await openStage({ sandbox: { flux11: "offered" } });
  await setAll();
});
afterAll(() => stage?.close());
beforeEach(() => {
  stage.sandbox.record.length = 0;
});

/** What the composer's press sends, with Combine all chosen; gives the code of a refusal. */
const combine = (prompt: string, wish: { images?: number; sentences?: boolean } = {}) =>
  stage.popup.evaluate(
    async (wish) => {
      const data = { press: crypto.randomUUID(), images: 1, combine: true, ...wish };
      const answer = await chrome.runtime.sendMessage({ id: 1, type: "generate", data, timestamp: 1 });
      return answer?.res?.failure?.code as string | undefined;
    },
    { prompt, ...wish },
  );

async function setAll(): Promise<void> {
  await chooseFile(stage.popup, "Background", photo("background"));
  await chooseFile(stage.popup, "Product", photo("product"));
  await chooseFile(stage.popup, "Face", photo("face"));
}

/** A picture file of this colour, or of noise, which no JPEG makes small. */
async function makeFile(name: string, background: string | undefined, side = 900): Promise<string> {
  const file = join(tmpdir(), `refshot-${process.pid}-${name}.png`);
  const noise = { type: "gaussian", mean: 128, sigma: 60 } as const;
  const create = { width: side, height: side, channels: 3 as const, background: background ?? "#888" };
  await writeFile(
    file,
    await sharp({ create: background ? create : { ...create, noise } })
      .png()
      .toBuffer(),
  );
  return file;
}

const bytesOf = (dataUrl: unknown) => Buffer.from(String(dataUrl).split(",")[1]!, "base64");
/** The colour of a few pixels there, each channel from 0 to 4. */
const colourOf = async (picture: Buffer, left: number, top: number) => {
  const area = { left, top, width: 1, height: 1 };
  return [...(await sharp(picture).extract(area).raw().toBuffer())].map((value) => Math.round(value / 64));
};

describe("Combine all", () => {
  it("sends every picture, in order, with exactly these fields, and says so in its log", async () => {
    await combine("She holds the cup");
    await waitForPictures(stage.panel, "She holds the cup");
    const [sent, ...more] = submits(stage.sandbox);
    expect(more).toEqual([]);
    const { image_urls, ...rest } = sent!.body;
    expect([sent!.endpoint, rest]).toEqual([
      edit,
      {
        prompt: `${sentences} She holds the cup`,
        image_size: { width: 1488, height: 704 },
        num_inference_steps: 7,
        guidance_scale: 3.5,
      },
    ]);
    const urls = image_urls as string[];
    const sizes = await Promise.all(urls.map(async (url) => sharp(bytesOf(url)).metadata()));
    expect(sizes.map(({ format, width, height }) => [format, width, height])).toEqual([
      ["jpeg", 512, 512],
      ["jpeg", 592, 400],
      ["jpeg", 1024, 480],
    ]);
    expect((await readLog(stage.panel)).slice(0, 13)).toEqual([
      "Combining 3 references: face, product 1, background",
      `Multi-reference mode: 3 images provided (lengths: ${urls.map(({ length }) => length).join(", ")} characters)`,
      "No vision step: the model sees the pictures themselves",
      "The prompt is used together with the images",
      `Generating with ${edit} (multi-reference mode)`,
      "Final prompt sent to fal.ai:",
      `  Model: ${edit}`,
      "  Mode: multi-reference",
      "  Steps: 7, CFG: 3.5",
      "  Size: 1488×704",
      `  Prompt: ${sentences} She holds the cup`,
      "  Images: 3 (face, product 1, background)",
      "Sending multi-reference request to fal for image 1/1",
    ]);
  });
});

it("a product's name is written under its slot, and goes into the prompt, the caption and the history's search", async () => {
  const { popup, panel, sandbox } = stage;
  const name = "Merah <b>cup</b>";
  await popup.bringToFront();
  await popup.getByRole("textbox", { name: "Product name" }).fill(`${name} `);
  await combine("{product} on marble");
  await waitForPictures(panel, `${name} on marble`);
  expect(submits(sandbox)[0]!.body.prompt).toBe(`${sentences} ${name} on marble`);
  await panel.getByRole("searchbox", { name: "Search results" }).fill("merah <b>cup");
  await expect.poll(() => results(panel).count()).toBe(1);
  await panel.getByRole("searchbox", { name: "Search results" }).fill("");
  await popup.reload();
  expect(await popup.getByRole("textbox", { name: "Product name" }).inputValue()).toBe(name);
});

describe("fal may not offer flux-2/edit", () => {
  const missing = { loc: ["body", "image_url"], msg: "field required", type: "missing" };
  // With another way to fal, what was not offered before may be now.
  const forgetMissing = () => setProxy(stage.browser, stage.sandbox.proxyUrl);
  afterAll(forgetMissing);

  it.each<Partial<Behaviour>>([
    { flux2: "missing" },
    { flux2: "accepted-then-404" },
    { refuse: { status: 422, body: { detail: [missing] }, at: "result", times: 1 } },
  ])("%j", async (behaviour) => {
    await forgetMissing();
    stage.sandbox.behave({ flux2: "offered", refuse: null, ...behaviour });
    const [first, second] = ["First", "Second"].map((words) => `${words}: ${JSON.stringify(behaviour)}`) as [
      string,
      string,
    ];
    await combine(first);
    await waitForPictures(stage.panel, first);
    await combine(second);
    await waitForPictures(stage.panel, second);
    const sent = submits(stage.sandbox);
    // Remembered: the second is not asked for there.
    expect(sent.map(({ endpoint }) => endpoint)).toEqual([edit, loraEdit, loraEdit]);
    expect(sent[1]!.body).toEqual(sent[0]!.body);
    const notice = `fal does not offer ${edit}: using ${loraEdit} with the same parameters`;
    expect(await readLog(stage.panel)).toContain(notice);
  });
});

describe("more than four pictures, and more steps", () => {
  it("puts the products on one sheet where there are more than four pictures, and shows it in Details", async () => {
    const { popup, panel, sandbox } = stage;
    await popup.bringToFront();
    await removeReference(popup, "product reference 1");
    for (const [name, colour] of [
      ["red", "#c33"],
      ["green", "#3c3"],
      ["blue", "#33c"],
    ] as const)
      await chooseFile(popup, "Product", await makeFile(name, colour));
    await chooseFile(popup, "Product", photo("product"));
    await combine("All of them", { images: 2, sentences: false });
    await waitForPictures(panel, "All of them", 2);
    const bodies = submits(sandbox).map(({ body }) => body);
    expect(bodies).toHaveLength(2);
    expect(bodies[0]).toEqual(bodies[1]);
    expect(bodies[0]!.prompt).toBe("All of them");
    const urls = bodies[0]!.image_urls as string[];
    expect(urls).toHaveLength(3);
    const sheet = bytesOf(urls[1]);
    const { width = 0, height = 0 } = await sharp(sheet).metadata();
    expect(width * height).toBeLessThanOrEqual(1_000_000);
    const at = (x: number, y: number) => colourOf(sheet, Math.round(width * x), Math.round(height * y));
    expect([await at(0.25, 0.25), await at(0.75, 0.25), await at(0.25, 0.75)]).toEqual([
      [3, 1, 1],
      [1, 3, 1],
      [1, 1, 3],
    ]);
    expect(await at(0.5, 0.5)).toEqual([4, 4, 4]);
    await panel.bringToFront();
    await results(panel).first().getByRole("button", { name: "Details" }).click();
    await panel.getByRole("button", { name: "Show image 2 as it was sent" }).click();
    await panel.getByRole("img", { name: "Sheet of 4 products" }).nth(1).waitFor();
    await panel.getByRole("button", { name: "Run again" }).click();
    await expect.poll(() => submits(sandbox).length).toBe(3);
    expect(submits(sandbox)[2]!.body).toEqual(bodies[0]);
    await panel.getByRole("button", { name: "Back" }).click();
  });

  it("takes 28 steps when Options say so", async () => {
    const options = await stage.browser.open("options.html");
    await options.getByRole("combobox", { name: "Steps for Combine" }).selectOption("28");
    await expect
      .poll(() => options.evaluate(async () => (await chrome.storage.local.get("combineSteps")).combineSteps))
      .toBe(28);
    await options.close();
    await combine("Slowly");
    await waitForPictures(stage.panel, "Slowly");
    expect(submits(stage.sandbox)[0]!.body).toMatchObject({ num_inference_steps: 28, guidance_scale: 3.5 });
  });
});

describe("nothing is sent", () => {
  it("of more than 2.6 MB, of pictures whose bytes are gone; and Combine with one reference is Restyle", async () => {
    const { popup, panel, sandbox } = stage;
    await popup.bringToFront();
    for (const number of [4, 3, 2, 1]) await removeReference(popup, `product reference ${number}`);
    await removeReference(popup, "background reference");
    await removeReference(popup, "face reference");
    await chooseFile(popup, "Face", await makeFile("face", undefined, 1024));
    await combine("Alone");
    await waitForPictures(panel, "Alone");
    expect(submits(sandbox).map(({ endpoint }) => endpoint)).toEqual(["fal-ai/flux-1.1/image-to-image"]);
    for (const name of ["one", "two", "three"])
      await chooseFile(popup, "Product", await makeFile(name, undefined, 1024));
    // A control character takes six bytes in JSON.
    expect(await combine("\u0001".repeat(200_000))).toBe("request_too_large");
    await popup.evaluate(
      () =>
        new Promise((resolve) => {
          indexedDB.open("refshot").onsuccess = ({ target }) => {
            const database = (target as IDBOpenDBRequest).result;
            const change = database.transaction("pixels", "readwrite");
            change.objectStore("pixels").clear();
            change.oncomplete = resolve;
          };
        }),
    );
    expect(await combine("Gone")).toBe("reference_lost");
    expect(submits(sandbox)).toHaveLength(1);
  });
});
