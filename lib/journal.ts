import type { Db } from "./db";
import { failureOf, Refusal } from "./errors";
import { FalAnswer, refusalFrom } from "./fal-answers";
import type { Generation, Move } from "./generation";
import { addLines, moveGeneration } from "./history";
import { cancelledLine, failedLine, waitingLine } from "./log";
import { backoff, wait } from "./waiting";

/** So often in a row a read may meet fal's own failure (5xx, 429) before the user is told. */
const maxReadTries = 6;

export type Journal = ReturnType<typeof createJournal>;

/** How the runner writes: every move with the log lines that tell it, and the same lines to `say`. */
export function createJournal(db: Db, say: (line: string) => void) {
  /** One move; gives the generation after it, or undefined when another move came first. */
  async function record(
    { id, status }: Generation,
    to: Move,
    ...lines: string[]
  ): Promise<Generation | undefined> {
    const moved = await moveGeneration(db, id, [status], to, lines, Date.now());
    if (moved) lines.forEach(say);
    return moved;
  }

  /** Lines without a move. */
  async function note({ id }: Generation, ...lines: string[]): Promise<void> {
    await addLines(db, id, lines, Date.now());
    lines.forEach(say);
  }

  /** The move to `failed`; what is known of the request and of fal's picture is kept. */
  async function fail(generation: Generation, error: unknown): Promise<void> {
    const failure = failureOf(error instanceof FalAnswer ? refusalFrom(error) : error);
    const to: Move = { status: "failed", finishedAt: Date.now(), failure, ...keptOf(generation) };
    await record(generation, to, failedLine(failure.code, failure.detail));
  }

  async function endCancelled(generation: Generation): Promise<void> {
    const { remote: _, ...kept } = keptOf(generation);
    await record(generation, { status: "cancelled", finishedAt: Date.now(), ...kept }, cancelledLine());
  }

  /**
   * A free read, repeated through network faults for as long as it takes, and through fal's own a few times.
   * Throws what the last try threw, or the signal's reason.
   */
  async function readPatiently<T>(
    generation: Generation,
    signal: AbortSignal,
    read: () => Promise<T>,
  ): Promise<T> {
    for (let attempt = 0, falFaults = 0; ; attempt++) {
      try {
        return await read();
      } catch (error) {
        signal.throwIfAborted();
        const offline = error instanceof Refusal && error.failure.code === "fal_unreachable";
        const falFault = error instanceof FalAnswer && (error.status >= 500 || error.status === 429);
        if (falFault) falFaults++;
        if (!offline && (!falFault || falFaults >= maxReadTries)) throw error;
        const pause = (error instanceof FalAnswer && error.retryAfter) || backoff(attempt);
        await note(generation, waitingLine(offline ? "No connection to fal" : "fal failed to answer", pause));
        await wait(pause, signal);
      }
    }
  }

  return { record, note, fail, endCancelled, readPatiently };
}

function keptOf(generation: Generation) {
  return {
    ...("submittedAt" in generation && generation.submittedAt && { submittedAt: generation.submittedAt }),
    ...("request" in generation && generation.request && { request: generation.request }),
    ...("remote" in generation && generation.remote && { remote: generation.remote }),
  };
}
