import { describe, expect, it } from "vitest";
import {
  type CellCounts,
  cellKey,
  cellStateOf,
  cellsOf,
  cellsToMake,
  countCells,
  isDone,
} from "../../../lib/shoot/cells";
import { isHolding, isLimit, pausesShoot } from "../../../lib/shoot/pausing";
import { referencesOf } from "../../../lib/shoot/shoot";
import { look, product, shootOf } from "../support/shoots";

const shoot = shootOf({
  products: [product("p1"), product("p2")],
  looks: [look("a"), look("b", { images: 3 })],
});
const states = (given: Record<string, CellCounts>) => new Map(Object.entries(given));
const toMake = (given: Record<string, CellCounts>, changes: object = {}, atStart = false) =>
  cellsToMake({ ...shoot, ...changes }, states(given), atStart).map(({ key, images }) => `${key} ${images}`);

it("a cell's key is product and look, its order the rows", () => {
  expect(cellKey("p1", "a")).toBe("p1:a");
  expect(cellsOf(shoot).map(({ key, row }) => `${row} ${key}`)).toEqual([
    "0 p1:a",
    "0 p1:b",
    "1 p2:a",
    "1 p2:b",
  ]);
});

describe("which cells are made", () => {
  it.each<[string, Record<string, CellCounts>, object, string[]]>([
    ["all, row by row", {}, {}, ["p1:a 1", "p1:b 3", "p2:a 1", "p2:b 3"]],
    ["not what is skipped", {}, { skipped: ["p1:b", "p2:a"] }, ["p1:a 1", "p2:b 3"]],
    ["not what is made", { "p1:a": { done: 1 }, "p1:b": { done: 3 } }, {}, ["p2:a 1", "p2:b 3"]],
    ["not what is under way", { "p1:a": { running: 1 }, "p1:b": { queued: 3 } }, {}, ["p2:a 1", "p2:b 3"]],
    ["not what failed", { "p1:a": { failed: 1 }, "p1:b": { failed: 3 } }, {}, ["p2:a 1", "p2:b 3"]],
    [
      "not what was cancelled in this run",
      { "p1:a": { cancelled: 1 } },
      { skipped: ["p2:a"] },
      ["p1:b 3", "p2:b 3"],
    ],
    [
      "what a cell misses",
      { "p1:b": { done: 1, failed: 1 } },
      { skipped: ["p1:a", "p2:a", "p2:b"] },
      ["p1:b 1"],
    ],
    ["never less than nothing", { "p1:a": { done: 3 } }, { skipped: ["p1:b", "p2:a", "p2:b"] }, []],
    ["nothing without looks", {}, { looks: [] }, []],
    ["nothing without products", {}, { products: [] }, []],
  ])("%s", (_, given, changes, expected) => {
    expect(toMake(given, changes)).toEqual(expected);
  });

  it("at Start also what was cancelled", () => {
    const given = { "p1:a": { cancelled: 1 }, "p1:b": { done: 1, cancelled: 2 } };
    expect(toMake(given, { skipped: ["p2:a", "p2:b"] }, true)).toEqual(["p1:a 1", "p1:b 2"]);
  });
});

it.each<[CellCounts | undefined, boolean, string]>([
  [undefined, false, "planned"],
  [undefined, true, "skipped"],
  [{ queued: 1, done: 1 }, false, "waiting"],
  [{ running: 1, failed: 1 }, false, "running"],
  [{ submitting: 1 }, true, "running"],
  [{ saving: 1, queued: 2 }, false, "running"],
  [{ done: 1 }, true, "done"],
  [{ done: 1, failed: 1 }, false, "failed"],
  [{ cancelled: 1 }, false, "cancelled"],
  [{ cancelled: 1 }, true, "skipped"],
])("the word for %j (skipped: %j) is %s", (counts, isSkipped, expected) => {
  expect(cellStateOf(counts, isSkipped)).toBe(expected);
});

it("counts pictures, and only those of cells that there are", () => {
  const given = states({
    "p1:a": { done: 1 },
    "p1:b": { running: 1, failed: 1, cancelled: 1 },
    "gone:a": { done: 7 },
  });
  const counts = countCells({ ...shoot, skipped: ["p2:a"] }, given);
  expect(counts).toEqual({ toMake: 4, open: 1, done: 1, failed: 1, cancelled: 1, skipped: 1 });
  // While it runs, what was cancelled is not made again.
  expect(countCells({ ...shoot, making: true }, given).toMake).toBe(4);
  expect(isDone({ state: "stopped" }, counts)).toBe(false);
  const all = { ...counts, toMake: 0, open: 0, failed: 0 };
  expect(isDone({ state: "stopped" }, all)).toBe(true);
  expect(isDone({ state: "planned" }, all)).toBe(false);
});

it("knows the references that it needs, each once", () => {
  const looks = [look("a", { faceId: "f", backgroundId: "p1-picture" }), look("b", { faceId: "f" })];
  expect(referencesOf({ ...shoot, looks })).toEqual(["p1-picture", "p2-picture", "f"]);
});

it.each([
  ["daily_limit", true, true],
  ["monthly_limit", true, true],
  ["key_refused", true, false],
  ["account_locked", true, false],
  ["no_access", true, false],
  ["storage_full", true, false],
  ["look_without_prompt", true, false],
  ["reference_lost", false, false],
  ["content_refused", false, false],
  ["blocked", false, false],
  ["submit_unanswered", false, false],
  ["unexpected", false, false],
] as const)("%s pauses a shoot: %j, as a limit: %j", (code, pauses, limit) => {
  expect([pausesShoot(code), isLimit(code)]).toEqual([pauses, limit]);
});

it.each([
  ["planned", false],
  ["waiting", true],
  ["running", false],
  ["paused", true],
  ["stopped", false],
  [undefined, false],
] as const)("a shoot that is %s holds what is queued: %j", (state, expected) => {
  expect(isHolding(state)).toBe(expected);
});
