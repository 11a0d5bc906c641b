import type { Status } from "../domain/generation";
import type { CellCounts, CellStates } from "../shoot/cells";
import { type Db, readAtOnce } from "./db";
import { type Changes, watchChanges } from "./watch-changes";

/** A shoot that runs changes something twenty times a second, and the whole matrix is drawn for it: so often (ms). */
const gatherFor = 300;

/** Where a generation is in the matrix. */
interface Place {
  cell: string;
  status: Status;
}

type CellIndexKey = [shootId: string, cell: string, status: Status];

/** Where every generation of a shoot's cells is, by its id. Reads keys only, no record. */
async function readPlaces(db: Db, shootId: string): Promise<Map<string, Place>> {
  const places = new Map<string, Place>();
  // An array comes after every string.
  await db.generations
    .where("[shootId+cell+status]")
    .between([shootId], [shootId, []])
    .eachKey((key, { primaryKey }) => {
      // Dexie's types know of no compound key here.
      const [, cell, status] = key as unknown as CellIndexKey;
      places.set(primaryKey, { cell, status });
    });
  return places;
}

/** What every cell with a generation holds. Reads keys only, no record. */
export async function readCellStates(db: Db, shootId: string): Promise<CellStates> {
  return countPlaces((await readPlaces(db, shootId)).values());
}

/** What one cell holds: few records, which are one request. Their keys alone are asked for one by one. */
export async function readCellCounts(db: Db, shootId: string, key: string): Promise<CellCounts> {
  const cell = db.generations
    .where("[shootId+cell+status]")
    .between([shootId, key], [shootId, key, []])
    .toArray();
  return countPlaces((await cell).map(({ status }) => ({ cell: key, status }))).get(key) ?? {};
}

/**
 * Shows what every cell with a generation holds, now and after each change. All keys are read once; then only what has
 * changed. What goes wrong goes to `fail`. Returns the way to stop.
 */
export function watchCellStates(
  db: Db,
  shootId: string,
  show: (states: CellStates) => void,
  fail: (error: unknown) => void,
): () => void {
  let places = new Map<string, Place>();
  async function follow(changes: Changes): Promise<void> {
    if (changes === "many") places = await readPlaces(db, shootId);
    else if (!(await movePlaces(changes))) return;
    show(countPlaces(places.values()));
  }

  /** False when nothing of this shoot has changed. */
  async function movePlaces(changed: ReadonlySet<string>): Promise<boolean> {
    const ids = [...changed];
    const records = await readAtOnce(db, db.generations, () => db.generations.bulkGet(ids));
    let isMoved = false;
    for (const [i, id] of ids.entries()) {
      const one = records[i];
      if (one?.shootId === shootId && one.cell !== undefined) {
        places.set(id, { cell: one.cell, status: one.status });
        isMoved = true;
      } else if (places.delete(id)) isMoved = true;
    }
    return isMoved;
  }

  return watchChanges(db, "generations", follow, fail, gatherFor);
}

function countPlaces(places: Iterable<Place>): Map<string, CellCounts> {
  const states = new Map<string, CellCounts>();
  for (const { cell, status } of places) {
    const counts = states.get(cell) ?? {};
    counts[status] = (counts[status] ?? 0) + 1;
    states.set(cell, counts);
  }
  return states;
}
