import { describe, expect, it } from "vitest";
import * as log from "../../../lib/domain/log-lines";
import { planRoute } from "../../../lib/domain/request";
import type { TraySlot } from "../../../lib/domain/tray";
import { edit, flux11, general, lora, loraEdit } from "../support/records";
import { products } from "../support/slots";

const prompt = "a cup on a rock";
const face: TraySlot = { referenceId: "f", role: "face" };
const product: TraySlot = { referenceId: "p", role: "product", position: 1 };
const second: TraySlot = { referenceId: "q", role: "product", position: 2 };
const background: TraySlot = { referenceId: "b", role: "background" };

describe("image-to-image", () => {
  it.each([
    ["face reference", [face, product, background]],
    ["product reference 1", [product, second, background]],
    ["background reference", [background]],
  ])("%s is the init image", (name, places) => {
    const plan = { ...planRoute("image-to-image", "auto"), prompt, places };
    expect([...log.planLines(plan, [123_456]), log.sendingLine(plan.mode, 1, 2)]).toEqual([
      `Using ${name} as init image`,
      "Image-to-image mode: init image provided (length: 123456 characters)",
      "No vision step: the model sees the picture itself",
      "The prompt is used together with the init image",
      "Generating with fal-ai/flux-1.1/image-to-image (image-to-image mode)",
      "Final prompt sent to fal.ai:",
      "  Model: fal-ai/flux-1.1/image-to-image",
      "  Mode: image-to-image",
      "  Steps: 7, CFG: 3.5",
      "  Strength: 0.65",
      "  Prompt: a cup on a rock",
      "  Init image: YES",
      "Sending image-to-image request to fal for image 1/2",
    ]);
  });

  it.each([flux11, lora, general] as const)("pinned to %s: the log names it", (choice) => {
    const lines = log.planLines({ ...planRoute("image-to-image", choice), prompt, places: [face] }, [1]);
    expect(lines).toContain(`Generating with ${choice} (image-to-image mode)`);
    expect(lines).toContain(`  Model: ${choice}`);
  });
});

describe("the user chose what is sent", () => {
  it.each([
    ["product reference 2", [face, product, second], "q", " (chosen by the user)"],
    ["background reference", [face, background], "b", " (chosen by the user)"],
    ["face reference", [face, background], "f", ""],
    ["face reference", [face, background], "gone", ""],
  ])("%s of %j, chosen: %s", (name, places, chosen, by) => {
    const plan = { ...planRoute("image-to-image", "auto"), prompt, places, chosen };
    const lines = log.planLines(plan, [9]);
    expect(lines[0]).toBe(`Using ${name} as init image${by}`);
    expect(lines).toContain("  Init image: YES");
  });
});

describe("multi-reference", () => {
  const imageSize = { width: 880, height: 1168 };
  const route = planRoute("multi-reference", "auto");
  const sentences =
    "Image 1 is the person: keep the face, hair and skin. Image 2 is the product: keep its shape, colours, logo and text. Image 3 is the place.";

  it("three references", () => {
    const plan = { ...route, prompt, places: [face, product, background], imageSize };
    expect([...log.planLines(plan, [10, 200, 3000]), log.sendingLine(plan.mode, 1, 2)]).toEqual([
      "Combining 3 references: face, product 1, background",
      "Multi-reference mode: 3 images provided (lengths: 10, 200, 3000 characters)",
      "No vision step: the model sees the pictures themselves",
      "The prompt is used together with the images",
      "Generating with fal-ai/flux-2/edit (multi-reference mode)",
      "Final prompt sent to fal.ai:",
      "  Model: fal-ai/flux-2/edit",
      "  Mode: multi-reference",
      "  Steps: 7, CFG: 3.5",
      "  Size: 880×1168",
      `  Prompt: ${sentences} a cup on a rock`,
      "  Images: 3 (face, product 1, background)",
      "Sending multi-reference request to fal for image 1/2",
    ]);
  });

  it("a sheet, 28 steps, without the sentences", () => {
    const places = [face, ...products(4), background];
    const plan = { ...route, prompt, places, imageSize, sentences: false, steps: 28 as const };
    const lines = log.planLines(plan, [1, 2, 3]);
    expect(lines.slice(0, 2)).toEqual([
      "Combining 6 references: face, product 1, product 2, product 3, product 4, background",
      "Multi-reference mode: 3 images provided (lengths: 1, 2, 3 characters)",
    ]);
    expect(lines.slice(-4)).toEqual([
      "  Steps: 28, CFG: 3.5",
      "  Size: 880×1168",
      "  Prompt: a cup on a rock",
      "  Images: 3 (face, sheet of products 1 to 4, background)",
    ]);
  });

  it("fal does not offer the first endpoint", () => {
    const plan = { ...route, prompt, places: [face, background], imageSize, endpoint: loraEdit };
    expect(log.fallbackLines(edit, plan).slice(0, 4)).toEqual([
      "fal does not offer fal-ai/flux-2/edit: using fal-ai/flux-2/lora/edit with the same parameters",
      "Final prompt sent to fal.ai:",
      "  Model: fal-ai/flux-2/lora/edit",
      "  Mode: multi-reference",
    ]);
  });
});

it("the other endpoint may look at fewer pictures: the log names those that it may not see", () => {
  const imageSize = { width: 1024, height: 1024 };
  const places = [face, ...products(2), background];
  const plan = { ...planRoute("multi-reference", "auto"), prompt, places, imageSize, endpoint: loraEdit };
  const line = `${loraEdit} looks at the first 3 images only, by fal's documents: background may not be seen`;
  expect(log.fallbackLines(edit, plan)[1]).toBe(line);
  expect(log.planLines(plan, [1, 2, 3, 4], edit)).toContain(line);
  expect(log.planLines({ ...plan, endpoint: edit }, [1, 2, 3, 4]).join()).not.toContain("may not be seen");
});

it("text-to-image", () => {
  const plan = { ...planRoute("text-to-image", "auto"), prompt, places: [] };
  expect([...log.planLines(plan, []), log.sendingLine(plan.mode, 1, 2)]).toEqual([
    "No reference: text-to-image mode",
    "Generating with fal-ai/flux/schnell (text-to-image mode)",
    "Final prompt sent to fal.ai:",
    "  Model: fal-ai/flux/schnell",
    "  Mode: text-to-image",
    "  Steps: 7, CFG: 3.5",
    "  Prompt: a cup on a rock",
    "  Init image: NO",
    "Sending text-to-image request to fal for image 1/2",
  ]);
});

it("fal does not offer the first endpoint", () => {
  const plan = { ...planRoute("image-to-image", "auto"), prompt, places: [face], endpoint: lora };
  expect([...log.fallbackLines(flux11, plan), log.sendingLine(plan.mode, 2, 8)]).toEqual([
    "fal does not offer fal-ai/flux-1.1/image-to-image: using fal-ai/flux-lora/image-to-image with the same parameters",
    "Final prompt sent to fal.ai:",
    "  Model: fal-ai/flux-lora/image-to-image",
    "  Mode: image-to-image",
    "  Steps: 7, CFG: 3.5",
    "  Strength: 0.65",
    "  Prompt: a cup on a rock",
    "  Init image: YES",
    "Sending image-to-image request to fal for image 2/8",
  ]);
});

it.each([
  { actual: log.acceptedLine("abc-1"), expected: "Accepted by fal (request id: abc-1)" },
  { actual: log.queueLine(0), expected: "In fal's queue, position 0" },
  { actual: log.runningLine(), expected: "Running" },
  { actual: log.receivedLine(0), expected: "Result received (seed: 0)" },
  { actual: log.receivedLine(undefined), expected: "Result received" },
  { actual: log.storedLine(1024, 768, 5), expected: "Picture stored (1024×768 pixels, 5 bytes)" },
  { actual: log.failedLine("fal_down", "HTTP 500"), expected: "Failed: fal_down: HTTP 500" },
  { actual: log.failedLine("blocked"), expected: "Failed: blocked" },
  { actual: log.waitingLine("No connection", 2400), expected: "No connection: trying again in 2 s" },
  { actual: log.waitingLine("No connection", 0), expected: "No connection: trying again in 1 s" },
])("$expected", ({ actual, expected }) => expect(actual).toBe(expected));
