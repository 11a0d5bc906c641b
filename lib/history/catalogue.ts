import type { Generation } from "../domain/generation";
import type { Db } from "../storage/db";
import { watchChanges } from "../storage/watch-changes";
import { type Columns, noColumns, removeRow, setRow } from "./columns";
import { keyOf, readPage } from "./history-page";

/** The first page is what a tall panel shows at once; the others are read when the browser has time. */
const firstPage = 60;
const laterPages = 1000;
/** So long (ms) after the first page its pictures have the database to themselves. */
const picturesFirst = 200;

/** Every result in a few bytes each, kept current whoever changes the database, in this page or another. */
export interface Catalogue {
  /** The same object until something changes. */
  read(): { columns: Columns; complete: boolean; started: boolean };
  subscribe(listener: () => void): () => void;
}

/** Reads the history in keyset pages, newest first, and follows it from then on. */
export function createCatalogue(db: Db): Catalogue {
  let state = { columns: noColumns(), complete: false, started: false };
  const listeners = new Set<() => void>();
  const publish = (next: typeof state) => {
    state = next;
    for (const listener of listeners) listener();
  };

  /**
   * Reads all pages. The first time they are shown as they come, whenever there are twice as many: each time costs as
   * much as there is to show. When it begins again, all at once.
   */
  async function readAll(): Promise<void> {
    const progressively = !state.started;
    const columns = noColumns();
    let shown = 0;
    let page = await readPage(db, undefined, firstPage);
    for (let size = firstPage; ; size = laterPages) {
      await setRows(db, columns, page);
      const last = page.length === size ? page.at(-1) : undefined;
      if (!last || (progressively && columns.length >= 2 * shown)) {
        shown = columns.length;
        publish({ columns, complete: !last, started: true });
      }
      if (!last) return;
      if (progressively && size === firstPage) await wait(picturesFirst);
      // What is on the screen gets its moment while the next page is on its way.
      [page] = await Promise.all([readPage(db, keyOf(last), laterPages), untilIdle()]);
    }
  }

  async function readChanged(ids: string[]): Promise<void> {
    const records = await db.generations.bulkGet(ids);
    const { columns } = state;
    for (const [i, id] of ids.entries()) if (!records[i]) removeRow(columns, id);
    await setRows(db, columns, records);
    publish({ ...state });
  }

  // What changes while pages are being read is looked at when all are there.
  const begin = () =>
    watchChanges(
      db,
      "generations",
      (changes) => (changes === "many" ? readAll() : readChanged([...changes])),
      (error) => console.error("The history could not be read:", error),
    );

  let begun = false;
  return {
    read: () => state,
    subscribe(listener) {
      listeners.add(listener);
      if (!begun) begin();
      begun = true;
      return () => listeners.delete(listener);
    },
  };
}

/** Puts generations in the columns, with where their references came from; hidden ones are taken out. */
async function setRows(db: Db, columns: Columns, records: (Generation | undefined)[]): Promise<void> {
  const found = records.filter((one) => one !== undefined);
  const ids = [...new Set(found.flatMap(({ referenceIds }) => referenceIds))];
  const references = ids.length > 0 ? await db.references.bulkGet(ids) : [];
  const sourceOf = new Map(references.map((reference) => [reference?.id, reference?.receipt.source]));
  for (const generation of found) {
    const sources = generation.referenceIds.map((id) => sourceOf.get(id) ?? "");
    if (generation.hiddenAt === undefined) setRow(columns, { generation, sources });
    else removeRow(columns, generation.id);
  }
}

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

const untilIdle = () => new Promise((resolve) => requestIdleCallback(resolve, { timeout: 200 }));
