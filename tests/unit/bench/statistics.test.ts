import { expect, it } from "vitest";
import { against, upTo } from "../../bench/row.ts";
import { inTurns, spreadOf } from "../../bench/statistics.ts";
import { promisedTable, table } from "../../bench/table.ts";

it.each([
  [[], { low: 0, median: 0, high: 0, count: 0 }],
  [[7], { low: 7, median: 7, high: 7, count: 1 }],
  [[4, 1, 3, 2], { low: 1.75, median: 2.5, high: 3.25, count: 4 }],
  [[9, 1, 5], { low: 3, median: 5, high: 7, count: 3 }],
])("of %j the median and the quartiles", (values, spread) => {
  expect(spreadOf(values)).toEqual(spread);
});

it("measures in turns, another one first each time, and leaves out the turn before them", async () => {
  let order = "";
  let count = 0;
  const measure = (name: string) => async () => {
    order += name;
    return count++;
  };
  const measured = await inTurns(2, [measure("a"), measure("b"), measure("c")]);
  expect(order).toBe("abcbcacab");
  expect(measured).toEqual([
    [5, 7],
    [3, 8],
    [4, 6],
  ]);
});

it.each([
  [[15], [10], 1.5, undefined, true],
  [[15.04], [10], 1.5, undefined, true],
  [[15.1], [10], 1.5, undefined, false],
  [[40], [30], 1.5, 12, true],
  [[43], [30], 1.5, 12, false],
])("%j against %j with at most %s times, %s more: %s", (as, bs, atMost, more, holds) => {
  expect(against({ row: "1", name: "x" }, [as, bs], atMost, more).holds).toBe(holds);
});

it("is a table with what is not reached", () => {
  const rows = [upTo({ row: "6", name: "requests", unit: "count" }, [42], 32)];
  expect(table(rows)).toBe(
    "| # | measured | A: Refshot | B: floor | A ÷ B | bound | holds |\n" +
      "| --- | --- | --- | --- | --- | --- | --- |\n" +
      "| 6 | requests | 42 |  |  | ≤ 32 | no |",
  );
});

it("tells what a floor would be with the promises, of rows that have such a one", () => {
  const rows = [
    against({ row: "1", name: "x" }, [[30], [10], [24]], 1.5),
    against({ row: "2", name: "y" }, [[1], [1]], 1),
  ];
  expect(promisedTable(rows).split("\n").slice(2)).toEqual([
    "| 1 | 10.0 ms | 24.0 ms | 2.40 | ≤ 1.5 × | 1.25 |",
  ]);
});
