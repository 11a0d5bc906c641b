import { offlineLine, waitingLine } from "../domain/log-lines";
import { type FailureCode, FailureError } from "../failure/failure";
import { FalHttpError } from "../fal/responses";
import { backoff } from "../net/backoff";

/** What is done about one kind of failure of something that may be repeated. */
export interface RetryRule {
  applies(error: unknown): boolean;
  /** The failure with this number in a row ends it, and the user sees it. */
  maxFailures: number;
  /** How long (ms) to wait after failure number `count` in a row (from 1). */
  delay(count: number, error: unknown): number;
  /** The log's line for a wait of `delay` ms. */
  line(error: unknown, delay: number): string;
  /** An outage is logged once, and ends when the browser is online again. */
  untilOnline?: true;
}

/** Failures of free reads (status, result, cancel, download), the first rule that applies. Counted apart. */
export const readRules: readonly RetryRule[] = [
  {
    // Nobody answered, although the browser is online: about two hours.
    applies: (error) => isFailure(error, "fal_unreachable"),
    maxFailures: 240,
    delay: (count) => backoff(count - 1),
    line: offlineLine,
    untilOnline: true,
  },
  {
    // fal does not have what it is known to have, or no picture came in a picture's place: about 8 s. One odd
    // read is no proof.
    applies: (error) => isFailure(error, "request_lost", "picture_expired", "picture_unreadable"),
    maxFailures: 5,
    delay: (count) => backoff(count - 1),
    line: (error, delay) => waitingLine(`fal did not give what it should have (${codeOf(error)})`, delay),
  },
  {
    // fal's own trouble, or a page in an answer's place: about 15 s. Retry is free then.
    applies: (error) =>
      isFailure(error, "fal_odd_answer") ||
      hasStatus(error, (status) => status >= 500 || [408, 429].includes(status)),
    maxFailures: 6,
    delay: (count, error) => retryAfter(error) || backoff(count - 1),
    line: (_error, delay) => waitingLine("fal failed to answer", delay),
  },
];

/** A submit that fal was too busy to accept (429). Nothing was accepted, so it may be sent again. */
export const busyRule: RetryRule = {
  applies: (error) => hasStatus(error, (status) => status === 429),
  maxFailures: 9,
  delay: (count, error) => retryAfter(error) || backoff(count - 1, 2_000, 60_000),
  line: (_error, delay) => waitingLine("fal is busy and accepted nothing", delay),
};

const isFailure = (error: unknown, ...codes: FailureCode[]) =>
  error instanceof FailureError && codes.includes(error.failure.code);

const codeOf = (error: unknown) => (error instanceof FailureError ? error.failure.code : "unexpected");

const hasStatus = (error: unknown, test: (status: number) => boolean) =>
  error instanceof FalHttpError && test(error.status);

const retryAfter = (error: unknown) => (error instanceof FalHttpError ? error.retryAfter : undefined);
