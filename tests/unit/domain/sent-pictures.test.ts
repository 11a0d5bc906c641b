import { describe, expect, it } from "vitest";
import {
  initImageOf,
  isChosenByUser,
  modeFor,
  pictureName,
  sentPictures,
} from "../../../lib/domain/sent-pictures";
import type { TraySlot } from "../../../lib/domain/tray";
import { background, face, product, products } from "../support/slots";

const names = (...sent: Parameters<typeof sentPictures>) => sentPictures(...sent).map(pictureName);

describe("the mode", () => {
  it.each<[string, TraySlot[], boolean, string]>([
    ["nothing", [], false, "text-to-image"],
    ["nothing, Combine", [], true, "text-to-image"],
    ["one", [face], false, "image-to-image"],
    ["one, Combine: it is Restyle", [face], true, "image-to-image"],
    ["two", [face, product(1)], false, "image-to-image"],
    ["two, Combine", [face, product(1)], true, "multi-reference"],
    ["six, Combine", [face, ...products(4), background], true, "multi-reference"],
  ])("%s", (_, slots, combine, mode) => expect(modeFor(slots, combine)).toBe(mode));
});

describe("Restyle sends one", () => {
  const all = [face, ...products(2), background];
  it.each<[string, TraySlot[], string | undefined, string[], boolean]>([
    ["the face first", all, undefined, ["face"], false],
    ["then the first product", all.slice(1), undefined, ["product 1"], false],
    ["then the background", [background], undefined, ["background"], false],
    ["the chosen product", all, "product-2", ["product 2"], true],
    ["the chosen background", all, "background", ["background"], true],
    ["chosen, but the rule says so too", all, "face", ["face"], false],
    ["chosen, but no longer there", all, "gone", ["face"], false],
  ])("%s", (_, slots, chosen, expected, byUser) => {
    expect(names("image-to-image", slots, chosen)).toEqual(expected);
    expect(isChosenByUser(slots, chosen)).toBe(byUser);
  });

  it("nothing of nothing", () => {
    expect(initImageOf([])).toBeUndefined();
    expect(names("text-to-image", [])).toEqual([]);
    expect(names("image-to-image", [])).toEqual([]);
  });
});

describe("Combine sends all, four pictures at most", () => {
  it.each<[TraySlot[], string[]]>([
    [
      [face, product(1)],
      ["face", "product 1"],
    ],
    [
      [face, background],
      ["face", "background"],
    ],
    [products(2), ["product 1", "product 2"]],
    [
      [face, product(1), background],
      ["face", "product 1", "background"],
    ],
    [products(4), ["product 1", "product 2", "product 3", "product 4"]],
    [
      [face, ...products(2), background],
      ["face", "product 1", "product 2", "background"],
    ],
    [
      [face, ...products(3)],
      ["face", "product 1", "product 2", "product 3"],
    ],
    [
      [face, ...products(3), background],
      ["face", "sheet of products 1 to 3", "background"],
    ],
    [
      [face, ...products(4)],
      ["face", "sheet of products 1 to 4"],
    ],
    [
      [...products(4), background],
      ["sheet of products 1 to 4", "background"],
    ],
    [
      [face, ...products(4), background],
      ["face", "sheet of products 1 to 4", "background"],
    ],
  ])("%#: %j", (slots, expected) => expect(names("multi-reference", slots, "product-1")).toEqual(expected));
});
