import type { Generation, Move } from "../domain/generation";
import { cancelledLine, failedLine } from "../domain/log-lines";
import { toFailure } from "../failure/failure";
import { FalHttpError, toFailureError } from "../fal/responses";
import type { Db } from "../storage/db";
import { moveGeneration } from "../storage/generations";
import { addLines, readLastLine } from "../storage/logs";
import { createStatusNotes } from "./status-notes";

export type Journal = ReturnType<typeof createJournal>;

/** How the runner writes: every move with the log lines that tell it, and the same lines to `log`. */
export function createJournal(db: Db, log: (line: string) => void) {
  const { note, take: takeNotes } = createStatusNotes(db, log);

  /** One move; gives the generation after it, or undefined when another move came first. */
  async function transition(
    { id, status }: Generation,
    to: Move,
    ...news: string[]
  ): Promise<Generation | undefined> {
    const lines = [...takeNotes(id), ...news];
    const moved = await moveGeneration(db, id, [status], to, lines, Date.now());
    if (moved) lines.forEach(log);
    return moved;
  }

  /** Lines without a move. */
  async function appendLog({ id }: Generation, ...news: string[]): Promise<void> {
    const lines = [...takeNotes(id), ...news];
    await addLines(db, [{ generationId: id, lines }], Date.now());
    lines.forEach(log);
  }

  /** A line, unless it is the last one already: also after the worker has died, an outage is logged once. */
  async function appendLogOnce(generation: Generation, line: string): Promise<void> {
    if ((await readLastLine(db, generation.id)) !== line) await appendLog(generation, line);
  }

  /** The move to `failed`; what is known of the request, its cost and fal's picture is kept. */
  async function fail(
    generation: Generation,
    error: unknown,
    paid: { cost?: Generation["cost"] } = {},
  ): Promise<void> {
    const failure = toFailure(error instanceof FalHttpError ? toFailureError(error) : error);
    const to: Move = { status: "failed", finishedAt: Date.now(), failure, ...keptOf(generation), ...paid };
    await transition(generation, to, failedLine(failure.code, failure.detail));
  }

  async function markCancelled(generation: Generation): Promise<void> {
    const { remote: _, retried: __, ...kept } = keptOf(generation);
    await transition(generation, { status: "cancelled", finishedAt: Date.now(), ...kept }, cancelledLine());
  }

  return { transition, appendLog, appendLogOnce, fail, markCancelled, note };
}

function keptOf(generation: Generation) {
  return {
    ...("submittedAt" in generation && generation.submittedAt && { submittedAt: generation.submittedAt }),
    ...("request" in generation && generation.request && { request: generation.request }),
    ...("remote" in generation && generation.remote && { remote: generation.remote }),
    ...("retried" in generation && generation.retried && { retried: generation.retried }),
  };
}
