import { Dexie } from "dexie";
import {
  type Generation,
  isOpen,
  type Move,
  maxNote,
  move,
  type OpenGeneration,
  openStatuses,
  type Status,
} from "../domain/generation";
import type { Db } from "./db";
import { moveInLedger, moveTables, readNewestEntry } from "./ledger";
import { addLines } from "./logs";
import { deleteIfUnreferenced, referenceTables } from "./references";

/** Stores new generations together with the first lines of their logs, all or nothing. */
export async function addGenerations(
  db: Db,
  generations: Generation[],
  linesOf: (generation: Generation) => string[],
  at: number,
): Promise<void> {
  await db.transaction("rw", [db.generations, db.logs], async () => {
    const logs = generations.map((one) => ({ generationId: one.id, lines: linesOf(one) }));
    await Promise.all([db.generations.bulkAdd(generations), addLines(db, logs, at)]);
  });
}

/**
 * One move of one generation, the log lines that tell it, and what it means for the money, as one transaction. Gives the generation after
 * the move, or undefined when it is gone or no longer has a status in `from`: somebody else moved it first.
 */
export async function moveGeneration(
  db: Db,
  id: string,
  from: readonly Status[],
  to: Move,
  lines: string[],
  at: number,
): Promise<Generation | undefined> {
  return db.transaction("rw", moveTables(db), async () => {
    // Together: every call goes to the browser's process and back, and others wait behind this transaction.
    const [current, entry] = await Promise.all([db.generations.get(id), readNewestEntry(db, id)]);
    if (!current || !from.includes(current.status)) return undefined;
    const next = move(current, to);
    await Promise.all([
      db.generations.put(next),
      addLines(db, [{ generationId: id, lines }], at),
      moveInLedger(db, next, entry),
    ]);
    return next;
  });
}

/** Every generation that has not ended, oldest batch first, each batch in the order of its numbers. */
export async function readOpen(db: Db): Promise<OpenGeneration[]> {
  // `anyOf` would go step by step from one to the next.
  const found = openStatuses.map((status) => db.generations.where("status").equals(status).toArray());
  return (await Promise.all(found))
    .flat()
    .filter(isOpen)
    .sort((a, b) => Math.floor(a.createdAt) - Math.floor(b.createdAt) || a.number - b.number);
}

/** The newest `limit` generations that are not being deleted, newest first. Reads no pictures. */
export async function readNewest(db: Db, limit: number): Promise<Generation[]> {
  return db.generations
    .orderBy("createdAt")
    .reverse()
    .filter(({ hiddenAt }) => hiddenAt === undefined)
    .limit(limit)
    .toArray();
}

/**
 * The newest `limit` generations, newest first, those that are being deleted among them. Where `since` (ms since 1970)
 * is known to be as old as the last of them, they come in one answer. Reads no pictures.
 */
export async function readLast(db: Db, limit: number, since: number | undefined): Promise<Generation[]> {
  if (since === undefined) return db.generations.orderBy("createdAt").reverse().limit(limit).toArray();
  const found = await db.generations.where("createdAt").aboveOrEqual(since).toArray();
  return found.reverse().slice(0, limit);
}

/** One batch, in the order of its numbers; empty when there is none of this id. */
export async function readBatch(db: Db, batchId: string): Promise<Generation[]> {
  const batch = await db.generations.where("batchId").equals(batchId).toArray();
  return batch.sort((a, b) => a.number - b.number);
}

/** Marks results as favourites, or no longer; gives the ids of those that were not so before. */
export async function setFavourite(db: Db, ids: string[], favourite: boolean): Promise<string[]> {
  const changed: string[] = [];
  await db.generations
    .where("id")
    .anyOf(ids)
    .modify((generation) => {
      if (generation.favourite !== favourite) changed.push(generation.id);
      generation.favourite = favourite;
    });
  return changed;
}

/** Keeps the user's own words about a result; none when they are empty. */
export async function setNote(db: Db, id: string, note: string): Promise<void> {
  await db.generations.update(id, { note: note.slice(0, maxNote) || undefined });
}

/** Takes ended generations out of sight, and gives their ids; `showAgain` undoes it until they are removed. */
export async function hide(db: Db, ids: string[], at: number): Promise<string[]> {
  const hidden: string[] = [];
  await db.generations
    .where("id")
    .anyOf(ids)
    .modify((generation) => {
      if (isOpen(generation) || generation.hiddenAt !== undefined) return;
      generation.hiddenAt = at;
      hidden.push(generation.id);
    });
  return hidden;
}

export async function showAgain(db: Db, ids: string[]): Promise<void> {
  await db.generations
    .where("id")
    .anyOf(ids)
    .modify((generation) => {
      delete generation.hiddenAt;
    });
}

/** Deletes hidden generations for good, with pictures, logs, and references that nothing else uses. */
export async function removeHidden(db: Db, before: number, only?: string[]): Promise<void> {
  const tables = [...referenceTables(db), db.logs];
  const wanted = only && new Set(only);
  await db.transaction("rw", tables, async () => {
    const hidden = await db.generations
      .where("hiddenAt")
      .belowOrEqual(before)
      .filter(({ id }) => !wanted || wanted.has(id))
      .toArray();
    const ids = hidden.map(({ id }) => id);
    await db.generations.bulkDelete(ids);
    await db.logs.where("generationId").anyOf(ids).delete();
    await db.thumbnails.bulkDelete(ids);
    await db.pixels.bulkDelete(ids);
    await skipDeleted(db, hidden);
    for (const id of new Set(hidden.flatMap(({ referenceIds }) => referenceIds)))
      await deleteIfUnreferenced(db, id);
  });
}

/** What the user deletes is not made again by the next Start of its shoot, unless the user wants it. */
async function skipDeleted(db: Db, deleted: Generation[]): Promise<void> {
  for (const shootId of new Set(deleted.flatMap((one) => one.shootId ?? []))) {
    const keys = deleted.flatMap(({ cell, ...one }) => (one.shootId === shootId && cell ? [cell] : []));
    await db.shoots
      .where("id")
      .equals(shootId)
      .modify((shoot) => {
        shoot.skipped = [...new Set([...shoot.skipped, ...keys])];
      });
  }
}

/** Deletes everything that the database holds; the ledger, which has no pictures, may stay. */
export async function removeEverything(db: Db, withLedger = true): Promise<void> {
  const ledger: string[] = [db.ledger.name, db.spendingDays.name, db.shootTotals.name];
  const tables = db.tables.filter(({ name }) => withLedger || !ledger.includes(name));
  await db.transaction("rw", tables, () => Dexie.Promise.all(tables.map((table) => table.clear())));
}
