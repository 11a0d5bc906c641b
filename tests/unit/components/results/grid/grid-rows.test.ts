import { describe, expect, it } from "vitest";
import {
  fitTiles,
  indexBeside,
  indexPageAway,
  measures,
  packRows,
  rowHeight,
  rowOf,
  tileTop,
} from "../../../../../components/results/grid/grid-rows";
import { groupTiles } from "../../../../../components/results/grid/tile-layout";
import { packFlags } from "../../../../../lib/history/filter";
import type { Fold } from "../../../../../lib/history/fold-failures";
import { generationIn } from "../../../support/records";

const folds = new Map<number, Fold>();
const noon = new Date(2026, 10, 22, 12).getTime();
const day = 24 * 60 * 60 * 1000;

/** Batches of these sizes, all of one day unless `times` says otherwise. */
function layoutOf(sizes: number[], columns: number, times?: number[]) {
  const batches = sizes.flatMap((size, batch) => Array<number>(size).fill(batch));
  const createdAt = batches.map((batch) => times?.[batch] ?? noon);
  const view = batches.map((_, at) => at);
  return {
    data: { batches, createdAt, facts: batches.map(() => 0) },
    view,
    layout: { ...packRows({ batches, createdAt }, view, columns, true), columns, tile: 100 },
  };
}

describe("columns by width", () => {
  it.each([
    [120, 1],
    [296, 2],
    [456, 3],
    [776, 5],
    [1900, 5],
  ])("%i px", (width, columns) => {
    const fit = fitTiles(width);
    expect(fit.columns).toBe(columns);
    expect(fit.tile * columns + measures.gap * (columns - 1)).toBeLessThanOrEqual(width);
  });
});

describe("packing", () => {
  it.each([
    ["small batches side by side", [1, 2, 1, 1], [0, 3, 5]],
    ["a batch that does not fit begins below", [2, 2], [0, 2, 4]],
    ["a large batch in rows of its own", [1, 7, 1], [0, 1, 8, 9]],
    ["nothing", [], [0]],
  ])("%s", (_, sizes, starts) => expect(layoutOf(sizes, 3).layout.starts).toEqual(starts));

  it("each day begins on a row group of its own", () => {
    const { layout } = layoutOf([1, 1, 1], 3, [noon, noon - day, noon - day]);
    expect(layout).toMatchObject({ starts: [0, 1, 3], days: [true, true] });
  });

  it("heights: rows, heading, caption", () => {
    const { layout } = layoutOf([7, 1], 3);
    const { dayHeading, gap, caption, below } = measures;
    expect(rowHeight(layout, 0)).toBe(dayHeading + 300 + 2 * gap + caption + below);
    expect(rowHeight(layout, 1)).toBe(100 + caption + below);
  });

  it.each([
    [0, 0],
    [6, 0],
    [7, 1],
  ])("the row group of place %i", (place, rowGroup) =>
    expect(rowOf(layoutOf([7, 1], 3).layout, place)).toBe(rowGroup),
  );
});

describe("arrow keys", () => {
  // 0 1 2 / 3 4 / 5 6 7, 8 9 10, 11
  const { layout } = layoutOf([3, 2, 7], 3);
  it.each([
    [0, "left", 0],
    [0, "right", 1],
    [2, "right", 3],
    [1, "up", 1],
    [2, "down", 4],
    [0, "down", 3],
    [4, "down", 6],
    [5, "down", 8],
    [8, "up", 5],
    [6, "up", 4],
    [10, "down", 10],
    [11, "right", 11],
  ] as const)("%i %s", (from, direction, to) => expect(indexBeside(layout, from, direction)).toBe(to));
});

it("a failed one at the end of its row takes the room that is left, three columns at most", () => {
  const failed = packFlags(generationIn("failed"));
  const widths = (sizes: number[], columns: number, ...places: number[]) => {
    const { data, view, layout } = layoutOf(sizes, columns);
    for (const place of places) data.facts[place] = failed;
    return groupTiles(data, view, layout, 0, { top: 0, folds }).map(({ width }) => width);
  };
  expect(widths([1], 3, 0)).toEqual([316]);
  expect(widths([1], 5, 0)).toEqual([316]);
  expect(widths([1, 1], 3, 1)).toEqual([100, 208]);
  expect(widths([1, 1], 3, 0)).toEqual([100, 100]);
  expect(widths([1, 2], 3, 2)).toEqual([100, 100, 100]);
});

it("a caption counts the images behind a row that stands for several", () => {
  const { data, view, layout } = layoutOf([2], 3);
  const folded = new Map([[1, { members: [1, 2, 3], open: false }]]);
  const [first, last] = groupTiles(data, view, layout, 0, { top: 0, folds: folded });
  expect(first?.group?.count).toBe(4);
  expect(last?.fold?.members).toEqual([1, 2, 3]);
});

it("tiles stand where their row group and group put them", () => {
  const { data, view, layout } = layoutOf([1, 2], 3);
  const tiles = groupTiles(data, view, layout, 0, { top: 50, folds });
  expect(tiles.map(({ left, top }) => [left, top])).toEqual([
    [0, 86],
    [108, 86],
    [216, 86],
  ]);
  expect(tiles.map(({ group }) => group)).toEqual([
    { width: 100, height: 100, count: 1 },
    { width: 208, height: 100, count: 2 },
    undefined,
  ]);
  expect(tiles.map((tile) => tile.day)).toEqual([noon, undefined, undefined]);
});

it("Page Down leads as many rows on, at least one, and stops at the end; Up comes back", () => {
  const layout = { starts: [0, 3, 6, 9, 12], days: [true, false, false, false], columns: 3, tile: 100 };
  const page = (place: number, rows: number, step: 1 | -1) => indexPageAway(layout, place, { rows, step });
  expect([page(1, 2, 1), page(1, 0, 1), page(1, 9, 1), page(10, 2, -1)]).toEqual([7, 4, 10, 4]);
});

it("a tile's place in its row group: below the day's heading, row by row", () => {
  const layout = { starts: [0, 7, 9], days: [true, false], columns: 3, tile: 100 };
  const tops = [0, 5, 7].map((place) => tileTop(layout, place));
  expect(tops).toEqual([measures.dayHeading, measures.dayHeading + 108, 0]);
});
