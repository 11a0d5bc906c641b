import type { LogLine } from "../domain/log-lines";
import { scrub } from "../failure/redact";
import type { Db } from "./db";

/** Appends lines to a generation's log, without image data or keys wherever they came from. */
export async function addLines(db: Db, generationId: string, lines: string[], at: number): Promise<void> {
  await db.logs.bulkAdd(lines.map((text) => ({ generationId, at, text: scrub(text) })));
}

/** The log of a generation, in order. */
export async function readLog(db: Db, generationId: string): Promise<LogLine[]> {
  return db.logs.where("generationId").equals(generationId).sortBy("order");
}

/** The last line of a generation's log. */
export async function readLastLine(db: Db, generationId: string): Promise<string | undefined> {
  return (await readLog(db, generationId)).at(-1)?.text;
}
