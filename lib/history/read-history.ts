import type { Generation } from "../domain/generation";
import type { Reference } from "../domain/reference";
import { type Columns, type Entry, packEntries, toEntry } from "./columns";

/** Which database is read: a page has opened it, in this version. */
export interface HistorySource {
  name: string;
  version: number;
}

/** So many records at a time: a page that wants a picture meanwhile stands in line behind them. */
const usualLimit = 500;

/**
 * Reads the whole history but for what is hidden. In the order of the ids, in which the database keeps the records: by
 * time it looks up each by itself, which takes twice as long. Throws when it cannot be read in this version.
 */
export async function readHistory(source: HistorySource, limit = usualLimit): Promise<Columns> {
  const database = await open(source);
  try {
    const entries: Entry[] = [];
    const sites = readSites(database, limit);
    const keep = async (generations: Generation[]) => {
      const known = await sites;
      for (const generation of generations)
        if (generation.hiddenAt === undefined)
          entries.push(
            toEntry({ generation, sources: generation.referenceIds.map((id) => known.get(id) ?? "") }),
          );
    };
    // Two at a time: while one page is taken in here, the browser reads the other's.
    const halves = [
      { from: lowest, below: "8" },
      { from: "8", below: highest },
    ];
    await Promise.all(halves.map((half) => readPages(database, "generations", half, limit, keep)));
    return packEntries(entries);
  } finally {
    database.close();
  }
}

/** The site that each reference came from, by its id. */
async function readSites(database: IDBDatabase, limit: number): Promise<Map<string, string>> {
  const sites = new Map<string, string>();
  await readPages(database, "references", { from: lowest, below: highest }, limit, (page: Reference[]) => {
    for (const { id, receipt } of page) sites.set(id, receipt.source);
  });
  return sites;
}

/** Keys below and above every id. */
const [lowest, highest] = [Number.NEGATIVE_INFINITY, []];

/** A range of ids; `from` is in it. */
interface Range {
  from: IDBValidKey;
  below: IDBValidKey;
}

/** Each page is a transaction of its own: who wants to write waits for one page at most. */
async function readPages<T extends { id: string }>(
  database: IDBDatabase,
  store: string,
  { from, below }: Range,
  limit: number,
  take: (page: T[]) => void | Promise<void>,
): Promise<void> {
  for (let range = IDBKeyRange.bound(from, below, false, true); ; ) {
    const records = database.transaction(store).objectStore(store);
    const page: T[] = await resultOf(records.getAll(range, limit));
    await take(page);
    const last = page[limit - 1];
    if (!last) return;
    range = IDBKeyRange.bound(last.id, below, true, true);
  }
}

async function open({ name, version }: HistorySource): Promise<IDBDatabase> {
  const request = indexedDB.open(name, version);
  // What is not there any more, or is older, is nothing to read; and nothing to make.
  request.onupgradeneeded = () => request.transaction?.abort();
  const database = await resultOf(request);
  database.onversionchange = () => database.close();
  return database;
}

function resultOf<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
