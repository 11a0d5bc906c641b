import { expect, it } from "vitest";
import { nearestOther } from "../../../../../components/results/state/use-grid-focus";

const results = { idAt: (place: number) => [..."abcdef"][place] };

it.each([
  [2, "c", "d"],
  [2, "cd", "e"],
  [5, "f", "e"],
  [4, "ef", "d"],
  [0, "abcdef", undefined],
])("from place %i, without %s, the nearest is %s", (place, gone, nearest) => {
  expect(nearestOther(results, place, new Set(gone))).toBe(nearest);
});
