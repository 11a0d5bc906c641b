import { expect, it } from "vitest";
import { bytesOfDataUrl } from "../../../lib/image/data-url";

it.each<[string, string | undefined]>([
  ["data:text/plain,a%20cup", "a cup"],
  ["data:;base64,YSBjdXA=", "a cup"],
  ["data:image/svg+xml;charset=utf-8,<svg/>", "<svg/>"],
  ["data:image/png;BASE64,YSBjdXA", "a cup"],
  ["data:image/png;base64,YSBj%64XA=", "a cup"],
  ["data:,", ""],
  ["data:image/png;base64,***", undefined],
  ["data:text/plain,%", "%"],
  ["data:image/svg+xml,<svg width='100%'>5% off %2</svg>", "<svg width='100%'>5% off %2</svg>"],
  ["data:image/svg+xml,<svg/>#icon", "<svg/>"],
  ["data:image/png;base64,YSBj dXA=%0A", "a cup"],
  ["data:image/png;base64,YSBjdXA=#part", "a cup"],
  ["data:text/html;charset=base64,a cup", "a cup"],
  ["data:image/png", undefined],
  ["https://shop.example/", undefined],
])("%s", (url, expected) => {
  const bytes = bytesOfDataUrl(url);
  expect(bytes && new TextDecoder().decode(bytes)).toBe(expected);
});

it("escapes may be any bytes, not only those of text", () => {
  expect(bytesOfDataUrl("data:image/png,%89PNG%0D%0A%1a%0A%00é")).toEqual(
    new Uint8Array([0x89, 0x50, 0x4e, 0x47, 13, 10, 0x1a, 10, 0, 0xc3, 0xa9]),
  );
});
