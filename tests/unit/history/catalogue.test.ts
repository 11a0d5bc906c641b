import "fake-indexeddb/auto";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { Generation } from "../../../lib/domain/generation";
import { type CatalogueState, createCatalogue } from "../../../lib/history/catalogue";
import { findRows, idAt } from "../../../lib/history/columns";
import { everything } from "../../../lib/history/filter";
import { readHistory } from "../../../lib/history/read-history";
import { Db } from "../../../lib/storage/db";
import { hide, setFavourite, showAgain } from "../../../lib/storage/generations";
import { generationIn } from "../support/records";

beforeEach(() => {
  // Only what the test lets pass.
  vi.useFakeTimers({ toFake: ["setTimeout"] });
  vi.stubGlobal("requestIdleCallback", (done: () => void) => done());
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const readNow = (db: Db) => readHistory({ name: db.name, version: db.backendDB().version });
const until = (is: () => boolean) => vi.waitUntil(is, { timeout: 30_000 });

/** A database with `count` results, `1` the oldest. */
async function filled(count: number): Promise<Db> {
  const db = new Db(crypto.randomUUID());
  const made = Array.from({ length: count }, (_, i) => ({ id: `${i + 1}`, createdAt: i + 1 }));
  await db.generations.bulkAdd(made.map((changes) => generationIn("done", changes)));
  return db;
}

const idsIn = ({ columns }: CatalogueState) =>
  Array.from({ length: columns.length }, (_, at) => idAt(columns, at));

it("a short history needs no reader", async () => {
  const readHistory = vi.fn();
  const catalogue = createCatalogue(await filled(3), readHistory);
  catalogue.subscribe(() => undefined);
  await until(() => catalogue.read().complete);
  expect(idsIn(catalogue.read())).toEqual(["3", "2", "1"]);
  expect(readHistory).not.toHaveBeenCalled();
});

it("of a long one the newest are shown first, and what changes while all are read is right in the end", async () => {
  const db = await filled(100);
  const reading = Promise.withResolvers<void>();
  const changed = Promise.withResolvers<void>();
  const catalogue = createCatalogue(db, async (begin) => {
    await begin;
    reading.resolve();
    const columns = await readNow(db);
    await changed.promise;
    return columns;
  });
  catalogue.subscribe(() => undefined);
  await until(() => catalogue.read().started);
  expect(idsIn(catalogue.read())).toEqual(Array.from({ length: 60 }, (_, i) => `${100 - i}`));
  expect(catalogue.read().complete).toBe(false);
  await vi.advanceTimersByTimeAsync(100);
  await reading.promise;
  // In the newest and in the others: one is new, some are deleted, hidden, shown again, or changed.
  await db.generations.add(generationIn("queued", { id: "new", createdAt: 101 }));
  await db.generations.bulkDelete(["99", "2"]);
  await hide(db, ["98", "3", "4"], 1);
  await showAgain(db, ["4"]);
  await setFavourite(db, ["97", "5"], true);
  changed.resolve();
  await until(() => catalogue.read().complete);
  await vi.advanceTimersByTimeAsync(1_000);
  const gone = ["99", "98", "3", "2"];
  const left = Array.from({ length: 100 }, (_, i) => `${100 - i}`).filter((id) => !gone.includes(id));
  await until(() => idsIn(catalogue.read()).length === 97);
  expect(idsIn(catalogue.read())).toEqual(["new", ...left]);
  const favourites = findRows(catalogue.read().columns, { ...everything, favourite: true });
  expect(favourites.map((at) => idAt(catalogue.read().columns, at))).toEqual(["97", "5"]);
});

it("what is hidden or deleted before it is read is not there, and what was changed is as it is", async () => {
  const db = await filled(100);
  const catalogue = createCatalogue(db, async () => {
    await hide(db, ["50", "1"], 1);
    await setFavourite(db, ["10"], true);
    await db.generations.delete("2");
    return readNow(db);
  });
  catalogue.subscribe(() => undefined);
  await until(() => catalogue.read().started);
  await vi.advanceTimersByTimeAsync(100);
  await until(() => catalogue.read().complete);
  expect(idsIn(catalogue.read())).toHaveLength(97);
  expect(findRows(catalogue.read().columns, { ...everything, favourite: true })).toHaveLength(1);
});

it("everything deleted and other results restored while it is read: these are there, and no others", async () => {
  const db = await filled(100);
  let reads = 0;
  const catalogue = createCatalogue(db, async () => {
    reads++;
    const columns = await readNow(db);
    if (reads > 1) return columns;
    await db.generations.clear();
    await db.generations.bulkAdd(
      ["c", "a", "b"].map((id, i) => generationIn("done", { id, createdAt: 10 - i })),
    );
    return columns;
  });
  catalogue.subscribe(() => undefined);
  await until(() => catalogue.read().started);
  await vi.advanceTimersByTimeAsync(100);
  await until(() => catalogue.read().complete);
  expect(catalogue.read().columns.length).toBe(100);
  await vi.advanceTimersByTimeAsync(150);
  await until(() => catalogue.read().columns.length === 3);
  expect(idsIn(catalogue.read())).toEqual(["c", "a", "b"]);
});

it("what cannot be read is told, and the newest stay", async () => {
  vi.spyOn(console, "error").mockReturnValue();
  const db = await filled(100);
  const catalogue = createCatalogue(db, () => Promise.reject(new Error("the worker could not start")));
  catalogue.subscribe(() => undefined);
  await until(() => catalogue.read().started);
  await vi.advanceTimersByTimeAsync(100);
  await until(() => catalogue.read().failure !== undefined);
  const { failure, complete, columns } = catalogue.read();
  expect(failure).toEqual({ code: "unexpected", detail: "the worker could not start" });
  expect([complete, columns.length]).toEqual([false, 60]);
});

it("a change is shown at once, and those that come close after it together", async () => {
  const db = new Db(crypto.randomUUID());
  const ids = ["a", "b", "c", "d", "e", "f"];
  await db.generations.bulkAdd(ids.map((id): Generation => ({ ...generationIn("queued"), id })));
  const catalogue = createCatalogue(db, () => readNow(db));
  const shown: number[] = [];
  const favourites = () => findRows(catalogue.read().columns, { ...everything, favourite: true }).length;
  catalogue.subscribe(() => shown.push(favourites()));
  await until(() => catalogue.read().complete);
  shown.length = 0;
  const favour = (id: string) => db.generations.update(id, { favourite: true });
  await favour("a");
  await until(() => favourites() === 1);
  for (const id of ids.slice(1)) await favour(id);
  expect(shown).toEqual([1]);
  await vi.advanceTimersByTimeAsync(1_000);
  await until(() => favourites() === 6);
  expect(shown).toEqual([1, 6]);
});
