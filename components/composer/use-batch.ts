import { useLiveQuery } from "dexie-react-hooks";
import { type Batch, currentBatch, nothingRecent, readRecent } from "../../lib/history/current-batch";
import { db } from "../database";
import { useNow } from "../hooks/use-now";

/** What the popup shows of the history. Reads no pictures. */
export function useBatch(): Batch {
  const recent = useLiveQuery(() => readRecent(db)) ?? nothingRecent;
  return currentBatch(recent, useNow(30_000));
}
