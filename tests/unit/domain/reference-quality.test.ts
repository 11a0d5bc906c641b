import { describe, expect, it } from "vitest";
import type { Receipt } from "../../../lib/domain/reference";
import { formatName, originalOf, type Warning, warningFor } from "../../../lib/domain/reference-quality";

const receipt = (width: number, height: number, more: Partial<Receipt> = {}): Receipt => ({
  rung: "worker",
  source: "shop.example",
  original: { width, height, format: "jpg", bytes: 1 },
  ...more,
});

describe("what is worth saying before money is spent", () => {
  it.each<[string, Receipt, Warning | undefined]>([
    ["a large picture", receipt(1600, 2000), undefined],
    ["exactly 512", receipt(512, 512), undefined],
    ["under 512", receipt(511, 900), "small"],
    ["a crop, however large", receipt(1600, 2000, { rung: "screen" }), "crop"],
    [
      "a drawing has any size",
      receipt(400, 400, { original: { width: 400, height: 400, format: "svg", bytes: 1 } }),
      undefined,
    ],
  ])("%s", (_name, value, expected) => expect(warningFor(value)).toBe(expected));
});

describe("the address whose site would have to be allowed", () => {
  const unread = [
    { url: "https://big.example/a.jpg", from: "link" as const },
    { url: "https://cdn.example/a.jpg", from: "img" as const },
  ];
  it.each<[string, Receipt, string | undefined]>([
    ["a crop: the one on the screen", receipt(1, 1, { rung: "screen", unread }), "https://cdn.example/a.jpg"],
    ["a crop of what has no address", receipt(1, 1, { rung: "screen" }), undefined],
    ["a picture that was read", receipt(1, 1, { pictureUrl: "https://cdn.example/a.jpg" }), undefined],
  ])("%s", (_name, value, expected) => expect(originalOf(value)).toBe(expected));
});

it.each([
  ["jpg", "JPEG"],
  ["webp", "WebP"],
  ["png", "PNG"],
])("%s is written %s", (format, expected) => expect(formatName(format)).toBe(expected));
