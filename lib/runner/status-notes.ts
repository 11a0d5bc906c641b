import type { GenerationIn } from "../domain/generation";
import type { Db } from "../storage/db";
import { addLines } from "../storage/logs";

/** What fal says of the queue decides nothing: it is gathered so long (ms), and then written as one for all requests. */
const gatherFor = 200;

/** How far a request is, and the lines of the log that tell it. */
type Note = Pick<GenerationIn<"running">, "phase" | "queuePosition"> & { lines: string[] };

/** Writes down what fal says of requests that run: the newest into the record, all of it into the log, and to `log`. */
export function createStatusNotes(db: Db, log: (line: string) => void) {
  /** By generation. */
  const notes = new Map<string, Note>();
  let timer: ReturnType<typeof setTimeout> | undefined;

  function note(id: string, { lines, ...phase }: Note): void {
    notes.set(id, { ...phase, lines: [...(notes.get(id)?.lines ?? []), ...lines] });
    if (timer === undefined) timer = setTimeout(() => void writeAll(), gatherFor);
  }

  async function writeAll(): Promise<void> {
    timer = undefined;
    const written = [...notes];
    notes.clear();
    // Where that cannot be stored the next move cannot either, and tells.
    await write(written).catch((error) => log(`What fal says of the queue could not be stored: ${error}`));
  }

  async function write(written: [id: string, Note][]): Promise<void> {
    const logs = written.map(([generationId, { lines }]) => ({ generationId, lines }));
    await db.transaction("rw", db.generations, db.logs, async () => {
      const stored = await db.generations.bulkGet(written.map(([id]) => id));
      const told = written.flatMap(([, { lines: _, ...phase }], i): GenerationIn<"running">[] => {
        const generation = stored[i];
        return generation?.status === "running"
          ? [{ ...generation, queuePosition: undefined, ...phase }]
          : [];
      });
      await Promise.all([db.generations.bulkPut(told), addLines(db, logs, Date.now())]);
    });
    for (const { lines } of logs) lines.forEach(log);
  }

  return {
    note,
    /** The lines of a generation that are not written yet, for its next move to write. */
    take(id: string): string[] {
      const lines = notes.get(id)?.lines ?? [];
      notes.delete(id);
      return lines;
    },
  };
}
