import "fake-indexeddb/auto";
import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { generationSchema, moves, type Status } from "../../../lib/domain/generation";
import { toFailure } from "../../../lib/failure/failure";
import { savedLookSchema, shootSchema } from "../../../lib/shoot/shoot-schema";
import { readCellStates } from "../../../lib/storage/cell-states";
import { Db } from "../../../lib/storage/db";
import { readNewest, readOpen } from "../../../lib/storage/generations";
import { readLog } from "../../../lib/storage/logs";
import { readTray } from "../../../lib/storage/references";

/** A database as some version of Refshot left it. Once released, such a file is never changed. */
interface Fixture {
  /** The number that IndexedDB has for it: Dexie's times ten. */
  version: number;
  stores: Record<
    string,
    {
      keyPath: string | string[];
      autoIncrement: boolean;
      indexes: { name: string; keyPath: string | string[]; multiEntry: boolean }[];
      rows: Record<string, unknown>[];
    }
  >;
}

const folder = new URL("../fixtures/", import.meta.url);
const fixtures = readdirSync(folder).map((name): [string, Fixture] => [
  name,
  JSON.parse(readFileSync(new URL(name, folder), "utf8")),
]);

function request<T>(asked: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
  });
}

/** Makes the database without any code of the product. */
async function restore(name: string, { version, stores }: Fixture): Promise<void> {
  const opening = indexedDB.open(name, version);
  opening.onupgradeneeded = () => {
    for (const [store, { keyPath, autoIncrement, indexes, rows }] of Object.entries(stores)) {
      const made = opening.result.createObjectStore(store, { keyPath, autoIncrement });
      for (const { name, keyPath, multiEntry } of indexes) made.createIndex(name, keyPath, { multiEntry });
      for (const row of rows) made.add(row);
    }
  };
  (await request(opening)).close();
}

/** All rows of all stores, and the version, read without any code of the product. */
async function dump(name: string): Promise<unknown> {
  const database = await request(indexedDB.open(name));
  const names = [...database.objectStoreNames];
  const rows = await Promise.all(
    names.map((store) => request(database.transaction(store).objectStore(store).getAll())),
  );
  database.close();
  return [database.version, names, rows];
}

/** The stores and indexes as the browser has them. */
async function formOf(name: string): Promise<unknown> {
  const database = await request(indexedDB.open(name));
  const names = [...database.objectStoreNames];
  const asking = database.transaction(names);
  const form = names.map((store) => {
    const { keyPath, autoIncrement, indexNames } = asking.objectStore(store);
    const indexes = [...indexNames].map((name) => {
      const { keyPath: of, multiEntry, unique } = asking.objectStore(store).index(name);
      return { name, of, multiEntry, unique };
    });
    return { store, keyPath, autoIncrement, indexes };
  });
  database.close();
  return [database.version, form];
}

describe.each(fixtures)("data as %s has it", (name, fixture) => {
  it("is opened by this version, and every record can be read", async () => {
    await restore(name, fixture);
    const db = new Db(name);
    const newest = await readNewest(db, 1000);
    expect(newest).toHaveLength(fixture.stores.generations!.rows.length);
    for (const generation of newest) expect(generationSchema.parse(generation)).toEqual(generation);
    expect(new Set(newest.map(({ status }) => status)).size).toBe(Object.keys(moves).length);
    expect((await readOpen(db)).map(({ status }) => status)).toEqual([
      "queued",
      "submitting",
      "running",
      "saving",
    ] satisfies Status[]);
    expect(await db.references.toArray()).toEqual(fixture.stores.references!.rows);
    expect(await readTray(db)).toEqual({ face: "face-1", products: [] });
    expect((await readLog(db, newest[0]!.id)).length).toBeGreaterThan(0);
    expect(await db.ledger.toArray()).toEqual(fixture.stores.ledger?.rows ?? []);
    expect(await db.spendingDays.toArray()).toEqual(fixture.stores.spendingDays?.rows ?? []);
    expect(await db.shoots.toArray()).toEqual(fixture.stores.shoots?.rows ?? []);
    expect(await db.looks.toArray()).toEqual(fixture.stores.looks?.rows ?? []);
    expect(await db.shootTotals.toArray()).toEqual(fixture.stores.shootTotals?.rows ?? []);
    db.close();
  });

  it("gets the stores and indexes that a new one has", async () => {
    for (const db of [new Db(name), new Db("new")]) {
      await db.open();
      db.close();
    }
    expect(await formOf(name)).toEqual(await formOf("new"));
  });
});

it("what a shoot's cells hold is read from keys alone", async () => {
  const [, fixture] = fixtures.at(-1)!;
  await restore("shoots", fixture);
  const db = new Db("shoots");
  const [shoot] = fixture.stores.shoots!.rows;
  expect(shootSchema.parse(shoot)).toEqual(shoot);
  expect(savedLookSchema.parse(fixture.stores.looks!.rows[0])).toEqual(fixture.stores.looks!.rows[0]);
  expect(Object.fromEntries(await readCellStates(db, String(shoot!.id)))).toEqual({
    "a1b2c3d4:10000001": { done: 1 },
    "a1b2c3d4:10000002": { failed: 1 },
    "b1c2d3e4:10000001": { queued: 1 },
  });
  db.close();
});

it("a newer version's data is refused with its own code, and not touched", async () => {
  const [, fixture] = fixtures.at(-1)!;
  const { trays: _, ...others } = fixture.stores;
  // What Dexie by itself would open, and then mend by adding the store that it misses.
  await restore("newer", { version: fixture.version + 10, stores: others });
  const before = await dump("newer");
  const db = new Db("newer");
  for (const call of [
    () => db.open(),
    () => readNewest(db, 10),
    () => db.generations.clear(),
    () => db.trays.put({ id: "tray", products: [] }),
  ]) {
    const error = await call().then(
      () => undefined,
      (thrown: unknown) => thrown,
    );
    expect(toFailure(error)).toEqual({ code: "data_newer" });
  }
  db.close();
  expect(await dump("newer")).toEqual(before);
});
