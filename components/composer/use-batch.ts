import {
  type Batch,
  currentBatch,
  nothingRecent,
  type RecentGenerations,
  watchRecent,
} from "../../lib/history/current-batch";
import { db } from "../database";
import { useNow } from "../hooks/use-now";
import { useWatched } from "../hooks/use-watched";

/** What the popup shows of the history. Reads no pictures. */
export function useBatch(): Batch {
  const recent = useWatched<RecentGenerations>((show, fail) => watchRecent(db, show, fail), []);
  return currentBatch(recent ?? nothingRecent, useNow(30_000));
}
