import { describe, expect, it } from "vitest";
import { toPixels } from "../../../lib/capture/screen-crop";
import { alphaOf, largestBeside } from "../../../lib/page/covers";
import { drawnBox, fractionOf, positionOf } from "../../../lib/page/drawn-box";

const box = (x: number, y: number, width: number, height: number) => ({ x, y, width, height });
const middle: [number, number] = [0.5, 0.5];

describe("where a picture is drawn in its box", () => {
  it.each([
    ["fill", box(10, 10, 200, 100)],
    ["contain", box(60, 10, 100, 100)],
    ["cover", box(10, -40, 200, 200)],
    ["none", box(-290, -340, 800, 800)],
    ["scale-down", box(60, 10, 100, 100)],
  ] as const)("%s", (fit, expected) => {
    expect(drawnBox(box(10, 10, 200, 100), { width: 800, height: 800 }, { fit, position: middle })).toEqual(
      expected,
    );
  });

  it.each<[string, [number, number]]>([
    ["50% 50%", [0.5, 0.5]],
    ["0% 100%", [0, 1]],
    ["12px calc(100% - 3px)", [0.5, 1]],
  ])("position %s", (value, expected) => expect(positionOf(value)[0]).toBe(expected[0]));

  it("a part is a fraction of the whole, and never outside it", () => {
    expect(fractionOf(box(50, 0, 50, 100), box(0, 0, 100, 100))).toEqual(box(0.5, 0, 0.5, 1));
    expect(fractionOf(box(-10, 0, 500, 50), box(0, 0, 100, 100))).toEqual(box(0, 0, 1, 0.5));
  });
});

describe("what lies over a picture is cut off", () => {
  it.each([
    ["a header", box(0, 0, 1280, 80), box(100, 80, 300, 320)],
    ["a bar below", box(0, 350, 1280, 80), box(100, 0, 300, 350)],
    ["a chat at the side", box(350, 0, 90, 500), box(100, 0, 250, 400)],
  ])("%s", (_name, cover, expected) => expect(largestBeside(box(100, 0, 300, 400), cover)).toEqual(expected));

  it("all of it", () => expect(largestBeside(box(100, 0, 300, 400), box(0, 0, 1280, 900))).toBeUndefined());
});

it.each([
  ["rgb(1, 2, 3)", 1],
  ["rgba(0, 0, 0, 0)", 0],
  ["rgba(0, 0, 0, 0.25)", 0.25],
  ["color(srgb 0 0 0 / 0.5)", 0.5],
  ["transparent", 0],
])("%s is opaque to %d", (colour, expected) => expect(alphaOf(colour)).toBe(expected));

describe("in pixels of the screen", () => {
  const screen = { width: 1280, height: 800 };
  it.each([
    ["as it is", box(0, 0, 1280, 800), box(100, 50, 300, 400), box(100, 50, 300, 400)],
    ["never more than the box", box(0, 0, 1280, 800), box(100.4, 50.4, 300.4, 400.4), box(101, 51, 299, 399)],
    ["zoomed in with two fingers", box(200, 100, 640, 400), box(300, 150, 100, 100), box(200, 100, 200, 200)],
    ["never outside", box(0, 0, 1280, 800), box(-50, 700, 5000, 5000), box(0, 700, 1280, 100)],
  ])("%s", (_name, viewport, at, expected) =>
    expect(toPixels({ ...at, viewport }, screen)).toEqual(expected),
  );
});
