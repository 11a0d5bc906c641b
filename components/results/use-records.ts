import { useLiveQuery } from "dexie-react-hooks";
import type { Generation } from "../../lib/generation";
import { db } from "../database";

/** A generation with the site its sent picture came from. */
export interface ResultRecord {
  generation: Generation;
  source: string | undefined;
}

async function readRecords(ids: string[]): Promise<Map<string, ResultRecord>> {
  const found = (await db.generations.bulkGet(ids)).filter((one) => one !== undefined);
  const sent = [...new Set(found.flatMap(({ referenceIds: [first] }) => first ?? []))];
  const references = await db.references.bulkGet(sent);
  const sourceOf = new Map(references.map((one) => [one?.id, one?.receipt.source]));
  return new Map(
    found.map((generation) => [
      generation.id,
      { generation, source: sourceOf.get(generation.referenceIds[0]) },
    ]),
  );
}

/** The records of the results in sight, as they are now. Reads no pictures. */
export function useRecords(ids: string[]): Map<string, ResultRecord> | undefined {
  return useLiveQuery(() => readRecords(ids), [ids.join()]);
}
