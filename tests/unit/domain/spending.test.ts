import { describe, expect, it } from "vitest";
import type { LedgerEntry } from "../../../lib/domain/ledger";
import {
  addEntry,
  countsAlike,
  type DayTotal,
  dayOf,
  emptyTotal,
  seenOn,
  sumUp,
} from "../../../lib/domain/spending";

const entry = (change: Partial<LedgerEntry> = {}): LedgerEntry => ({
  generationId: "g",
  at: 0,
  endpoint: "e",
  mode: "m",
  prompt: "p",
  state: "open",
  estimateUsd: 0.1,
  cautiousUsd: 0.1,
  ...change,
});
/** A day with so many pictures at ten cents. */
const total = (day: string, pictures: number, early?: string[]): DayTotal => {
  let made = emptyTotal(day, "m");
  for (let i = 0; i < pictures; i++) made = addEntry(made, entry(), 1);
  return early ? { ...made, early } : made;
};
const pictures = (totals: DayTotal[], today: string) => {
  const { today: day, month } = sumUp(totals, today);
  return [day.pictures, month.pictures];
};

it("a day is the user's own", () => {
  expect(dayOf(new Date(2026, 10, 26, 0, 0).getTime())).toBe("2026-11-26");
  expect(dayOf(new Date(2026, 10, 26, 23, 59, 59).getTime())).toBe("2026-11-26");
  expect(dayOf(new Date(2026, 0, 5).getTime())).toBe("2026-01-05");
});

it.each<[Partial<LedgerEntry>, boolean]>([
  [{}, true],
  [{ requestId: "r" }, true],
  [{ endpoint: "another" }, true],
  [{ at: 1 }, true],
  [{ at: 3 * 24 * 60 * 60 * 1000 }, false],
  [{ mode: "another" }, false],
  [{ shootId: "s" }, false],
  [{ state: "free", costUsd: 0 }, false],
  [{ state: "charged", costUsd: 0.2 }, false],
  // The same money, and no longer an estimate.
  [{ state: "charged", costUsd: 0.1 }, false],
  [{ cautiousUsd: 0.3 }, false],
])("an entry with %j counts like it did before: %s", (change, is) => {
  expect(countsAlike(entry(), entry(change))).toBe(is);
});

it("what is added and taken away leaves nothing", () => {
  const odd = [0.1, 0.2, 0.03675, 0.002359296, 1 / 3].map((costUsd) => entry({ state: "charged", costUsd }));
  let made = emptyTotal("2026-11-26", "m");
  for (const one of odd) made = addEntry(made, one, 1);
  expect(sumUp([made], "2026-11-26").today.usd).toBeCloseTo(0.1 + 0.2 + 0.03675 + 0.002359296 + 1 / 3, 8);
  for (const one of odd) made = addEntry(made, one, -1);
  expect(made).toEqual(emptyTotal("2026-11-26", "m"));
});

it("says how much of a sum is estimated, and how much has no price", () => {
  const { estimateUsd: _, ...unpriced } = entry({ cautiousUsd: 0.5 });
  const made = [
    entry({ costUsd: 0.2, state: "charged" }),
    entry(),
    unpriced,
    entry({ state: "free", costUsd: 0 }),
  ];
  const { today } = sumUp(
    [made.reduce((sum, one) => addEntry(sum, one, 1), emptyTotal("2026-11-26", "m"))],
    "2026-11-26",
  );
  expect(today).toEqual({ pictures: 3, usd: 0.3, limitUsd: 0.8, estimated: 1, unpriced: 1 });
});

describe("today and this month", () => {
  it.each<[string, DayTotal[], [number, number]]>([
    ["nothing", [], [0, 0]],
    ["today", [total("2026-11-26", 2)], [2, 2]],
    ["earlier this month", [total("2026-11-01", 2)], [0, 2]],
    ["last month", [total("2026-10-31", 2)], [0, 0]],
    ["a year ago", [total("2025-11-26", 2)], [0, 0]],
    ["tomorrow (the clock was put back)", [total("2026-11-27", 2)], [2, 2]],
    ["next month", [total("2026-12-01", 2)], [2, 2]],
    ["in forty years", [total("2066-01-01", 2)], [2, 2]],
  ])("%s", (_, totals, sums) => expect(pictures(totals, "2026-11-26")).toEqual(sums));
});

describe("a clock that was forty days ahead", () => {
  const ahead = "2027-01-05";
  const seen = seenOn(total(ahead, 2), "2026-11-26");

  it("counts on the day on which that was seen, and in its month", () =>
    expect(pictures([seen], "2026-11-26")).toEqual([2, 2]));
  it("does not lock the days between", () => {
    expect(pictures([seen], "2026-11-27")).toEqual([0, 2]);
    expect(pictures([seen], "2026-12-01")).toEqual([0, 0]);
  });
  it("counts on its own day when that comes, or the clock is put forward again", () =>
    expect(pictures([seen], ahead)).toEqual([2, 2]));
  it("is not freed by putting the clock back further, and forward again", () => {
    const twice = seenOn(seen, "2026-11-20");
    expect(pictures([twice], "2026-11-20")).toEqual([2, 2]);
    expect(pictures([twice], "2026-11-21")).toEqual([0, 2]);
    expect(pictures([twice], "2026-11-26")).toEqual([2, 2]);
  });
  it("is noted once", () => {
    expect(seenOn(seen, "2026-11-26")).toBe(seen);
    expect(seenOn(seen, "2026-11-28")).toBe(seen);
    expect(seenOn(seen, ahead)).toBe(seen);
    expect(seenOn(total("2026-11-26", 1), "2026-11-26")).not.toHaveProperty("early");
  });
});

it("sums the month by mode", () => {
  const others = { ...total("2026-11-02", 3), mode: "text-to-image" };
  const { byMode } = sumUp([total("2026-11-26", 1), others, total("2026-10-01", 9)], "2026-11-26");
  expect(byMode.map(({ mode, sum }) => [mode, sum.pictures, sum.usd])).toEqual([
    ["m", 1, 0.1],
    ["text-to-image", 3, 0.3],
  ]);
});
