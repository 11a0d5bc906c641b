import type { LogLine, StoredLines } from "../domain/log-lines";
import { scrub } from "../failure/redact";
import type { Db } from "./db";

/** What is to be said of one generation. */
interface NewLines {
  generationId: string;
  lines: string[];
}

/** Appends lines to the logs of some generations, without image data or keys wherever they came from. */
export async function addLines(db: Db, logs: NewLines[], at: number): Promise<void> {
  const rows = logs.flatMap(({ generationId, lines }): StoredLines[] => {
    const [text, ...more] = lines.map(scrub);
    if (text === undefined) return [];
    return [{ generationId, at, text, ...(more.length > 0 && { more }) }];
  });
  await db.logs.bulkAdd(rows);
}

/** Stored lines one by one. */
export const linesIn = ({ at, text, more = [] }: StoredLines): LogLine[] =>
  [text, ...more].map((one) => ({ at, text: one }));

/** The log of a generation, in order. */
export async function readLog(db: Db, generationId: string): Promise<LogLine[]> {
  const rows = await db.logs.where("generationId").equals(generationId).sortBy("order");
  return rows.flatMap(linesIn);
}

/** The last line of a generation's log. */
export async function readLastLine(db: Db, generationId: string): Promise<string | undefined> {
  return (await readLog(db, generationId)).at(-1)?.text;
}
