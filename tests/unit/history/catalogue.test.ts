import "fake-indexeddb/auto";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { Generation } from "../../../lib/domain/generation";
import { createCatalogue } from "../../../lib/history/catalogue";
import { findRows } from "../../../lib/history/columns";
import { everything } from "../../../lib/history/filter";
import { Db } from "../../../lib/storage/db";
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

it("a change is shown at once, and those that come close after it together", async () => {
  const db = new Db(crypto.randomUUID());
  const ids = ["a", "b", "c", "d", "e", "f"];
  await db.generations.bulkAdd(ids.map((id): Generation => ({ ...generationIn("queued"), id })));
  const catalogue = createCatalogue(db);
  const until = (is: () => boolean) => vi.waitUntil(is, { timeout: 30_000 });
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
