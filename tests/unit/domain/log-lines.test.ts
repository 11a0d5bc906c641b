import { describe, expect, it } from "vitest";
import * as log from "../../../lib/domain/log-lines";
import { planRoute } from "../../../lib/domain/request";
import type { TraySlot } from "../../../lib/domain/tray";
import { flux11, general, lora } from "../support/records";

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
    const plan = { ...planRoute(true, "auto"), prompt, places };
    expect([...log.planLines(plan, 123_456), log.sendingLine(plan.mode, 1, 2)]).toEqual([
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
    const lines = log.planLines({ ...planRoute(true, choice), prompt, places: [face] }, 1);
    expect(lines).toContain(`Generating with ${choice} (image-to-image mode)`);
    expect(lines).toContain(`  Model: ${choice}`);
  });
});

it("text-to-image", () => {
  const plan = { ...planRoute(false, "auto"), prompt, places: [] };
  expect([...log.planLines(plan, 0), log.sendingLine(plan.mode, 1, 2)]).toEqual([
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
  const plan = { ...planRoute(true, "auto"), prompt, places: [face], endpoint: lora };
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
