import "fake-indexeddb/auto";
import { beforeEach, expect, it } from "vitest";
import { cleanUp, planCleanUp } from "../../../lib/storage/clean-up";
import { Db } from "../../../lib/storage/db";
import { addReference } from "../../../lib/storage/references";
import { fromPicture, generationIn, prepared } from "../support/records";

let db: Db;
beforeEach(() => {
  db = new Db(crypto.randomUUID());
});

it("plans oldest first, and never a favourite, an open one, or one being deleted", async () => {
  await db.generations.bulkAdd([
    generationIn("done", { id: "old", createdAt: 2, bytes: 100 }),
    generationIn("failed", { id: "older", createdAt: 1 }),
    generationIn("done", { id: "favourite", createdAt: 1, favourite: true }),
    generationIn("running", { id: "open", createdAt: 1 }),
    generationIn("done", { id: "hidden", createdAt: 1, hiddenAt: 5 }),
    generationIn("done", { id: "new", createdAt: 10 }),
  ]);
  expect(await planCleanUp(db, 10)).toEqual({ ids: ["older", "old"], bytes: 100 });
});

it("deletes what was planned, but not what became a favourite since; and references that nothing uses", async () => {
  const add = async () =>
    (await addReference(db, "product", prepared(crypto.randomUUID()), { rung: "file", source: "f" })).id;
  const [used, left, inTray, orphan] = [await add(), await add(), await add(), await add()];
  await db.trays.put({ id: "tray", products: [inTray] });
  for (const [id, referenceId] of [
    ["a", used],
    ["b", left],
  ] as const)
    await db.generations.add(
      generationIn("done", { id, createdAt: 1, ...fromPicture({ referenceId, role: "product" }) }),
    );
  const { ids } = await planCleanUp(db, 5);
  await db.generations.update("a", { favourite: true });
  await cleanUp(db, ids);
  expect(await db.generations.toCollection().primaryKeys()).toEqual(["a"]);
  expect(await db.references.toCollection().primaryKeys()).toEqual([used, inTray].sort());
  expect(await db.pixels.get(orphan)).toBeUndefined();
});
