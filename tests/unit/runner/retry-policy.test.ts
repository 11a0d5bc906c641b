import { describe, expect, it } from "vitest";
import { FailureError } from "../../../lib/failure/failure";
import { FalHttpError } from "../../../lib/fal/responses";
import { busyRule, readRules } from "../../../lib/runner/retry-policy";

const ruleFor = (error: unknown) => readRules.find(({ applies }) => applies(error));
const totalDelay = (error: unknown) => {
  const rule = ruleFor(error);
  return Array.from(
    { length: (rule?.maxFailures ?? 1) - 1 },
    (_, i) => rule?.delay(i + 1, error) ?? 0,
  ).reduce((sum, delay) => sum + delay, 0);
};
const minutes = 60_000;

describe("a free read", () => {
  it.each([
    ["nobody answers", new FailureError("fal_unreachable"), 240, [80 * minutes, 160 * minutes]],
    ["fal has forgotten the request", new FailureError("request_lost"), 5, [5_000, 10_000]],
    ["the picture is not there", new FailureError("picture_expired"), 5, [5_000, 10_000]],
    ["a page in the picture's place", new FailureError("picture_unreadable"), 5, [5_000, 10_000]],
    ["an odd answer", new FailureError("fal_odd_answer"), 6, [11_000, 20_000]],
    ["503", new FalHttpError(503, {}), 6, [11_000, 20_000]],
    ["429", new FalHttpError(429, {}), 6, [11_000, 20_000]],
    ["408", new FalHttpError(408, {}), 6, [11_000, 20_000]],
  ] as const)("%s", (_name, error, maxFailures, [least, most]) => {
    expect(ruleFor(error)?.maxFailures).toBe(maxFailures);
    expect(totalDelay(error)).toBeGreaterThan(least);
    expect(totalDelay(error)).toBeLessThan(most);
  });

  it.each([
    ["a refused key", new FalHttpError(401, {})],
    ["fal's no", new FalHttpError(422, {})],
    ["a foreign address", new FailureError("picture_foreign")],
    ["anything else", new Error("boom")],
  ])("%s is told at once", (_name, error) => expect(ruleFor(error)).toBeUndefined());

  it("Retry-After is followed", () => {
    const error = new FalHttpError(503, {}, 12_000);
    expect(ruleFor(error)?.delay(1, error)).toBe(12_000);
  });
});

it("a busy fal (429) is asked eight times more", () => {
  expect(busyRule.maxFailures).toBe(9);
  expect(busyRule.applies(new FalHttpError(503, {}))).toBe(false);
  expect(busyRule.delay(1, new FalHttpError(429, {}, 7_000))).toBe(7_000);
});
