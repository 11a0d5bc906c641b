import { describe, expect, it } from "vitest";
import { costOf, parseBillableUnits } from "../../../lib/pricing/cost";
import { cautiousUsd, estimate, textToImageSize } from "../../../lib/pricing/estimate";
import { listPrices } from "../../../lib/pricing/list-prices";
import type { PriceBook } from "../../../lib/pricing/unit-prices";

const square = { width: 1024, height: 1024 };
const small = { width: 512, height: 512 };
const text = { endpoint: "fal-ai/flux/schnell", output: textToImageSize, inputs: [] };
const restyle = { endpoint: "fal-ai/flux-lora/image-to-image", output: square, inputs: [] };
const combine = { endpoint: "fal-ai/flux-2/edit", output: square };

describe("the list's estimate of", () => {
  it.each([
    ["text-to-image", { ...text, images: 1 }, 0.003 * 0.786432],
    ["text-to-image, 8 images", { ...text, images: 8 }, 8 * 0.003 * 0.786432],
    ["restyle", { ...restyle, images: 1 }, 0.035 * 1.048576],
    ["restyle, 2 images", { ...restyle, images: 2 }, 2 * 0.035 * 1.048576],
    [
      "restyle of a small picture, not rounded up",
      { ...restyle, output: small, images: 1 },
      0.035 * 0.262144,
    ],
    [
      "restyle by flux-general",
      { ...restyle, endpoint: "fal-ai/flux-general/image-to-image", images: 1 },
      0.075 * 1.048576,
    ],
    ["combine of two", { ...combine, inputs: [square, square], images: 1 }, 0.012 * 3 * 1.048576],
    [
      "combine: each picture is a megapixel at least",
      { ...combine, inputs: [small, square], images: 1 },
      0.012 * (1 + 2 * 1.048576),
    ],
    [
      "combine of four, 3 images",
      { ...combine, inputs: [square, square, square, square], images: 3 },
      3 * 0.012 * 5 * 1.048576,
    ],
    [
      "combine elsewhere",
      { ...combine, endpoint: "fal-ai/flux-2/lora/edit", inputs: [square], images: 1 },
      0.021 * 2 * 1.048576,
    ],
  ])("%s", (_, request, usd) => {
    const made = estimate(request, listPrices);
    expect(made.usd).toBeCloseTo(usd, 9);
    expect(made.unitUsd! * made.megapixels * made.images).toBeCloseTo(usd, 9);
    expect(made.source).toBe("list");
  });

  it("flux-1.1: its fallback's, and says so", () => {
    const made = estimate({ ...restyle, endpoint: "fal-ai/flux-1.1/image-to-image", images: 1 }, listPrices);
    expect(made.usd).toBeCloseTo(0.035 * 1.048576, 9);
    expect(made.pricedAs).toBe("fal-ai/flux-lora/image-to-image");
  });
});

const told = (endpoint: string, usd: number, unit = "megapixels"): PriceBook => ({
  source: "fal",
  at: 1,
  prices: { [endpoint]: { usd, unit } },
});

describe("an unknown price stays unknown", () => {
  it.each([
    ["an endpoint that fal's answer does not have", told("fal-ai/other", 1)],
    ["another unit", told("fal-ai/flux-2/edit", 0.04, "images")],
    ["another endpoint of the same family", told("fal-ai/flux-2/lora/edit", 0.02)],
    ["a name that every object has", told("constructor", 1)],
  ])("%s", (_, book) => {
    const made = estimate({ ...combine, inputs: [square], images: 2 }, book);
    expect(made.usd).toBeUndefined();
    expect(made.unitUsd).toBeUndefined();
    expect(cautiousUsd(made)).toBeCloseTo(2 * 2 * 1.048576 * 0.075, 9);
  });

  it("flux-1.1 has a price of its own when fal tells one", () => {
    const endpoint = "fal-ai/flux-1.1/image-to-image";
    const made = estimate({ ...restyle, endpoint, images: 1 }, told(endpoint, 1));
    expect(made).toMatchObject({ usd: 1.048576, pricedAs: endpoint });
  });
});

describe("billable units", () => {
  it.each([
    ["1.0", 1],
    ["0.02", 0.02],
    ["8.44", 8.44],
    ["0", 0],
    ["10000", 10_000],
    [" 1.5 ", 1.5],
  ])("%j is believed", (header, units) => expect(parseBillableUnits(header)).toBe(units));

  it.each([
    null,
    undefined,
    "",
    "-1",
    "+1",
    "10000.01",
    "1e3",
    "1e-3",
    "NaN",
    "Infinity",
    "0x10",
    "1,5",
    "1.2.3",
    ".5",
    "5.",
    "1 2",
    "1.0, 1.0",
    "free",
    "٣",
    "9".repeat(400),
  ])("%j is not", (header) => expect(parseBillableUnits(header)).toBeUndefined());

  it("cost units times the unit price, whatever the unit is", () => {
    expect(costOf(1.05, "fal-ai/flux-lora/image-to-image", listPrices)).toBe(0.03675);
    expect(costOf(2, "fal-ai/x", told("fal-ai/x", 0.04, "images"))).toBe(0.08);
    expect(costOf(0, "fal-ai/x", told("fal-ai/x", 0.04))).toBe(0);
    expect(costOf(1, "fal-ai/flux-1.1/image-to-image", listPrices)).toBe(0.035);
    expect(costOf(1, "fal-ai/unknown", listPrices)).toBeUndefined();
  });
});
