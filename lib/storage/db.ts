import { Dexie, type EntityTable, type Table } from "dexie";
import type { Generation } from "../domain/generation";
import type { LedgerEntry } from "../domain/ledger";
import type { StoredLines } from "../domain/log-lines";
import type { Model } from "../domain/model";
import type { Reference } from "../domain/reference";
import type { SavedPrompt } from "../domain/saved-prompt";
import type { DayTotal, ShootTotal } from "../domain/spending";
import type { Tray } from "../domain/tray";
import { FailureError } from "../failure/failure";
import type { SavedLook, Shoot } from "../shoot/shoot";

/** A row of the ledger; `order` is the database's own. */
export type StoredEntry = LedgerEntry & { order: number };

/**
 * Everything that lasts, in one database. Pixels are only ever read by id, never with a list. Data of a newer
 * Refshot is refused untouched: every call then throws an error whose failure is `data_newer`.
 */
export class Db extends Dexie {
  references!: EntityTable<Reference, "id">;
  generations!: EntityTable<Generation, "id">;
  logs!: EntityTable<StoredLines & { order: number }, "order">;
  /** One row, `tray`: which references are set now. */
  trays!: EntityTable<Tray & { id: "tray" }, "id">;
  /** Small JPEGs as bytes (they read three times faster than Blobs), under the id of what they show. */
  thumbnails!: EntityTable<{ id: string; bytes: Uint8Array }, "id">;
  /** Full pictures: the JPEG of a reference, or the picture of a generation as fal gave it. */
  pixels!: EntityTable<{ id: string; blob: Blob }, "id">;
  /** The user's own prompts, by name. */
  prompts!: EntityTable<SavedPrompt, "id">;

  /** Saved faces, under the id of the face reference that each keeps. */
  models!: EntityTable<Model, "id">;

  /** Every request that costs something, or may, in the order of the presses. It outlives its generation. */
  ledger!: EntityTable<StoredEntry, "order">;
  /** The ledger's sums by day and mode, written with it: limits and sums read these. */
  spendingDays!: Table<DayTotal, [day: string, mode: string]>;

  /** The ledger's sums by shoot, written with it; a shoot that is deleted leaves its name there. */
  shootTotals!: EntityTable<ShootTotal, "shootId">;

  shoots!: EntityTable<Shoot, "id">;
  /** Looks that are kept for other shoots. */
  looks!: EntityTable<SavedLook, "id">;

  constructor(name = "refshot") {
    // Strict: "submitting" must be on the disk before the paid call, also when the power fails after it.
    super(name, { indexedDB: refusingNewer, chromeTransactionDurability: "strict" });
    // Frozen: users have data in this form. Older forms, to version 1, lack some of these tables and indexes and differ
    // in nothing else: Dexie adds what is missing. A change is version(6), with an upgrade where it changes what is
    // stored, and a fixture for its test.
    this.version(5).stores({
      references: "id",
      // `[createdAt+id]` is the order of the history with no ties, for pages that begin after a key. What a shoot's
      // cells hold is read from the keys of the last two alone.
      generations:
        "id, createdAt, status, batchId, *referenceIds, hiddenAt, [createdAt+id], [shootId+status], [shootId+cell+status]",
      logs: "++order, generationId",
      trays: "id",
      thumbnails: "id",
      pixels: "id",
      prompts: "id, order",
      models: "id, createdAt",
      ledger: "++order, generationId, requestId, at, shootId",
      spendingDays: "[day+mode], day",
      shoots: "id, createdAt, state, *referenceIds",
      looks: "id, createdAt, *referenceIds",
      shootTotals: "shootId",
    });
  }

  /** A full disk has the browser close the database, and Dexie then keeps it closed: the next call opens it again. */
  revive(): void {
    if (!this.isOpen()) this.close({ disableAutoOpen: false });
  }
}

/**
 * What `read` gives, which asks for all that it needs at once. Everybody who writes waits for a transaction that reads;
 * this one ends by itself, and not when this page, which may be drawing, has heard its answers.
 */
export async function readAtOnce<T>(db: Db, table: Table, read: () => Promise<T>): Promise<T> {
  // Somebody's transaction is not ours to end.
  if (Dexie.currentTransaction) return read();
  const begun = db.transaction("r", table, ({ idbtrans }) => {
    const answers = read();
    // Told below; not told twice where the transaction fails with it.
    answers.catch(() => undefined);
    idbtrans.commit();
    return { answers };
  });
  // Not the transaction's own result: Chromium gives a record of 64 kB or more after the end that it tells, and Dexie
  // then says "Transaction committed too early".
  return (await begun).answers;
}

/**
 * Dexie 4 meets a newer database (VersionError) by opening it without a version, and then adds to it what it
 * misses. Here that second call is the refusal.
 */
const refusingNewer: IDBFactory = {
  open(name, version) {
    if (version === undefined) throw new FailureError("data_newer");
    return indexedDB.open(name, version);
  },
  deleteDatabase: (name) => indexedDB.deleteDatabase(name),
  cmp: (first, second) => indexedDB.cmp(first, second),
  databases: () => indexedDB.databases(),
};
