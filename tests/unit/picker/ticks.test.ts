import { describe, expect, it } from "vitest";
import { apartOnly, isTickable, tickAlike, toggle, toggleRange } from "../../../lib/picker/ticks";
import { maxShootProducts } from "../../../lib/shoot/shoot";

const box = (x: number, y: number, width: number, height: number) => ({ x, y, width, height });
const all = ["a", "b", "c", "d", "e"];

describe("ticking", () => {
  it("one, and no longer, in the order of the page", () => {
    expect(toggle(all, ["c"], "a")).toEqual(["a", "c"]);
    expect(toggle(all, ["a", "c"], "c")).toEqual(["a"]);
  });

  it.each<[string[], string, string, string[]]>([
    [["b"], "b", "d", ["b", "c", "d"]],
    [["d"], "d", "b", ["b", "c", "d"]],
    [["a", "b", "d"], "b", "b", ["a", "b", "d"]],
    // The first of the range has no tick any more: neither have the others.
    [["b", "c", "d", "e"], "a", "c", ["d", "e"]],
  ])("%j, from %s to %s", (ticked, from, to, expected) =>
    expect(toggleRange(all, ticked, from, to)).toEqual(expected),
  );

  it("from a picture that is gone only the last one", () =>
    expect(toggleRange(all, ["gone"], "gone", "c")).toEqual(["c"]));

  it("all that are shown as large as one", () => {
    const cards = [box(0, 0, 180, 180), box(200, 0, 182, 179), box(0, 0, 60, 60), box(0, 200, 180, 240)];
    const pictures = cards.map((box) => ({ box }));
    expect(tickAlike(pictures, [], pictures[0]!)).toEqual(pictures.slice(0, 2));
    expect(tickAlike(pictures, [pictures[2]!], pictures[0]!)).toEqual(pictures.slice(0, 3));
  });

  it("no more than a shoot holds", () => {
    const many = Array.from({ length: 300 }, (_, i) => i);
    const ticked = toggleRange(many, [0], 0, 299);
    expect(ticked).toHaveLength(maxShootProducts);
    expect(toggle(many, ticked, 250)).toEqual(ticked);
    expect(toggle(many, ticked, 5)).toHaveLength(maxShootProducts - 1);
  });
});

it.each<[number, number, boolean]>([
  [180, 180, true],
  [40, 40, true],
  [300, 24, false],
])("a picture of %d × %d has room for a checkbox: %s", (width, height, expected) =>
  expect(isTickable(box(0, 0, width, height))).toBe(expected),
);

it("of pictures that begin in one place the one with most pixels has the checkbox", () => {
  const frame = { box: box(0, 0, 184, 184) };
  const photo = { box: box(2, 2, 180, 180), own: { width: 800, height: 800 } };
  const next = { box: box(200, 0, 180, 180) };
  expect(apartOnly([frame, photo, next])).toEqual([photo, next]);
  expect(apartOnly([photo, frame])).toEqual([photo]);
});
