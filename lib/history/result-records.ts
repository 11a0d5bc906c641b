import type { Generation } from "../domain/generation";
import { picturesOf } from "../domain/sent-request";
import type { Db } from "../storage/db";

/** A generation with the site that its first picture came from. */
export interface ResultRecord {
  generation: Generation;
  source: string | undefined;
}

/** The records of these generations, by id, each with its source. Reads no pictures. */
export async function readRecords(db: Db, ids: string[]): Promise<Map<string, ResultRecord>> {
  const found = (await db.generations.bulkGet(ids)).filter((one) => one !== undefined);
  const firstSent = (generation: Generation) => picturesOf(generation)[0]?.slots[0].referenceId;
  const sent = [...new Set(found.flatMap((generation) => firstSent(generation) ?? []))];
  const references = await db.references.bulkGet(sent);
  const sourceOf = new Map(references.map((one) => [one?.id, one?.receipt.source]));
  return new Map(
    found.map((generation) => [generation.id, { generation, source: sourceOf.get(firstSent(generation)) }]),
  );
}
