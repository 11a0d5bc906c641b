import { describe, expect, it } from "vitest";
import {
  block,
  fitInitImage,
  fitWithin,
  maxInitPixels,
  type Size,
  thumbnailSide,
} from "../../../lib/image/dimensions";

const size = (width: number, height: number): Size => ({ width, height });

describe("the init image's size", () => {
  it.each([
    [size(1600, 2000), size(912, 1136)],
    [size(1024, 1024), size(1024, 1024)],
    [size(1025, 1025), size(1024, 1024)],
    [size(4000, 3000), size(1168, 880)],
    [size(3000, 4000), size(880, 1168)],
    [size(512, 512), size(512, 512)],
    [size(500, 300), size(496, 288)],
    [size(16, 16), size(16, 16)],
    [size(31, 31), size(16, 16)],
    [size(2048, 512), size(2048, 512)],
    [size(8000, 8000), size(1024, 1024)],
  ])("%j becomes %j", (source, expected) => expect(fitInitImage(source)).toMatchObject(expected));

  it.each([size(1, 1), size(15, 15), size(15, 4000), size(4000, 15), size(0, 0), size(100, 0)])(
    "%j is too small",
    (source) => expect(fitInitImage(source)).toBeUndefined(),
  );
});

/** Sizes of every kind: each side small, odd, usual, or huge. */
const sides = [
  16, 17, 31, 32, 33, 63, 100, 255, 500, 640, 777, 1000, 1023, 1024, 1025, 1600, 2048, 3024, 4032, 7999,
];
const sources = sides.flatMap((width) => sides.map((height) => size(width, height)));

/** Every rule that a fit breaks; none when it is right. */
function faultsOf(source: Size): string[] {
  const fit = fitInitImage(source);
  if (!fit) return Math.min(source.width, source.height) < 64 ? [] : ["refused"];
  const zoom = fit.width / fit.sourceWidth;
  const rules = {
    "multiples of 16": fit.width % block === 0 && fit.height % block === 0,
    "at most 1024×1024 in area": fit.width * fit.height <= maxInitPixels,
    "never enlarged": zoom <= 1 + 1e-9 && fit.width <= source.width && fit.height <= source.height,
    "same zoom on both sides": Math.abs(zoom - fit.height / fit.sourceHeight) < 1e-9,
    "inside the source":
      fit.sourceX >= 0 &&
      fit.sourceY >= 0 &&
      fit.sourceX + fit.sourceWidth <= source.width + 1e-6 &&
      fit.sourceY + fit.sourceHeight <= source.height + 1e-6,
    "in the middle": Math.abs(fit.sourceX * 2 + fit.sourceWidth - source.width) < 1e-6,
    "less than one block cut off": cutOf(source, fit.sourceWidth, fit.sourceHeight) * zoom < block + 1e-6,
    "uses the room there is":
      fit.width * fit.height >= 0.5 * Math.min(maxInitPixels, source.width * source.height) ||
      fit.width < 64 ||
      fit.height < 64,
  };
  return Object.entries(rules).flatMap(([rule, kept]) => (kept ? [] : [rule]));
}

const cutOf = (source: Size, width: number, height: number) =>
  Math.max(source.width - width, source.height - height);

/** A side of fewer than 64 pixels loses up to half of it to the blocks: the other side then loses as much. */
const isThin = ({ width, height }: Size) =>
  Math.min(width, height) < 64 || Math.max(width, height) > 8 * Math.min(width, height);

it("every rule holds for every size", () => {
  const faults = sources
    .map((source) => ({
      source,
      faults: faultsOf(source).filter((rule) => !isThin(source) || !rule.startsWith("less")),
    }))
    .filter(({ faults }) => faults.length > 0);
  expect(faults).toEqual([]);
});

describe("a thumbnail", () => {
  it.each([
    [size(1024, 1024), size(384, 384)],
    [size(912, 1136), size(308, 384)],
    [size(100, 50), size(100, 50)],
    [size(10_000, 10), size(384, 1)],
    [size(1, 1), size(1, 1)],
  ])("of %j is %j", (source, expected) => expect(fitWithin(source, thumbnailSide)).toEqual(expected));
});
