import { redact } from "./redact";

/** Every failure that a user can meet. Each has one sentence per locale, under `error_<code>`. */
export const failureCodes = [
  // before anything is sent
  "prompt_empty",
  "no_access",
  "fal_not_allowed",
  "daily_limit",
  "monthly_limit",
  "reference_lost",
  "not_sent",
  "request_too_large",
  "result_lost",
  "look_without_prompt",
  "shoot_lost",
  // fal's answers
  "key_refused",
  "account_locked",
  "request_refused",
  "content_refused",
  "endpoint_missing",
  "fal_busy",
  "fal_throttled",
  "fal_failed",
  "fal_down",
  "fal_unreachable",
  "fal_redirected",
  "proxy_wrong",
  "fal_odd_answer",
  "fal_slow",
  "request_lost",
  // what became of a paid request
  "interrupted",
  "interrupted_untraced",
  "submit_unanswered",
  "blocked",
  "picture_expired",
  "picture_foreign",
  "picture_unreadable",
  "storage_full",
  // getting a reference
  "capture_unreachable",
  "capture_not_picture",
  "capture_empty",
  "capture_undecodable",
  "capture_too_small",
  "capture_too_large",
  "capture_too_slow",
  "capture_address_refused",
  "capture_file_refused",
  "capture_page_gone",
  "capture_covered",
  "capture_other_picture",
  "page_closed_to_scripts",
  "products_full",
  "shoot_full",
  "gather_stopped",
  "gather_incomplete",
  "site_not_allowed",
  "no_picture_handed_in",
  "only_first_taken",
  // what is stored
  "data_newer",
  // files that are handed in
  "file_without_parameters",
  "backup_foreign",
  "backup_newer",
  "backup_damaged",
  "unexpected",
] as const;
export type FailureCode = (typeof failureCodes)[number];

/** A failure as it is stored and sent: a code, and the other side's own words where there are any. */
export interface Failure {
  code: FailureCode;
  detail?: string | undefined;
}

/** Carries a failure through `throw`. It never crosses a message: `failure` does. */
export class FailureError extends Error {
  readonly failure: Failure;
  constructor(code: FailureCode, detail?: string) {
    super(detail ? `${code}: ${redact(detail)}` : code);
    this.name = "Refusal";
    this.failure = detail ? { code, detail: redact(detail) } : { code };
  }
}

/** The failure behind anything that was thrown. */
export function toFailure(error: unknown): Failure {
  if (error instanceof FailureError) return error.failure;
  // Dexie wraps what kept the database from opening.
  if (error instanceof Error && "inner" in error && error.inner instanceof FailureError)
    return error.inner.failure;
  if (error instanceof Error && /quota/i.test(`${error.name} ${error.message}`))
    return { code: "storage_full" };
  const message = error instanceof Error ? error.message : String(error);
  return { code: "unexpected", detail: redact(message) };
}
