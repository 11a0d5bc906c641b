import { useLiveQuery } from "dexie-react-hooks";
import { type Generation, type GenerationIn, isOpen } from "../../lib/domain/generation";
import { readNewest, readNewestBatch, readOpen } from "../../lib/storage/generations";
import { db } from "../database";
import { useNow } from "../hooks/use-now";

/** A batch that ended longer ago than this (ms) is history, and no longer "this batch". */
const freshFor = 10 * 60_000;
/** How many of the newest generations are looked through for the last pictures. */
const lookBack = 16;

export interface Batch {
  /** The newest batch while it is open or has just ended, and all that is still open of older ones. */
  current: Generation[];
  /** The newest pictures of earlier batches. */
  earlier: GenerationIn<"done">[];
}

const nothing = { newest: [], open: [], recent: [] };

/** All from one moment: three queries of their own would for a moment tell of different ones. */
async function readBoard(): Promise<Record<keyof typeof nothing, Generation[]>> {
  return db.transaction("r", db.generations, async () => ({
    newest: await readNewestBatch(db),
    open: await readOpen(db),
    recent: await readNewest(db, lookBack),
  }));
}

const isVisible = ({ hiddenAt }: Generation) => hiddenAt === undefined;

/** What the popup shows of the history. Reads no pictures. */
export function useBatch(): Batch {
  const { newest, open, recent } = useLiveQuery(readBoard) ?? nothing;
  const now = useNow(30_000);
  const fresh = newest.some((one) => isOpen(one) || now - one.finishedAt < freshFor);
  const older = open.filter(({ batchId }) => batchId !== newest[0]?.batchId);
  const current = [...(fresh ? newest.filter(isVisible) : []), ...older];
  const shown = new Set(current.map(({ id }) => id));
  const earlier = recent.filter(
    (one): one is GenerationIn<"done"> => one.status === "done" && !shown.has(one.id),
  );
  return { current, earlier };
}
