import type { FailureCode } from "../failure/failure";
import type { ShootState } from "./shoot";

/** Reached limits: what fits is sent first, and only then does the shoot pause. */
const limits: readonly FailureCode[] = ["daily_limit", "monthly_limit"];

/** What would meet every other cell as well: the shoot pauses once, and no cell fails. */
const ofTheWholeShoot: readonly FailureCode[] = [
  ...limits,
  "no_access",
  "fal_not_allowed",
  "key_refused",
  "account_locked",
  "fal_redirected",
  "proxy_wrong",
  "endpoint_missing",
  "storage_full",
  "look_without_prompt",
];

export const isLimit = (code: FailureCode) => limits.includes(code);

export const pausesShoot = (code: FailureCode) => ofTheWholeShoot.includes(code);

/** While a shoot is in such a state, none of its queued generations is submitted. */
export const holdingStates = ["paused", "waiting"] as const satisfies ShootState[];

export const isHolding = (state: ShootState | undefined) =>
  state !== undefined && (holdingStates as readonly ShootState[]).includes(state);
