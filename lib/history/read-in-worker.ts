import type { Db } from "../storage/db";
import type { Columns } from "./columns";
import type { HistorySource } from "./read-history";

/** Reads the whole history in a worker of its own (`entrypoints/history-reader.ts`), which ends with it. */
export async function readInWorker(db: Db): Promise<Columns> {
  const worker = new Worker("/history-reader.js");
  const answer = new Promise<Columns>((resolve, reject) => {
    worker.onmessage = ({ data }: MessageEvent<Columns>) => resolve(data);
    worker.onerror = ({ message }) => reject(new Error(message || "the worker could not start"));
  });
  // Its script is read while the database opens.
  const ask = async () => {
    await db.open();
    const source: HistorySource = { name: db.name, version: db.backendDB().version };
    worker.postMessage(source);
  };
  try {
    const [columns] = await Promise.all([answer, ask()]);
    return columns;
  } finally {
    worker.terminate();
  }
}
