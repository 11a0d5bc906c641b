import { type Generation, isCancelling, type Move } from "../domain/generation";
import { fallbackLines } from "../domain/log-lines";
import { moveTables } from "../storage/ledger";
import type { RunnerParts } from "./dependencies";
import type { Journal } from "./journal";

export type Requeue = ReturnType<typeof createRequeue>;

/** The ways back to `queued`, after an answer that proves that nothing was accepted or made. */
export function createRequeue(
  { db, rememberMissing }: Pick<RunnerParts, "db" | "rememberMissing">,
  { transition, markCancelled }: Journal,
) {
  async function isCancelled({ id }: Generation): Promise<boolean> {
    const stored = await db.generations.get(id);
    return stored !== undefined && isCancelling(stored);
  }

  /** Back to `queued`, or to its end when the user has cancelled meanwhile: read and written as one. */
  async function requeue(generation: Generation, to: Move, ...lines: string[]): Promise<void> {
    await db.transaction("rw", moveTables(db), async () =>
      (await isCancelled(generation))
        ? markCancelled(generation)
        : void (await transition(generation, to, ...lines)),
    );
  }

  /** Back to `queued` with the other endpoint, and the missing one remembered. */
  async function fallBack(generation: Generation, fallback: string): Promise<void> {
    const missing = generation.endpoint;
    await rememberMissing(missing);
    const to: Move = { status: "queued", endpoint: fallback, fallback: undefined };
    await requeue(generation, to, ...fallbackLines(missing, { ...generation, endpoint: fallback }));
  }

  return { isCancelled, requeue, fallBack };
}
