import { describe, expect, it } from "vitest";
import {
  howManyFit,
  howManyFitInTurn,
  nearLimits,
  parseDollarLimit,
  parsePictureLimit,
} from "../../../lib/domain/limits";

const used = (picturesToday: number, usdThisMonth: number) => ({ picturesToday, usdThisMonth });
const day = (amount: number) => ({ limit: "picturesADay", amount });
const month = (amount: number) => ({ limit: "dollarsAMonth", amount });

describe("how many pictures fit", () => {
  it.each([
    ["no limits", 8, 0.04, used(1000, 1000), {}, { fit: 8 }],
    ["under both", 2, 0.04, used(0, 0), { picturesADay: 2, dollarsAMonth: 0.08 }, { fit: 2 }],
    ["the day's last one", 2, 0.04, used(9, 0), { picturesADay: 10 }, { fit: 1, reached: day(10) }],
    ["the day is full", 1, 0.04, used(10, 0), { picturesADay: 10 }, { fit: 0, reached: day(10) }],
    ["more than full", 1, 0.04, used(12, 0), { picturesADay: 10 }, { fit: 0, reached: day(10) }],
    ["the month's last one", 3, 0.04, used(0, 19.95), { dollarsAMonth: 20 }, { fit: 1, reached: month(20) }],
    ["to the cent", 3, 0.1, used(0, 0.7), { dollarsAMonth: 1 }, { fit: 3 }],
    ["overspent", 1, 0.04, used(0, 21), { dollarsAMonth: 20 }, { fit: 0, reached: month(20) }],
    ["free pictures, overspent", 1, 0, used(0, 21), { dollarsAMonth: 20 }, { fit: 0, reached: month(20) }],
    ["free pictures", 5, 0, used(0, 20), { dollarsAMonth: 20 }, { fit: 5 }],
    [
      "the tighter of two is named",
      8,
      1,
      used(5, 9),
      { picturesADay: 10, dollarsAMonth: 10 },
      { fit: 1, reached: month(10) },
    ],
  ])("%s", (_, images, each, counted, limits, fit) =>
    expect(howManyFit(images, each, counted, limits)).toEqual(fit),
  );
});

describe("how many pictures of batches in their order fit", () => {
  const batches = [
    { images: 2, usdEach: 0.04 },
    { images: 4, usdEach: 0.1 },
    { images: 1, usdEach: 0.01 },
  ];
  it.each([
    ["no limits", used(1000, 1000), {}, 7],
    ["the day ends within the second", used(6, 0), { picturesADay: 10 }, 4],
    ["the month ends within the second", used(0, 0), { dollarsAMonth: 0.3 }, 4],
    ["the day ends with the first", used(0, 0), { picturesADay: 2 }, 2],
    ["to the cent", used(0, 0), { dollarsAMonth: 0.49 }, 7],
    ["nothing", used(0, 3), { dollarsAMonth: 3 }, 0],
  ])("%s", (_, counted, limits, fit) => expect(howManyFitInTurn(batches, counted, limits)).toBe(fit));
  it("none of none", () => expect(howManyFitInTurn([], used(0, 0), { picturesADay: 1 })).toBe(0));
});

describe("four fifths of a limit", () => {
  it.each([
    [used(7, 0), []],
    [used(8, 0), [{ ...day(10), used: 8 }]],
    [used(0, 3.99), []],
    [used(0, 4), [{ ...month(5), used: 4 }]],
    [
      used(11, 6),
      [
        { ...day(10), used: 11 },
        { ...month(5), used: 6 },
      ],
    ],
  ])("%j", (counted, near) =>
    expect(nearLimits(counted, { picturesADay: 10, dollarsAMonth: 5 })).toEqual(near),
  );
  it("no limit is never near", () => expect(nearLimits(used(1e6, 1e6), {})).toEqual([]));
});

describe("what was typed", () => {
  it.each([
    ["20", { amount: 20 }],
    [" 1000 ", { amount: 1000 }],
    ["", "none"],
    ["  ", "none"],
    ...["0", "-1", "1001", "1.5", "1,5", "1e2", "ten", "20 pictures", "٣", "0x10", "+5"].map(
      (odd): [string, "unreadable"] => [odd, "unreadable"],
    ),
  ])("as pictures: %j", (typed, limit) => expect(parsePictureLimit(typed)).toEqual(limit));

  it.each([
    ["20", { amount: 20 }],
    ["$20", { amount: 20 }],
    ["US$ 20", { amount: 20 }],
    ["20 $", { amount: 20 }],
    ["20 USD", { amount: 20 }],
    ["19.99", { amount: 19.99 }],
    ["19,99", { amount: 19.99 }],
    ["0.01", { amount: 0.01 }],
    ["100000", { amount: 100_000 }],
    ["", "none"],
    ...[
      "0",
      "0.001",
      "-5",
      "100001",
      "1,234",
      "1.234",
      "1,234.50",
      "€20",
      "Rp20",
      "twenty",
      "1e3",
      "$",
      "20.",
      "٢",
    ].map((odd): [string, "unreadable"] => [odd, "unreadable"]),
  ])("as dollars: %j", (typed, limit) => expect(parseDollarLimit(typed)).toEqual(limit));
});
