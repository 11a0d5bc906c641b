import { describe, expect, it } from "vitest";
import type { Status } from "../../../lib/domain/generation";
import { isUnderWay, placesLeft, roomFor } from "../../../lib/shoot/places";
import { generationIn } from "../support/records";

const times = (count: number, status: Status) => Array.from({ length: count }, () => generationIn(status));
const lost = (looks: number) =>
  generationIn("submitting", { looking: { cause: { code: "interrupted" }, looks, waited: 0, vain: 0 } });

describe("how many more of a shoot may be sent, and made queued", () => {
  it.each([
    ["nothing is open", [], 4, 4],
    ["one is at fal", times(1, "running"), 3, 3],
    ["one is being submitted", times(1, "submitting"), 3, 3],
    ["four are at fal", [...times(2, "submitting"), ...times(2, "running")], 0, 0],
    ["more are at fal than there are places", times(6, "running"), 0, 0],
    ["three are being fetched", times(3, "saving"), 4, 4],
    ["three are being fetched, and three at fal", [...times(3, "saving"), ...times(3, "running")], 1, 1],
    ["four are being fetched", times(4, "saving"), 0, 0],
    ["seven are being fetched", times(7, "saving"), 0, 0],
    ["three are queued", times(3, "queued"), 4, 1],
    ["a whole batch is queued", times(8, "queued"), 4, -4],
    ["a submit is looked for the second time", [lost(1)], 3, 3],
    ["a submit was looked for twice in vain", [lost(2)], 4, 4],
    ["all of it has ended", [...times(5, "done"), ...times(5, "failed"), ...times(5, "cancelled")], 4, 4],
  ])("%s", (_, open, places, room) => {
    expect([placesLeft(open), roomFor(open)]).toEqual([places, room]);
  });
});

it.each([
  [times(1, "queued"), true],
  [times(1, "submitting"), true],
  [times(1, "running"), true],
  [times(1, "saving"), true],
  [[lost(1)], true],
  [[lost(2)], false],
  [[], false],
])("a run waits for what is still to come: %#", (open, is) => {
  expect(isUnderWay(open)).toBe(is);
});
