import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Behaviour } from "../../sandbox/behaviour.ts";
import { setProxy } from "../../sandbox/browser.ts";
import {
  chooseFile,
  generate,
  openStage,
  photo,
  readLog,
  type Stage,
  submits,
  waitForPictures,
} from "./stage.ts";

const preferred = "fal-ai/flux-1.1/image-to-image";
const fallback = "fal-ai/flux-lora/image-to-image";

describe("fal may not offer flux-1.1", () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage();
    await chooseFile(stage.popup, "Product", photo("product"));
  });
  afterAll(() => stage?.close());
  // With another way to fal, what was not offered before may be now.
  beforeEach(async () => {
    await setProxy(stage.browser, stage.sandbox.proxyUrl);
    stage.sandbox.record.length = 0;
  });

  it.each<{ flux11: Behaviour["flux11"]; expected: string[] }>([
    { flux11: "missing", expected: [preferred, fallback] },
    { flux11: "accepted-then-404", expected: [preferred, fallback] },
    { flux11: "wants-image-url", expected: [preferred, fallback] },
    { flux11: "offered", expected: [preferred] },
  ])("$flux11", async ({ flux11, expected }) => {
    const { popup, panel, sandbox } = stage;
    sandbox.behave({ flux11 });
    const prompt = `A cup in the sun, ${flux11}`;
    await generate(popup, prompt);
    await waitForPictures(panel, prompt);
    const sent = submits(sandbox);
    expect(sent.map(({ endpoint }) => endpoint)).toEqual(expected);
    expect(Object.keys(sent.at(-1)!.body).sort()).toEqual(
      [
        "prompt",
        expected.length === 1 ? "image" : "image_url",
        "num_inference_steps",
        "guidance_scale",
        "strength",
      ].sort(),
    );
    if (expected.length === 1) return;

    const log = await readLog(panel);
    const notice = log.indexOf(`fal does not offer ${preferred}: using ${fallback} with the same parameters`);
    expect(log.slice(notice + 1, notice + 9)).toEqual([
      "Final prompt sent to fal.ai:",
      `  Model: ${fallback}`,
      "  Mode: image-to-image",
      "  Steps: 7, CFG: 3.5",
      "  Strength: 0.65",
      `  Prompt: ${prompt}`,
      "  Init image: YES",
      "Sending image-to-image request to fal for image 1/1",
    ]);

    // Remembered: the next batch does not ask fal for it again.
    await generate(popup, `In the shade, ${flux11}`);
    await expect.poll(() => submits(sandbox).length).toBe(3);
    await waitForPictures(panel, `In the shade, ${flux11}`);
    expect(submits(sandbox).map(({ endpoint }) => endpoint)).toEqual([...expected, fallback]);
    expect((await readLog(panel)).slice(4, 8)).toEqual([
      `fal does not offer ${preferred}: using ${fallback} with the same parameters`,
      `Generating with ${fallback} (image-to-image mode)`,
      "Final prompt sent to fal.ai:",
      `  Model: ${fallback}`,
    ]);
  });
});
