import { describe, expect, it } from "vitest";
import type { Generation } from "../../../lib/domain/generation";
import type { TraySlot } from "../../../lib/domain/tray";
import { estimate } from "../../../lib/pricing/estimate";
import { listPrices } from "../../../lib/pricing/list-prices";
import { requestFromResult, requestFromTray } from "../../../lib/pricing/priced-request";
import { generationIn } from "../support/records";

const face: TraySlot = { referenceId: "face", role: "face" };
const product = (position: number): TraySlot => ({ referenceId: `p${position}`, role: "product", position });
const background: TraySlot = { referenceId: "background", role: "background" };
const sizes: Record<string, { width: number; height: number }> = {
  face: { width: 1024, height: 1024 },
  p1: { width: 512, height: 512 },
  background: { width: 1360, height: 768 },
};
const facts = { choice: "auto" as const, missing: [], sizeOf: (id: string) => sizes[id] };
const fromTray = (slots: TraySlot[], combine = false, images = 1, chosen?: string) =>
  requestFromTray({ ...facts, slots, combine, images, chosen });

describe("what Generate would send", () => {
  it("nothing: text to image", () =>
    expect(fromTray([])).toEqual({
      endpoint: "fal-ai/flux/schnell",
      output: { width: 1024, height: 768 },
      inputs: [],
      images: 1,
    }));

  it("Restyle: the picture that is sent, and the one that was chosen", () => {
    expect(fromTray([face, product(1)], false, 3)).toMatchObject({
      output: sizes.face,
      inputs: [],
      images: 3,
    });
    expect(fromTray([face, product(1)], false, 1, "p1").output).toEqual(sizes.p1);
  });

  it("Combine: every picture in its order, and a new one in the background's shape", () => {
    const { endpoint, inputs, output } = fromTray([face, product(1), background], true);
    expect(endpoint).toBe("fal-ai/flux-2/edit");
    expect(inputs).toEqual([sizes.face, sizes.p1, sizes.background]);
    expect(output.width / output.height).toBeCloseTo(1360 / 768, 1);
  });

  it("Combine of one is Restyle", () => expect(fromTray([face], true).inputs).toEqual([]));

  it("more than fal reads: the products are one sheet", () => {
    const slots = [face, product(1), product(2), product(3), background];
    expect(fromTray(slots, true).inputs).toEqual([
      sizes.face,
      { width: 1024, height: 1024 },
      sizes.background,
    ]);
  });

  it("an endpoint that fal does not offer: the price of the one that stands in", () => {
    const missing = ["fal-ai/flux-2/edit"];
    const request = requestFromTray({
      ...facts,
      missing,
      slots: [face, background],
      combine: true,
      images: 1,
    });
    expect(request.endpoint).toBe("fal-ai/flux-2/lora/edit");
    expect(estimate(request, listPrices).unitUsd).toBe(0.021);
  });
});

describe("what Run again would send", () => {
  const again = (changes: object) => requestFromResult(generationIn("done", changes) as Generation, facts);

  it("the same pictures, one image, by the route of now", () => {
    const combined = {
      mode: "multi-reference",
      places: [face, background],
      imageSize: { width: 1360, height: 768 },
    };
    expect(again({ ...combined, endpoint: "fal-ai/old" })).toEqual({
      endpoint: "fal-ai/flux-2/edit",
      output: { width: 1360, height: 768 },
      inputs: [sizes.face, sizes.background],
      images: 1,
    });
  });

  it("a reference that is gone counts as the most that is sent", () =>
    expect(again({ mode: "image-to-image", places: [product(4)] }).output).toEqual({
      width: 1024,
      height: 1024,
    }));
});
