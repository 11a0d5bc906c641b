import { liveQuery } from "dexie";
import { useLayoutEffect, useState } from "react";
import { type ResultRecord, readRecords } from "../../../lib/history/result-records";
import { db } from "../../database";

/**
 * The records of the results in sight, as they are now. Reads no pictures. Asked for before the frame is drawn and not,
 * as by `useLiveQuery`, after it: what a search finds is there a frame earlier.
 */
export function useRecords(ids: string[]): Map<string, ResultRecord> | undefined {
  const [found, setFound] = useState<{ records?: Map<string, ResultRecord>; error?: unknown }>({});
  useLayoutEffect(() => {
    const query = liveQuery(() => readRecords(db, ids)).subscribe(
      (records) => setFound({ records }),
      (error) => setFound({ error }),
    );
    return () => query.unsubscribe();
  }, [ids.join()]);
  if (found.error) throw found.error;
  return found.records;
}
