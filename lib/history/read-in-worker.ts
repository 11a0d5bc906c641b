import type { Db } from "../storage/db";
import type { Columns } from "./columns";
import type { HistorySource } from "./read-history";

/**
 * Reads the whole history in a worker of its own (`entrypoints/history-reader.ts`), which ends with it. The worker starts
 * now, and reads when `begin` has resolved.
 */
export async function readInWorker(db: Db, begin: Promise<unknown>): Promise<Columns> {
  const worker = new Worker("/history-reader.js");
  const answer = new Promise<Columns>((resolve, reject) => {
    worker.onmessage = ({ data }: MessageEvent<Columns>) => resolve(data);
    worker.onerror = ({ message }) => reject(new Error(message || "the worker could not start"));
  });
  const ask = async () => {
    await Promise.all([db.open(), begin]);
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
