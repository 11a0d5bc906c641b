import type { Generation } from "../domain/generation";
import { type Failure, toFailure } from "../failure/failure";
import { type Db, readAtOnce } from "../storage/db";
import { watchChanges } from "../storage/watch-changes";
import { type Columns, noColumns, removeRow, setRow } from "./columns";
import { readNewestPage } from "./history-page";

/** What a tall panel shows at once. */
const firstPage = 60;
/** So long (ms) after the first page its pictures have the processors and the database to themselves. */
const picturesFirst = 60;

/** Every result in a few bytes each, kept current whoever changes the database, in this page or another. */
export interface Catalogue {
  /** The same object until something changes. */
  read(): CatalogueState;
  subscribe(listener: () => void): () => void;
}

export interface CatalogueState {
  columns: Columns;
  /** Whether the columns have all, and any. */
  complete: boolean;
  started: boolean;
  /** Why they never will. */
  failure?: Failure;
}

/** Reads everything once `begin` has resolved; what can be made ready is made ready before. */
type ReadHistory = (begin: Promise<unknown>) => Promise<Columns>;

/** Shows the newest first, then what `readHistory` gives, which is everything; and follows it from then on. */
export function createCatalogue(db: Db, readHistory: ReadHistory): Catalogue {
  let state: CatalogueState = { columns: noColumns(), complete: false, started: false };
  const listeners = new Set<() => void>();
  const publish = (next: typeof state) => {
    state = next;
    for (const listener of listeners) listener();
  };

  /** The first time the newest are shown at once; when it begins again, the old ones stay until all are there. */
  async function readAll(): Promise<void> {
    try {
      let begin: Promise<unknown> = Promise.resolve();
      if (!state.started) {
        await showNewest();
        if (state.complete) return;
        begin = wait(picturesFirst).then(untilIdle);
      }
      publish({ columns: await readHistory(begin), complete: true, started: true });
    } catch (error) {
      publish({ ...state, failure: toFailure(error) });
      throw error;
    }
  }

  async function showNewest(): Promise<void> {
    const columns = noColumns();
    const page = await readNewestPage(db, firstPage);
    await setRows(db, columns, page);
    publish({ columns, complete: page.length < firstPage, started: true });
  }

  async function readChanged(ids: string[]): Promise<void> {
    const records = await readAtOnce(db, db.generations, () => db.generations.bulkGet(ids));
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
