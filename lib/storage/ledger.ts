import { Dexie, type Table } from "dexie";
import type { Generation } from "../domain/generation";
import { entriesAfter, type LedgerEntry, openEntry } from "../domain/ledger";
import {
  addEntry,
  countsAlike,
  type DayTotal,
  dayOf,
  emptyShootTotal,
  emptyTotal,
  firstDayOf,
  type ShootTotal,
  seenOn,
} from "../domain/spending";
import type { Db, StoredEntry } from "./db";

/** The tables that a move of a generation writes: every transaction around one names them. */
export const moveTables = (db: Db) => [
  ...[db.generations, db.logs, db.ledger, db.spendingDays, db.shootTotals],
];

/** Writes entries and their days' sums. Belongs into a transaction over `moveTables`. */
export async function addToLedger(db: Db, entries: LedgerEntry[]): Promise<void> {
  // The database gives the order.
  await Promise.all([db.ledger.bulkAdd(entries as StoredEntry[]), count(db, { added: entries })]);
}

/** The entry that a generation's moves go on with. */
export async function readNewestEntry(db: Db, generationId: string): Promise<StoredEntry | undefined> {
  return (await db.ledger.where("generationId").equals(generationId).toArray()).at(-1);
}

/**
 * Brings a generation's newest `entry` to what its move means for the money. Belongs into the move's own
 * transaction. What is sent without an entry (an older Refshot had queued it) gets one.
 */
export async function moveInLedger(
  db: Db,
  generation: Generation,
  entry: StoredEntry | undefined,
): Promise<void> {
  if (!entry) {
    if (generation.status === "submitting")
      await addToLedger(db, [openEntry(generation, generation.submittedAt, { cautiousUsd: 0 })]);
    return;
  }
  const { order, ...before } = entry;
  const [after, ...more] = entriesAfter(before, generation);
  if (more.length === 0 && isSame(before, after)) return;
  const added = after ? [after, ...more] : more;
  await Promise.all([
    after ? db.ledger.put({ ...after, order }) : db.ledger.delete(order),
    more.length > 0 && db.ledger.bulkAdd(more as StoredEntry[]),
    // Most moves change no sum: then none is read.
    !(after && added.length === 1 && countsAlike(before, after)) && count(db, { removed: [before], added }),
  ]);
}

const isSame = (one: object, other: object | undefined) => JSON.stringify(one) === JSON.stringify(other);

/** Entries more and less in the sums of their days and shoots. */
async function count(
  db: Db,
  { removed = [], added }: { removed?: LedgerEntry[]; added: LedgerEntry[] },
): Promise<void> {
  const changes = [
    ...removed.map((entry): Change => ({ entry, times: -1 })),
    ...added.map((entry): Change => ({ entry, times: 1 })),
  ];
  const ofShoots = changes.filter(({ entry }) => entry.shootId !== undefined);
  await Promise.all([
    addUp(
      db.spendingDays,
      changes,
      ({ at, mode }): [string, string] => [dayOf(at), mode],
      ([day, mode]) => emptyTotal(day, mode),
    ),
    addUp(
      db.shootTotals as Table<ShootTotal, string>,
      ofShoots,
      ({ shootId = "" }) => shootId,
      emptyShootTotal,
    ),
  ]);
}

interface Change {
  entry: LedgerEntry;
  times: 1 | -1;
}

/** Brings changes into their sums, each of which is read and written once. */
async function addUp<T extends DayTotal | ShootTotal, K extends string | [string, string]>(
  table: Table<T, K>,
  changes: Change[],
  keyOf: (entry: LedgerEntry) => K,
  emptySum: (key: K) => T,
): Promise<void> {
  const keys = new Map(changes.map(({ entry }) => [String(keyOf(entry)), keyOf(entry)]));
  const stored = await table.bulkGet([...keys.values()]);
  const sums = [...keys].map(([name, key], i) =>
    changes
      .filter(({ entry }) => String(keyOf(entry)) === name)
      .reduce((sum, { entry, times }) => addEntry(sum, entry, times), stored[i] ?? emptySum(key)),
  );
  await table.bulkPut(sums);
}

/** What was spent by shoot, those that are deleted included. */
export async function readShootTotals(db: Db): Promise<ShootTotal[]> {
  return db.shootTotals.toArray();
}

/** The sums of the month of `today`, and of all days that have not come. */
export async function readDays(db: Db, today: string): Promise<DayTotal[]> {
  return db.spendingDays.where("day").aboveOrEqual(firstDayOf(today)).toArray();
}

/** The same, and notes of days that have not come that they were seen. Belongs into a transaction. */
export async function readDaysNoting(db: Db, today: string): Promise<DayTotal[]> {
  const totals = await readDays(db, today);
  const seen = totals.map((total) => seenOn(total, today));
  await db.spendingDays.bulkPut(seen.filter((total, i) => total !== totals[i]));
  return seen;
}

/** Which of these ids fal gave to requests that are known already. */
export async function readKnownRequests(db: Db, ids: string[]): Promise<Set<string>> {
  const known = await db.ledger.where("requestId").anyOf(ids).toArray();
  return new Set(known.flatMap(({ requestId }) => requestId ?? []));
}

/** Every entry in the order of the presses, so many at a time: 100,000 at once would fill the memory. */
export async function* readLedger(db: Db, atOnce = 5_000): AsyncGenerator<StoredEntry[]> {
  for (let after = Number.NEGATIVE_INFINITY; ; ) {
    const some = await db.ledger
      .where("order")
      .between(after, Dexie.maxKey, false, true)
      .limit(atOnce)
      .toArray();
    const last = some.at(-1);
    if (!last) return;
    yield some;
    after = last.order;
  }
}
