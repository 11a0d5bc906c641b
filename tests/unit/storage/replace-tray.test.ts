import "fake-indexeddb/auto";
import { beforeEach, expect, it } from "vitest";
import { trayFromSlots, traySlots } from "../../../lib/domain/tray";
import { Db } from "../../../lib/storage/db";
import { addReference, readTray } from "../../../lib/storage/references";
import { deleteUnreferenced, replaceTray } from "../../../lib/storage/replace-tray";
import { fromPicture, generationIn, prepared } from "../support/records";

let db: Db;
beforeEach(() => {
  db = new Db(crypto.randomUUID());
});

const add = async (role: "face" | "product") =>
  (await addReference(db, role, prepared(), { rung: "file", source: "f" })).id;

it("places become the tray they were", () => {
  const tray = { face: "f", products: ["p", "q"], background: "b" };
  expect(trayFromSlots(traySlots(tray))).toEqual(tray);
  expect(trayFromSlots([])).toEqual({ products: [] });
});

it("the exact references are set, though the tray has others now; what nothing uses goes at the end", async () => {
  const used = await add("face");
  await db.generations.add(generationIn("done", fromPicture({ referenceId: used, role: "face" })));
  const other = await add("face");
  expect(await readTray(db)).toEqual({ face: other, products: [] });

  const before = await replaceTray(db, { face: used, products: [] });
  expect(await readTray(db)).toEqual({ face: used, products: [] });
  expect(await db.pixels.get(other)).toBeDefined();
  expect(await replaceTray(db, before)).toEqual({ face: used, products: [] });

  await replaceTray(db, { face: used, products: [] });
  await deleteUnreferenced(db, before);
  expect(await db.references.toCollection().primaryKeys()).toEqual([used]);
  expect(await db.pixels.get(other)).toBeUndefined();
});

it("a reference that is gone: nothing is changed", async () => {
  const product = await add("product");
  await expect(replaceTray(db, { face: "gone", products: [] })).rejects.toThrow("reference_lost");
  expect(await readTray(db)).toEqual({ products: [product] });
});
