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

/** The entries that the moves of generations go on with, in the order of the ids. */
export async function readNewestEntries(db: Db, ids: string[]): Promise<(StoredEntry | undefined)[]> {
  const entries = ids.map((id) => db.ledger.where("generationId").equals(id).toArray());
  return (await Promise.all(entries)).map((ofOne) => ofOne.at(-1));
}

/** A generation after its move, and its newest entry before it. */
interface Moved {
  next: Generation;
  entry: StoredEntry | undefined;
}

/**
 * Brings the newest entries of generations to what their moves mean for the money. Belongs into the moves' own
 * transaction. What is sent without an entry (an older Refshot had queued it) gets one.
 */
export async function moveInLedger(db: Db, moved: readonly Moved[]): Promise<void> {
  const put: StoredEntry[] = [];
  const deleted: number[] = [];
  const added: LedgerEntry[] = [];
  // Most moves change no sum: then none is read.
  const counted: { removed: LedgerEntry[]; added: LedgerEntry[] } = { removed: [], added: [] };
  for (const { next, entry } of moved) {
    if (!entry) {
      const first = firstEntry(next);
      added.push(...first);
      counted.added.push(...first);
      continue;
    }
    const { order, ...before } = entry;
    const [after, ...more] = entriesAfter(before, next);
    if (!after) deleted.push(order);
    else if (!isSame(before, after)) put.push({ ...after, order });
    added.push(...more);
    if (after && more.length === 0 && countsAlike(before, after)) continue;
    counted.removed.push(before);
    counted.added.push(...(after ? [after, ...more] : more));
  }
  await Promise.all([
    put.length > 0 && db.ledger.bulkPut(put),
    deleted.length > 0 && db.ledger.bulkDelete(deleted),
    added.length > 0 && db.ledger.bulkAdd(added as StoredEntry[]),
    count(db, counted),
  ]);
}

/** Of what has none. */
const firstEntry = (generation: Generation): LedgerEntry[] =>
  generation.status === "submitting"
    ? [openEntry(generation, generation.submittedAt, { cautiousUsd: 0 })]
    : [];

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
  if (changes.length === 0) return;
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
