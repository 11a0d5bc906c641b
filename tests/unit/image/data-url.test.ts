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
  ["data:text/plain,%", undefined],
  ["data:image/png", undefined],
  ["https://shop.example/", undefined],
])("%s", (url, expected) => {
  const bytes = bytesOfDataUrl(url);
  expect(bytes && new TextDecoder().decode(bytes)).toBe(expected);
});
