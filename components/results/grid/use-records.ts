import { useLiveQuery } from "dexie-react-hooks";
import { type ResultRecord, readRecords } from "../../../lib/history/result-records";
import { db } from "../../database";

/** The records of the results in sight, as they are now. Reads no pictures. */
export function useRecords(ids: string[]): Map<string, ResultRecord> | undefined {
  return useLiveQuery(() => readRecords(db, ids), [ids.join()]);
}
