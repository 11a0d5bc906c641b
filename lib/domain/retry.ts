import type { FailureCode } from "../failure/failure";
import { remedyFor } from "../failure/remedy";
import type { Generation } from "./generation";

/** What the user's Retry does: read the same request again or download its picture (free), or pay for a new one. */
export type RetryWay = "follow" | "download" | "submit";

/** Failures after which fal's answer to the same request may still be had. */
const unread: readonly FailureCode[] = [
  "account_locked",
  "data_newer",
  "fal_busy",
  "fal_down",
  "fal_not_allowed",
  "fal_odd_answer",
  "fal_redirected",
  "fal_slow",
  "fal_throttled",
  "fal_unreachable",
  "key_refused",
  "no_access",
  "request_lost",
  "storage_full",
  "unexpected",
];

/** Failures that a free second look either mends or shows to be final. The rest are the user's to mend. */
const finalAtSecondLook: readonly FailureCode[] = [
  "fal_down",
  "fal_odd_answer",
  "picture_foreign",
  "picture_unreadable",
  "request_lost",
  "unexpected",
];

/** Whether a free Retry has already ended in this same failure, so that only a new request is left. */
export function isSecondLook(generation: Generation): boolean {
  if (generation.status !== "failed") return false;
  const { failure, retried } = generation;
  return retried === failure.code && finalAtSecondLook.includes(failure.code);
}

/** Free wherever fal can still have the answer or the picture; otherwise one more submit. */
export function retryWayOf(generation: Generation): RetryWay {
  if (generation.status !== "failed" || !generation.request || isSecondLook(generation)) return "submit";
  const { remote, failure } = generation;
  if (remote && failure.code !== "picture_expired") return "download";
  return unread.includes(failure.code) ? "follow" : "submit";
}

/** Whether a press of Retry is offered, and sends one more paid request. */
export function retryPays(generation: Generation): boolean {
  if (generation.status !== "failed" || retryWayOf(generation) !== "submit") return false;
  return remedyFor(generation.failure.code) !== "none";
}
