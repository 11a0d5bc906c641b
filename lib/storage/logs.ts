import type { LogLine } from "../domain/log-lines";
import { scrub } from "../failure/redact";
import type { Db } from "./db";

/** What is to be said of one generation. */
interface NewLines {
  generationId: string;
  lines: string[];
}

/** Appends lines to the logs of some generations, without image data or keys wherever they came from. */
export async function addLines(db: Db, logs: NewLines[], at: number): Promise<void> {
  const rows = logs.flatMap(({ generationId, lines }) =>
    lines.map((line) => ({ generationId, at, text: scrub(line) })),
  );
  await db.logs.bulkAdd(rows);
}

/** The log of a generation, in order. */
export async function readLog(db: Db, generationId: string): Promise<LogLine[]> {
  return db.logs.where("generationId").equals(generationId).sortBy("order");
}

/** The last line of a generation's log. */
export async function readLastLine(db: Db, generationId: string): Promise<string | undefined> {
  return (await readLog(db, generationId)).at(-1)?.text;
}
