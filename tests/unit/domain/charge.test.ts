import { expect, it } from "vitest";
import { type Charged, chargedFor, chargedForAll } from "../../../lib/domain/charge";
import type { GenerationIn } from "../../../lib/domain/generation";
import type { FailureCode } from "../../../lib/failure/failure";

const failedWith = (code: FailureCode, accepted: boolean) =>
  ({
    ...{ id: "g", endpoint: "fal-ai/flux/schnell", mode: "text-to-image", prompt: "p", places: [] },
    ...{ status: "failed", failure: { code } },
    ...(accepted && { request: { requestId: "r", endpoint: "fal-ai/flux/schnell" } }),
  }) as unknown as GenerationIn<"failed">;

it.each<[FailureCode, accepted: boolean, Charged]>([
  ["no_access", false, "no"],
  ["daily_limit", false, "no"],
  ["reference_lost", false, "no"],
  ["request_too_large", false, "no"],
  ["key_refused", false, "no"],
  ["fal_busy", false, "no"],
  ["interrupted_untraced", false, "no"],
  ["fal_down", true, "no"],
  ["fal_failed", true, "no"],
  ["endpoint_missing", true, "no"],
  ["blocked", true, "yes"],
  ["picture_expired", true, "yes"],
  ["picture_unreadable", true, "yes"],
  ["storage_full", true, "yes"],
  ["storage_full", false, "no"],
  ["interrupted", false, "unknown"],
  ["submit_unanswered", false, "unknown"],
  ["request_refused", false, "unknown"],
  ["content_refused", true, "unknown"],
  ["request_lost", true, "unknown"],
  ["fal_slow", true, "unknown"],
])("%s, accepted: %s, was charged: %s", (code, accepted, charged) =>
  expect(chargedFor(failedWith(code, accepted))).toBe(charged),
);

it("units that fal told count, whatever the failure", () => {
  const told = { ...failedWith("content_refused", true), cost: { units: 1 } };
  expect(chargedFor(told as GenerationIn<"failed">)).toBe("yes");
});

it("of several it is known only when it is the same for all", () => {
  const [made, refused] = [failedWith("blocked", true), failedWith("key_refused", false)];
  expect(chargedForAll([made, made])).toBe("yes");
  expect(chargedForAll([refused])).toBe("no");
  expect(chargedForAll([refused, made])).toBe("unknown");
  expect(chargedForAll([])).toBeUndefined();
});
