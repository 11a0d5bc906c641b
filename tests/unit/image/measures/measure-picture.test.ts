import { describe, expect, it } from "vitest";
import { distance, type Lab, labAt, toLab } from "../../../../lib/image/measures/lab";
import { measurePicture } from "../../../../lib/image/measures/measure-picture";
import { type Colour, grain, made, shot } from "./made-pictures";

const colourOf = (colour: Colour): Lab => labAt(toLab(made(() => colour, 1, 1)), 0);

describe("colours in CIELAB", () => {
  it.each<[string, Colour, Lab]>([
    ["white", [255, 255, 255], [100, 0, 0]],
    ["black", [0, 0, 0], [0, 0, 0]],
    ["grey", [119, 119, 119], [50, 0, 0]],
    ["red", [255, 0, 0], [53.2, 80.1, 67.2]],
    ["blue", [0, 0, 255], [32.3, 79.2, -107.9]],
    ["what is clear, on white", [10, 20, 30, 0], [100, 0, 0]],
  ])("%s", (_name, colour, expected) => {
    for (const [part, value] of colourOf(colour).entries()) expect(value).toBeCloseTo(expected[part]!, 0);
  });
});

describe("the ground", () => {
  it.each<[string, ReturnType<typeof made>, Colour]>([
    ["plain", shot({ ground: [236, 236, 236] }), [236, 236, 236]],
    ["grainy", shot({ ground: [200, 180, 160], noise: 3 }), [200, 180, 160]],
    ["with a subject that stands on the lower edge", shot({ y: 0.8, size: 0.6 }), [236, 236, 236]],
    [
      "a wall over a smaller floor",
      made((_, y) => (y < 70 ? [220, 225, 230] : [90, 60, 40])),
      [220, 225, 230],
    ],
  ])("%s", (_name, picture, colour) => {
    expect(distance(measurePicture(picture).background, colourOf(colour))).toBeLessThan(2);
  });
});

describe("the brightness", () => {
  it.each<[string, ReturnType<typeof made>, number]>([
    ["black", made(() => [0, 0, 0]), 0],
    ["white", made(() => [255, 255, 255]), 255],
    ["half black, half white", made((x) => (x < 48 ? [0, 0, 0] : [255, 255, 255])), 127.5],
    ["clear", made(() => [0, 0, 0, 0]), 255],
  ])("%s", (_name, picture, value) => expect(measurePicture(picture).brightness).toBeCloseTo(value, 1));
});

describe("the white balance", () => {
  it("is told by what is nearly grey, whatever the subject's colour", () => {
    const plain = measurePicture(shot({ subject: [200, 30, 30] }));
    expect(plain.warmth).toBeCloseTo(0, 1);
    expect(plain.tint).toBeCloseTo(0, 1);
  });

  it.each<[string, Colour, "warmth" | "tint", -1 | 1]>([
    ["warm", [230, 222, 205], "warmth", 1],
    ["cool", [205, 222, 232], "warmth", -1],
    ["magenta", [230, 215, 228], "tint", 1],
    ["green", [215, 230, 217], "tint", -1],
  ])("%s light", (_name, ground, measure, sign) => {
    expect((measurePicture(shot({ ground }))[measure] ?? 0) * sign).toBeGreaterThan(4);
  });

  it.each<[string, Colour]>([
    ["full of colour", [200, 20, 20]],
    ["black", [3, 3, 3]],
    ["white", [255, 255, 255]],
  ])("tells nothing where all is %s", (_name, colour) => {
    expect(measurePicture(made(() => colour))).not.toHaveProperty("warmth");
  });
});

describe("the subject", () => {
  const slope = made((x, y) => {
    const inside = x >= 24 && x < 72 && y >= 24 && y < 72;
    const light = 250 - y / 2;
    return inside ? [40, 60, 120] : [light, light, light];
  });
  const shadowed = made((x, y) => {
    if (x >= 24 && x < 72 && y >= 24 && y < 72) return [120, 40, 40];
    const light = 236 - Math.max(0, 40 - Math.hypot((x - 48) / 2, y - 76) * 2.5);
    return [light, light, light];
  });
  it.each<[string, ReturnType<typeof made>, [fills: number, across: number, down: number]]>([
    ["in the middle", shot(), [0.5, 0.5, 0.5]],
    ["to the left and up", shot({ x: 0.3, y: 0.4 }), [0.5, 0.3, 0.4]],
    ["small, on grain", shot({ size: 0.25, noise: 3 }), [0.25, 0.5, 0.5]],
    ["white inside: a ring", ringOf([255, 255, 255]), [0.5, 0.5, 0.5]],
    ["on a slope of light", slope, [0.5, 0.5, 0.5]],
    ["with a soft shadow below", shadowed, [0.5, 0.5, 0.5]],
    ["cream on white", shot({ ground: [255, 255, 255], subject: [236, 226, 205] }), [0.5, 0.5, 0.5]],
    ["wide: its wider side counts", wide(), [0.75, 0.5, 0.5]],
  ])("%s", (_name, picture, [fills, across, down]) => {
    const measures = measurePicture(picture);
    expect(measures.fills).toBeCloseTo(fills, 1);
    expect(measures.across).toBeCloseTo(across, 1);
    expect(measures.down).toBeCloseTo(down, 1);
  });

  it.each<[string, ReturnType<typeof made>]>([
    ["nothing but ground", made(() => [236, 236, 236])],
    ["specks", made((x, y) => ((x === 10 || x === 70) && y === 40 ? [0, 0, 0] : [255, 255, 255]))],
    ["a ground of many colours", made((x, y) => [(x * 37) % 256, (y * 91) % 256, ((x + y) * 53) % 256])],
    [
      "a coarse pattern",
      made((x, y) =>
        ((x >> 3) + (y >> 3)) % 3 === 0
          ? [200, 60, 60]
          : ((x >> 3) + (y >> 3)) % 3 === 1
            ? [60, 200, 60]
            : [60, 60, 200],
      ),
    ],
  ])("is not told of %s", (_name, picture) => {
    expect(measurePicture(picture)).not.toHaveProperty("fills");
  });
});

function ringOf(middle: Colour) {
  return made((x, y) => {
    const off = Math.hypot(x - 47.5, y - 47.5);
    return off > 24 ? [255, 255, 255] : off > 16 ? [90, 60, 30] : middle;
  });
}

function wide() {
  return made((x, y) => (x >= 12 && x < 84 && y >= 36 && y < 60 ? [30, 90, 40] : [240, 240, 240]));
}

it.each([
  ["one pixel", made(() => [9, 9, 9], 1, 1)],
  ["one row", made((x) => [x, x, x], 96, 1)],
  ["one column", made((_, y) => [y, y, y], 1, 96)],
])("%s is measured, too", (_name, picture) => {
  expect(measurePicture(picture).brightness).toBeGreaterThan(0);
});

it("grain alone changes little", () => {
  const [calm, grainy] = [measurePicture(shot()), measurePicture(shot({ noise: 4 }))];
  expect(Math.abs(calm.brightness - grainy.brightness)).toBeLessThan(1);
  expect(grainy.fills).toBeCloseTo(calm.fills!, 2);
  expect(grain(3, 4, 4)).toBe(grain(3, 4, 4));
});
