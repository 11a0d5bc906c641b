import type { EntityTable, InsertType } from "dexie";
import type { Generation } from "../domain/generation";
import { emptyTray, traySlots } from "../domain/tray";
import { FailureError } from "../failure/failure";
import { maxInitPixels } from "../image/dimensions";
import { maxJpegBytes, type NormalizedImage, normalizeImage } from "../image/normalize";
import { readHeader } from "../image/sniff";
import type { Db } from "../storage/db";
import { showAgain } from "../storage/generations";
import { readTray } from "../storage/references";
import { pictureTables } from "./backup-format";
import { isBareJpeg } from "./jpeg-metadata";
import type { Backup } from "./read-backup";

/** Pictures are written so many at a time. */
const atOnce = 50;

/** How many results a restore added, and how many were there already and stayed as they are. */
export interface Restored {
  added: number;
  there: number;
}

/**
 * Adds what a backup has and this database does not. Nothing that is there is changed. Pictures come first
 * and records last, in one transaction: if it breaks off in between, what was added is taken out again.
 */
export async function restoreBackup(
  db: Db,
  from: Backup,
  normalize: (picture: Blob) => Promise<NormalizedImage> = normalizeImage,
): Promise<Restored> {
  const undo: (() => Promise<unknown>)[] = [];
  const backup = withOwnPixels(from, normalize);
  try {
    for (const table of pictureTables)
      for (const ids of chunksOf(ownersOf(backup))) undo.push(await addPictures(db, backup, table, ids));
    return await addRecords(db, backup);
  } catch (error) {
    for (const takeOut of undo) await takeOut();
    throw error;
  }
}

/**
 * The backup with every reference's pixels as this Refshot makes them: they are sent to fal as they are stored. Others'
 * may be of any format and size, and hold what a camera wrote of where they were taken.
 */
function withOwnPixels(backup: Backup, normalize: (picture: Blob) => Promise<NormalizedImage>): Backup {
  const references = new Map(backup.lists.references.map((one) => [one.id, one]));
  return {
    ...backup,
    async picture(table, id) {
      const blob = await backup.picture(table, id);
      const reference = references.get(id);
      if (!blob || !reference || table !== "pixels" || (await isOwn(blob))) return blob;
      const { jpeg, size } = await normalize(blob).catch(() => {
        throw new FailureError("backup_damaged");
      });
      Object.assign(reference, size, { bytes: jpeg.size });
      return jpeg;
    },
  };
}

async function isOwn(picture: Blob): Promise<boolean> {
  if (picture.size > maxJpegBytes) return false;
  const bytes = new Uint8Array(await picture.arrayBuffer());
  const { width, height } = readHeader(bytes);
  return isBareJpeg(bytes) && width * height <= maxInitPixels;
}

function ownersOf({ lists: { generations, references } }: Backup): string[] {
  return [...generations, ...references].map(({ id }) => id);
}

function chunksOf(ids: string[]): string[][] {
  return Array.from({ length: Math.ceil(ids.length / atOnce) }, (_, i) =>
    ids.slice(i * atOnce, (i + 1) * atOnce),
  );
}

/** Adds the pictures of these ids that are missing here; gives the way to take them out again. */
async function addPictures(
  db: Db,
  backup: Backup,
  table: (typeof pictureTables)[number],
  ids: string[],
): Promise<() => Promise<unknown>> {
  const there = new Set(await db.table(table).where("id").anyOf(ids).primaryKeys());
  const rows: object[] = [];
  const added: string[] = [];
  for (const id of ids.filter((one) => !there.has(one))) {
    const blob = await backup.picture(table, id);
    if (!blob) continue;
    rows.push(table === "pixels" ? { id, blob } : { id, bytes: new Uint8Array(await blob.arrayBuffer()) });
    added.push(id);
  }
  await db.table(table).bulkAdd(rows);
  return () => db.table(table).bulkDelete(added);
}

async function addRecords(db: Db, { lists }: Backup): Promise<Restored> {
  const tables = [
    db.generations,
    db.references,
    db.logs,
    db.prompts,
    db.models,
    db.shoots,
    db.looks,
    db.trays,
  ];
  return db.transaction("rw", tables, async () => {
    const shown = await showHidden(db, lists.generations);
    const made = new Set(await db.generations.toCollection().primaryKeys());
    // An id is one picture's, whichever of the two it is: nothing new may share what is there.
    const taken = new Set([...made, ...(await db.references.toCollection().primaryKeys())]);
    const generations = lists.generations.filter(({ id }) => !taken.has(id));
    const added = new Set(generations.map(({ id }) => id));
    await db.generations.bulkAdd(generations);
    await db.logs.bulkAdd(lists.logs.filter(({ generationId }) => added.has(generationId)));
    await db.references.bulkAdd(lists.references.filter(({ id }) => !taken.has(id)));
    await addMissing(db.prompts, lists.prompts);
    await addMissing(db.models, lists.models);
    await addMissing(db.shoots, lists.shoots);
    await addMissing(db.looks, lists.looks);
    // A tray in use is the user's; only an empty one is filled.
    const [tray] = lists.trays;
    if (tray && traySlots(await readTray(db)).length === 0) await db.trays.put({ ...emptyTray, ...tray });
    const count = generations.length + shown;
    return { added: count, there: lists.generations.length - count };
  });
}

async function addMissing<T extends { id: string }>(
  table: EntityTable<T, "id">,
  rows: InsertType<T, "id">[],
): Promise<void> {
  const there = new Set<unknown>(await table.toCollection().primaryKeys());
  await table.bulkAdd(rows.filter((row) => !there.has((row as { id: string }).id)));
}

/** What is just being deleted here is wanted after all; gives how many of these that were. */
async function showHidden(db: Db, wanted: Generation[]): Promise<number> {
  const hidden = new Set(await db.generations.where("hiddenAt").above(0).primaryKeys());
  const ids = wanted.map(({ id }) => id).filter((id) => hidden.has(id));
  await showAgain(db, ids);
  return ids.length;
}
