import type { FailureCode } from "./failure";

/** The one right button beside a failure. */
export type Remedy = "retry" | "options" | "allow-fal" | "billing" | "retry-download" | "none";

const remedies: Partial<Record<FailureCode, Remedy>> = {
  no_access: "options",
  fal_not_allowed: "allow-fal",
  daily_limit: "options",
  monthly_limit: "options",
  key_refused: "options",
  account_locked: "billing",
  endpoint_missing: "options",
  fal_redirected: "options",
  proxy_wrong: "options",
  picture_unreadable: "retry-download",
  storage_full: "retry-download",
  file_without_parameters: "none",
  backup_foreign: "none",
  backup_newer: "none",
  backup_damaged: "none",
  prompt_empty: "none",
  products_full: "none",
  gather_stopped: "none",
  gather_incomplete: "none",
  site_not_allowed: "none",
  no_picture_handed_in: "none",
  only_first_taken: "none",
  reference_lost: "none",
  request_too_large: "none",
  result_lost: "none",
  look_without_prompt: "none",
  shoot_lost: "none",
  shoot_full: "none",
  data_newer: "none",
};

export function remedyFor(code: FailureCode): Remedy {
  return remedies[code] ?? "retry";
}
