import type { Generation } from "../domain/generation";
import type { Db } from "../storage/db";

/** A generation with the site its sent picture came from. */
export interface ResultRecord {
  generation: Generation;
  source: string | undefined;
}

/** The records of these generations, by id, each with its source. Reads no pictures. */
export async function readRecords(db: Db, ids: string[]): Promise<Map<string, ResultRecord>> {
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
