import type { Generation, GenerationIn } from "../domain/generation";
import { FailureError, toFailure } from "../failure/failure";
import { FalHttpError, isEndpointMissing, isPassing, toFailureError } from "../fal/responses";
import type { Journal } from "./journal";
import type { Requeue } from "./requeue";

/** What an error that ended a step leads to: a failure, a cancel, or the other endpoint. */
export function createConclude({ fail, markCancelled }: Journal, { fallBack }: Requeue) {
  /** What an error means for a request that fal had accepted. */
  async function concludeRunning(running: GenerationIn<"running">, error: unknown): Promise<void> {
    const isAnswer = error instanceof FalHttpError;
    const isGone = isAnswer ? !isPassing(error) : toFailure(error).code === "request_lost";
    if (isGone && running.cancelRequested) return markCancelled(running);
    if (isAnswer && isEndpointMissing(error) && running.fallback) return fallBack(running, running.fallback);
    return fail(running, error);
  }

  return async function conclude(generation: Generation, error: unknown): Promise<void> {
    // fal has taken the request: what it does not take now is one more look.
    if (error instanceof FalHttpError && error.status === 429)
      return fail(generation, new FailureError("fal_throttled", toFailureError(error).failure.detail));
    return generation.status === "running" ? concludeRunning(generation, error) : fail(generation, error);
  };
}
