import { describe, expect, it } from "vitest";
import { isPerMegapixel, parsePrices } from "../../../lib/pricing/unit-prices";

const row = (change: Record<string, unknown> = {}) => ({
  endpoint_id: "fal-ai/flux/schnell",
  unit_price: 0.003,
  unit: "megapixels",
  currency: "USD",
  ...change,
});
const answer = (...prices: unknown[]) => ({ prices, next_cursor: null, has_more: false });

it("reads fal's answer", () => {
  expect(parsePrices(answer(row(), row({ endpoint_id: "fal-ai/x", unit_price: 1, unit: "images" })))).toEqual(
    {
      "fal-ai/flux/schnell": { usd: 0.003, unit: "megapixels" },
      "fal-ai/x": { usd: 1, unit: "images" },
    },
  );
});

describe.each<[string, unknown]>([
  ["0", row({ unit_price: 0 })],
  ["a billion", row({ unit_price: 1e9 })],
  ["less than nothing", row({ unit_price: -0.003 })],
  ["not a number", row({ unit_price: Number.NaN })],
  ["a text", row({ unit_price: "0.003" })],
  ["nothing", row({ unit_price: undefined })],
  ["in another currency", row({ currency: "EUR" })],
  ["in no currency", row({ currency: undefined })],
  ["for no unit", row({ unit: "" })],
  ["for no endpoint", row({ endpoint_id: undefined })],
  ["no object", "free"],
  ["null", null],
])("a price that is %s", (_, odd) => {
  it("is unknown, and spoils no other", () => {
    const other = row({ endpoint_id: "fal-ai/other" });
    expect(parsePrices(answer(odd, other))).toEqual({ "fal-ai/other": { usd: 0.003, unit: "megapixels" } });
  });
});

it("a price that is told twice and differently is unknown", () => {
  expect(parsePrices(answer(row(), row({ unit_price: 3 })))).toEqual({});
  expect(parsePrices(answer(row(), row()))).toEqual({
    "fal-ai/flux/schnell": { usd: 0.003, unit: "megapixels" },
  });
});

it.each([undefined, null, "", "<html>", [], {}, { prices: {} }, { prices: Array(501).fill(row()) }])(
  "%j is no answer",
  (odd) => expect(parsePrices(odd)).toBeUndefined(),
);

it.each([
  ["megapixels", true],
  ["megapixel", true],
  ["processed megapixels", false],
  ["images", false],
  ["compute seconds", false],
])("%s: an estimate can be made: %s", (unit, can) => expect(isPerMegapixel({ usd: 1, unit })).toBe(can));
