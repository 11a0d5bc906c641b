import { Dexie } from "dexie";
import type { Generation } from "../domain/generation";
import { entriesAfter, type LedgerEntry, openEntry } from "../domain/ledger";
import {
  addEntry,
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
  await db.ledger.bulkAdd(entries as StoredEntry[]);
  await count(db, { added: entries });
}

/**
 * Brings a generation's newest entry to what its move means for the money. Belongs into the move's own
 * transaction. What is sent without an entry (an older Refshot had queued it) gets one.
 */
export async function moveInLedger(db: Db, generation: Generation): Promise<void> {
  const entry = (await db.ledger.where("generationId").equals(generation.id).toArray()).at(-1);
  if (!entry) {
    if (generation.status === "submitting")
      await addToLedger(db, [openEntry(generation, generation.submittedAt, { cautiousUsd: 0 })]);
    return;
  }
  const { order, ...before } = entry;
  const [after, ...more] = entriesAfter(before, generation);
  if (more.length === 0 && isSame(before, after)) return;
  if (after) await db.ledger.put({ ...after, order });
  else await db.ledger.delete(order);
  await count(db, { removed: [before], added: after ? [after] : [] });
  if (more.length > 0) await addToLedger(db, more);
}

const isSame = (one: LedgerEntry, other: LedgerEntry | undefined) =>
  JSON.stringify(one) === JSON.stringify(other);

/** Entries more and less in the sums of their days and shoots, each sum read and written once. */
async function count(
  db: Db,
  { removed = [], added }: { removed?: LedgerEntry[]; added: LedgerEntry[] },
): Promise<void> {
  const days = new Map<string, DayTotal>();
  const shoots = new Map<string, ShootTotal>();
  const changes = [
    ...removed.map((entry) => ({ entry, times: -1 as const })),
    ...added.map((entry) => ({ entry, times: 1 as const })),
  ];
  for (const { entry, times } of changes) {
    const { mode, shootId } = entry;
    const day = dayOf(entry.at);
    const key = `${day} ${mode}`;
    const total = days.get(key) ?? (await db.spendingDays.get([day, mode])) ?? emptyTotal(day, mode);
    days.set(key, addEntry(total, entry, times));
    if (shootId === undefined) continue;
    const shoot = shoots.get(shootId) ?? (await db.shootTotals.get(shootId)) ?? emptyShootTotal(shootId);
    shoots.set(shootId, addEntry(shoot, entry, times));
  }
  await db.spendingDays.bulkPut([...days.values()]);
  if (shoots.size > 0) await db.shootTotals.bulkPut([...shoots.values()]);
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
