import type { Generation } from "../domain/generation";
import { offlineLine, waitingLine } from "../domain/log-lines";
import { Refusal } from "../failure/failure";
import { FalAnswer } from "../fal/responses";
import { backoff, wait } from "../net/backoff";
import type { Journal } from "./journal";

/** So often in a row a read may meet fal's own failure before the user is told: about 15 s. Retry is free then. */
const maxFalFaults = 6;
/** So often in a row it may not find what fal is known to have: about 8 s. One odd read is no proof. */
const maxAbsences = 5;
/** So often in a row it may find nobody, although the browser is online: about two hours. */
const maxSilences = 240;
/** How often (ms) the browser is asked whether it is back online: not every worker gets the event. */
const glance = 1_000;

export type Patience = ReturnType<typeof createPatience>;

/** How the runner waits: for a connection, and for a free read to succeed. */
export function createPatience({ note, noteOnce }: Journal, isOffline: () => Promise<boolean>) {
  /** Resolves when the browser is online; says once that it waits. Throws the signal's reason. */
  async function untilOnline(generation: Generation, line: string, signal: AbortSignal): Promise<void> {
    if (!(await isOffline())) return;
    await noteOnce(generation, line);
    while (await isOffline()) await wait(glance, signal);
  }

  /**
   * A free read, repeated through network faults for hours, and through fal's own a few times, which one odd
   * answer is too. Time offline does not count. Throws what the last try threw, or the signal's reason.
   */
  async function readPatiently<T>(
    generation: Generation,
    signal: AbortSignal,
    read: () => Promise<T>,
  ): Promise<T> {
    for (let falFaults = 0, absences = 0, silences = 0; ; ) {
      try {
        return await read();
      } catch (error) {
        signal.throwIfAborted();
        if (isUnreachable(error)) {
          if (++silences >= maxSilences) throw error;
          await noteOnce(generation, offlineLine());
          await wait(backoff(silences - 1), signal);
          await untilOnline(generation, offlineLine(), signal);
        } else if (isAbsence(error)) {
          if (++absences >= maxAbsences) throw error;
          const pause = backoff(absences - 1);
          await note(
            generation,
            waitingLine(`fal did not give what it should have (${error.failure.code})`, pause),
          );
          await wait(pause, signal);
        } else {
          if (!isFalFault(error) || ++falFaults >= maxFalFaults) throw error;
          const pause = (error instanceof FalAnswer && error.retryAfter) || backoff(falFaults - 1);
          await note(generation, waitingLine("fal failed to answer", pause));
          await wait(pause, signal);
        }
      }
    }
  }

  return { untilOnline, readPatiently };
}

/** Whether nobody answered. */
export const isUnreachable = (error: unknown) =>
  error instanceof Refusal && error.failure.code === "fal_unreachable";

/** A failure that may pass by itself: fal's 5xx, too many requests, or a page in an answer's place. */
function isFalFault(error: unknown): boolean {
  if (error instanceof FalAnswer) return error.status >= 500 || error.status === 429 || error.status === 408;
  return error instanceof Refusal && error.failure.code === "fal_odd_answer";
}

/** Something of fal's is not where fal said, or no picture came in a picture's place. */
function isAbsence(error: unknown): error is Refusal {
  const absences = ["request_lost", "picture_expired", "picture_unreadable"];
  return error instanceof Refusal && absences.includes(error.failure.code);
}
