import { useLiveQuery } from "dexie-react-hooks";
import { useRef } from "react";
import { type Batch, currentBatch, nothingRecent, readRecent } from "../../lib/history/current-batch";
import { db } from "../database";
import { useNow } from "../hooks/use-now";

/** What the popup shows of the history. Reads no pictures. */
export function useBatch(): Batch {
  const known = useRef(nothingRecent);
  const recent = useLiveQuery(() =>
    readRecent(db, known.current).then((read) => {
      known.current = read;
      return read;
    }),
  );
  return currentBatch(recent ?? nothingRecent, useNow(30_000));
}
