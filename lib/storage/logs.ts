import type { LogLine } from "../domain/log-lines";
import { scrub } from "../failure/redact";
import type { Db } from "./db";

/** Appends lines to the logs of some generations, without image data or keys wherever they came from. */
export async function addLines(db: Db, ids: string[], lines: string[], at: number): Promise<void> {
  const texts = lines.map(scrub);
  await db.logs.bulkAdd(ids.flatMap((generationId) => texts.map((text) => ({ generationId, at, text }))));
}

/** The log of a generation, in order. */
export async function readLog(db: Db, generationId: string): Promise<LogLine[]> {
  return db.logs.where("generationId").equals(generationId).sortBy("order");
}

/** The last line of a generation's log. */
export async function readLastLine(db: Db, generationId: string): Promise<string | undefined> {
  return (await readLog(db, generationId)).at(-1)?.text;
}
