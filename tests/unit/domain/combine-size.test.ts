import { describe, expect, it } from "vitest";
import { combineSize, shapeSlot } from "../../../lib/domain/combine-size";
import { background, face, product, products } from "../support/slots";

const size = (width: number, height: number) => ({ width, height });

it.each([
  [size(1024, 1024), size(1024, 1024)],
  [size(16, 16), size(1024, 1024)],
  [size(1168, 880), size(1168, 880)],
  [size(880, 1168), size(880, 1168)],
  [size(2048, 512), size(2048, 512)],
  // Beyond what fal takes: as near as its sides allow.
  [size(4096, 256), size(2048, 512)],
  [size(256, 4096), size(512, 2048)],
  [size(65_536, 16), size(2048, 512)],
])("the shape of %j: %j", (shape, expected) => expect(combineSize(shape)).toEqual(expected));

/** Every rule that a size breaks; none when it is right. */
function faultsOf(shape: { width: number; height: number }): string[] {
  const { width, height } = combineSize(shape);
  const wanted = Math.min(4, Math.max(0.25, shape.width / shape.height));
  const rules = {
    "multiples of 16": width % 16 === 0 && height % 16 === 0,
    "sides that fal takes": [width, height].every((side) => side >= 512 && side <= 2048),
    "never more than a megapixel": width * height <= 1_048_576,
    "nearly a megapixel": width * height >= 0.955 * 1_048_576,
    // About a block of the shorter side.
    "in shape": Math.abs(Math.log(width / height / wanted)) < 17 / Math.min(width, height),
  };
  return Object.entries(rules).flatMap(([rule, kept]) => (kept ? [] : [rule]));
}

it("every rule holds for every shape from 16:1 to 1:16", () => {
  const ratios = Array.from({ length: 400 }, (_, i) => 16 ** (i / 200 - 1));
  const faults = ratios.map((ratio) => ({ ratio, faults: faultsOf(size(1000 * ratio, 1000)) }));
  expect(faults.filter((one) => one.faults.length > 0)).toEqual([]);
});

describe("whose shape", () => {
  it.each([
    [[face, product(1), background], background],
    [[face, product(1)], face],
    [products(2), product(1)],
    [[], undefined],
  ])("%#", (slots, expected) => expect(shapeSlot(slots)).toEqual(expected));
});
