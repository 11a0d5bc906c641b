import { describe, expect, it } from "vitest";
import { covers, meet } from "../../../lib/page/geometry";
import { isUsable, stackAt, step, type Weighed } from "../../../lib/picker/hit-test";

const box = (x: number, y: number, width: number, height: number) => ({ x, y, width, height });

it.each<[string, Weighed, boolean]>([
  ["a photo", { box: box(0, 0, 300, 400), own: { width: 800, height: 900 } }, true],
  ["of unknown own size", { box: box(0, 0, 300, 400) }, true],
  ["an icon", { box: box(0, 0, 12, 12), own: { width: 64, height: 64 } }, false],
  ["a stretched spacer", { box: box(0, 0, 300, 400), own: { width: 1, height: 1 } }, false],
])("%s may be picked: %s", (_name, weighed, expected) => expect(isUsable(weighed)).toBe(expected));

describe("pictures under a point, best first", () => {
  const photo = { name: "photo", box: box(100, 100, 300, 400), own: { width: 800, height: 1000 } };
  const overlay = { name: "overlay", box: box(98, 98, 304, 404), own: { width: 40, height: 40 } };
  const backdrop = { name: "backdrop", box: box(0, 0, 1280, 900) };
  const far = { name: "far", box: box(900, 100, 50, 50) };
  it.each<[number, number, string[]]>([
    [200, 200, ["photo", "overlay", "backdrop"]],
    [10, 10, ["backdrop"]],
    [920, 120, ["far", "backdrop"]],
    [2000, 10, []],
  ])("at %d, %d", (x, y, expected) => {
    expect(stackAt([backdrop, overlay, far, photo], x, y).map(({ name }) => name)).toEqual(expected);
  });
});

it.each<[number, number, 1 | -1, number]>([
  [3, -1, 1, 0],
  [3, -1, -1, 2],
  [3, 2, 1, 0],
  [3, 0, -1, 2],
  [0, -1, 1, -1],
])("of %d, from %d by %d: %d", (count, at, by, expected) => expect(step(count, at, by)).toBe(expected));

it("boxes meet in what both cover", () => {
  expect(meet(box(0, 0, 10, 10), box(5, 6, 10, 10))).toEqual(box(5, 6, 5, 4));
  expect(meet(box(0, 0, 10, 10), box(10, 0, 5, 5))).toBeUndefined();
  expect(covers(box(0, 0, 10, 10), 9.9, 0)).toBe(true);
  expect(covers(box(0, 0, 10, 10), 10, 0)).toBe(false);
});
