import { describe, expect, it } from "vitest";
import { measurePicture } from "../../../../lib/image/measures/measure-picture";
import { findOutliers } from "../../../../lib/image/measures/outliers";
import { shot } from "./made-pictures";

type Shot = Parameters<typeof shot>[0];

/** What stands out in the last of several pictures, and that nothing does in the others. */
function lastAmong(others: Shot[], last: Shot) {
  const found = findOutliers([...others, last].map((one) => measurePicture(shot(one))));
  expect(found.slice(0, -1).flat()).toEqual([]);
  return found.at(-1)!;
}

const alike: Shot[] = [
  { subject: [120, 60, 50] },
  { subject: [60, 100, 60], noise: 2 },
  { subject: [50, 60, 130], size: 0.52 },
  { subject: [140, 120, 40], x: 0.52 },
];

describe("one that stands out", () => {
  it.each<[string, Shot, string[]]>([
    ["is like the others", { noise: 1 }, []],
    ["a blue ground", { ground: [205, 220, 250] }, ["background"]],
    ["brighter", { ground: [255, 255, 255], subject: [235, 180, 170] }, ["brightness"]],
    ["darker", { ground: [190, 190, 190] }, ["brightness"]],
    ["warmer", { warmer: 10 }, ["warmth"]],
    ["cooler", { warmer: -10 }, ["warmth"]],
    ["smaller", { size: 0.3 }, ["fills"]],
    ["to the right", { x: 0.65 }, ["across"]],
    ["lower", { y: 0.7 }, ["down"]],
  ])("%s", (_name, last, measures) => {
    expect(lastAmong(alike, last).map(({ measure }) => measure)).toEqual(expect.arrayContaining(measures));
    if (measures.length === 0) expect(lastAmong(alike, last)).toEqual([]);
  });

  it("only the place, where only that differs", () => {
    expect(lastAmong(alike, { x: 0.65 }).map(({ measure }) => measure)).toEqual(["across"]);
    expect(lastAmong(alike, { size: 0.3 }).map(({ measure }) => measure)).toContain("fills");
  });

  it("says by how much", () => {
    const grey = (light: number) => ({ ...measurePicture(shot()), brightness: light });
    const [, , , found] = findOutliers([grey(100), grey(100), grey(101), grey(118)]);
    expect(found).toEqual([{ measure: "brightness", own: 118, others: 100, by: expect.closeTo(0.18, 5) }]);
    const [across] = lastAmong(alike, { x: 0.65 });
    expect(across?.by).toBeCloseTo(0.15, 1);
  });
});

describe("nothing stands out", () => {
  const of = (...brightness: number[]) =>
    findOutliers(brightness.map((one) => ({ ...measurePicture(shot()), brightness: one }))).map(
      (one) => one.length,
    );
  it.each<[string, number[], number[]]>([
    ["in none", [], []],
    ["in one", [100], [0]],
    ["in two, of which nobody knows the right one", [100, 180], [0, 0]],
    ["in three of which one is off", [100, 101, 140], [0, 0, 1]],
    ["in two pairs", [100, 100, 160, 160], [0, 0, 0, 0]],
    ["where all differ", [60, 100, 140, 180, 220], [0, 0, 0, 0, 0]],
    ["in the dark, by a few steps", [8, 8, 8, 11], [0, 0, 0, 0]],
    ["in black", [0, 0, 0, 0], [0, 0, 0, 0]],
  ])("%s", (_name, brightness, expected) => expect(of(...brightness)).toEqual(expected));

  it("of what could not be measured", () => {
    const whole = measurePicture(shot());
    const { fills: _, across: __, down: ___, ...uneven } = measurePicture(shot());
    expect(findOutliers([whole, undefined, uneven, whole, uneven])).toEqual([[], [], [], [], []]);
  });
});

it("200 pictures are compared in no time", () => {
  const one = measurePicture(shot());
  const many = Array.from({ length: 200 }, (_, i) => ({ ...one, brightness: i === 7 ? 60 : 200 }));
  const before = performance.now();
  const found = findOutliers(many);
  expect(found.flatMap((deviations, at) => (deviations.length > 0 ? [at] : []))).toEqual([7]);
  expect(performance.now() - before).toBeLessThan(500);
});
