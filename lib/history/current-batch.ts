import { type Generation, type GenerationIn, isOpen } from "../domain/generation";
import { type Db, readAtOnce } from "../storage/db";
import { readLast, readOpen } from "../storage/generations";
import { watchChanges } from "../storage/watch-changes";

/** A batch that ended longer ago than this (ms) is history, and no longer "this batch". */
const freshFor = 10 * 60_000;
/** How many of the newest generations are looked through; no batch has as many. */
const lookBack = 16;

/** What is read for `currentBatch`, all from one moment. */
export interface RecentGenerations {
  /** The newest first. */
  newest: Generation[];
  open: Generation[];
}

export const nothingRecent: RecentGenerations = { newest: [], open: [] };

export interface Batch {
  /** The newest batch while it is open or has just ended, and all that is still open of older ones. */
  current: Generation[];
  /** The newest pictures of earlier batches. */
  earlier: GenerationIn<"done">[];
}

/** Shows what is recent, now and after every change. What goes wrong goes to `fail`. Returns the way to stop. */
export function watchRecent(
  db: Db,
  show: (recent: RecentGenerations) => void,
  fail: (error: unknown) => void,
): () => void {
  let recent = nothingRecent;
  const follow = async () => {
    recent = await readRecent(db, recent);
    show(recent);
  };
  return watchChanges(db, "generations", follow, fail);
}

/**
 * In one transaction: queries of their own would for a moment tell of different ones. `before` is what was read the
 * last time: from its oldest on, everything comes in one answer.
 */
export function readRecent(db: Db, before: RecentGenerations): Promise<RecentGenerations> {
  const oldest = before.newest[lookBack - 1]?.createdAt;
  const read = async () => {
    const [newest, open] = await Promise.all([readLast(db, lookBack, oldest), readOpen(db)]);
    return { newest, open };
  };
  // Without a bound the newest are asked for one after the other.
  return oldest === undefined
    ? db.transaction("r", db.generations, read)
    : readAtOnce(db, db.generations, read);
}

/** What "this batch" is at `now` (ms), and what came before it. */
export function currentBatch({ newest, open }: RecentGenerations, now: number): Batch {
  const batchId = newest[0]?.batchId;
  const last = newest.filter((one) => one.batchId === batchId).sort((a, b) => a.number - b.number);
  const fresh = last.some((one) => isOpen(one) || now - one.finishedAt < freshFor);
  const older = open.filter((one) => one.batchId !== batchId);
  const current = [...(fresh ? last.filter(isVisible) : []), ...older];
  const shown = new Set(current.map(({ id }) => id));
  const earlier = newest.filter(
    (one): one is GenerationIn<"done"> => one.status === "done" && isVisible(one) && !shown.has(one.id),
  );
  return { current, earlier };
}

const isVisible = ({ hiddenAt }: Generation) => hiddenAt === undefined;
