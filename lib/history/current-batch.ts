import { type Generation, type GenerationIn, isOpen } from "../domain/generation";
import type { Db } from "../storage/db";
import { readNewest, readNewestBatch, readOpen } from "../storage/generations";

/** A batch that ended longer ago than this (ms) is history, and no longer "this batch". */
const freshFor = 10 * 60_000;
/** How many of the newest generations are looked through for the last pictures. */
const lookBack = 16;

/** What is read for `currentBatch`, all from one moment. */
export interface RecentGenerations {
  newest: Generation[];
  open: Generation[];
  recent: Generation[];
}

export const nothingRecent: RecentGenerations = { newest: [], open: [], recent: [] };

export interface Batch {
  /** The newest batch while it is open or has just ended, and all that is still open of older ones. */
  current: Generation[];
  /** The newest pictures of earlier batches. */
  earlier: GenerationIn<"done">[];
}

/**
 * In one transaction: three queries of their own would for a moment tell of different ones. Not `async` itself: inside
 * a live query Dexie follows only the functions that it was given, and would call the transaction committed too early.
 */
export function readRecent(db: Db): Promise<RecentGenerations> {
  return db.transaction("r", db.generations, async () => ({
    newest: await readNewestBatch(db),
    open: await readOpen(db),
    recent: await readNewest(db, lookBack),
  }));
}

/** What "this batch" is at `now` (ms), and what came before it. */
export function currentBatch({ newest, open, recent }: RecentGenerations, now: number): Batch {
  const fresh = newest.some((one) => isOpen(one) || now - one.finishedAt < freshFor);
  const older = open.filter(({ batchId }) => batchId !== newest[0]?.batchId);
  const visible = newest.filter(({ hiddenAt }) => hiddenAt === undefined);
  const current = [...(fresh ? visible : []), ...older];
  const shown = new Set(current.map(({ id }) => id));
  const earlier = recent.filter(
    (one): one is GenerationIn<"done"> => one.status === "done" && !shown.has(one.id),
  );
  return { current, earlier };
}
