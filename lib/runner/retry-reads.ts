import type { Generation } from "../domain/generation";
import { offlineLine, waitingLine } from "../domain/log-lines";
import { FailureError } from "../failure/failure";
import { FalHttpError } from "../fal/responses";
import { backoff, wait } from "../net/backoff";
import type { Journal } from "./journal";

/** So often in a row a read may meet fal's own failure before the user is told: about 15 s. Retry is free then. */
const maxServerErrors = 6;
/** So often in a row it may not find what fal is known to have: about 8 s. One odd read is no proof. */
const maxNotFound = 5;
/** So often in a row it may find nobody, although the browser is online: about two hours. */
const maxNetworkErrors = 240;
/** How often (ms) the browser is asked whether it is back online: not every worker gets the event. */
const onlinePollMs = 1_000;

export type RetryPolicy = ReturnType<typeof createRetryPolicy>;

/** How the runner waits: for a connection, and for a free read to succeed. */
export function createRetryPolicy({ appendLog, appendLogOnce }: Journal, isOffline: () => Promise<boolean>) {
  /** Resolves when the browser is online; says once that it waits. Throws the signal's reason. */
  async function waitUntilOnline(generation: Generation, line: string, signal: AbortSignal): Promise<void> {
    if (!(await isOffline())) return;
    await appendLogOnce(generation, line);
    while (await isOffline()) await wait(onlinePollMs, signal);
  }

  /**
   * A free read, repeated through network faults for hours, and through fal's own a few times, which one odd
   * answer is too. Time offline does not count. Throws what the last try threw, or the signal's reason.
   */
  async function retryRead<T>(
    generation: Generation,
    signal: AbortSignal,
    read: () => Promise<T>,
  ): Promise<T> {
    for (let serverErrors = 0, notFound = 0, networkErrors = 0; ; ) {
      try {
        return await read();
      } catch (error) {
        signal.throwIfAborted();
        if (isUnreachable(error)) {
          if (++networkErrors >= maxNetworkErrors) throw error;
          await appendLogOnce(generation, offlineLine());
          await wait(backoff(networkErrors - 1), signal);
          await waitUntilOnline(generation, offlineLine(), signal);
        } else if (isNotFound(error)) {
          if (++notFound >= maxNotFound) throw error;
          const pause = backoff(notFound - 1);
          await appendLog(
            generation,
            waitingLine(`fal did not give what it should have (${error.failure.code})`, pause),
          );
          await wait(pause, signal);
        } else {
          if (!isServerError(error) || ++serverErrors >= maxServerErrors) throw error;
          const pause = (error instanceof FalHttpError && error.retryAfter) || backoff(serverErrors - 1);
          await appendLog(generation, waitingLine("fal failed to answer", pause));
          await wait(pause, signal);
        }
      }
    }
  }

  return { waitUntilOnline, retryRead };
}

/** Whether nobody answered. */
export const isUnreachable = (error: unknown) =>
  error instanceof FailureError && error.failure.code === "fal_unreachable";

/** A failure that may pass by itself: fal's 5xx, too many requests, or a page in an answer's place. */
function isServerError(error: unknown): boolean {
  if (error instanceof FalHttpError)
    return error.status >= 500 || error.status === 429 || error.status === 408;
  return error instanceof FailureError && error.failure.code === "fal_odd_answer";
}

/** Something of fal's is not where fal said, or no picture came in a picture's place. */
function isNotFound(error: unknown): error is FailureError {
  const notFound = ["request_lost", "picture_expired", "picture_unreadable"];
  return error instanceof FailureError && notFound.includes(error.failure.code);
}
