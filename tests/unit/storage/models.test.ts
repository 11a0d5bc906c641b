import "fake-indexeddb/auto";
import { beforeEach, expect, it } from "vitest";
import { traySlots } from "../../../lib/domain/tray";
import { Db } from "../../../lib/storage/db";
import {
  putModelInTray,
  readModels,
  readUnsavedFace,
  removeModel,
  saveModel,
} from "../../../lib/storage/models";
import { addReference, nameSlots, readTray, removeReference } from "../../../lib/storage/references";
import { fromPicture, generationIn, prepared } from "../support/records";

let db: Db;
beforeEach(() => {
  db = new Db(crypto.randomUUID());
});

const setFace = (content: string) =>
  addReference(db, "face", prepared(content), { rung: "file", source: "face.jpg" });
const sari = { name: "Sari", ground: "release" } as const;

it("a saved face outlives the tray, and comes back in one step with its name and ground", async () => {
  const { id } = await setFace("sari");
  expect((await readUnsavedFace(db))?.id).toBe(id);
  await saveModel(db, id, sari);
  expect(await readUnsavedFace(db)).toBeUndefined();
  await removeReference(db, id);
  expect(await db.pixels.get(id)).toBeDefined();
  expect(await readModels(db)).toEqual([{ id, ...sari, createdAt: expect.any(Number) }]);
  const other = await setFace("another");
  await putModelInTray(db, id);
  expect((await readTray(db)).face).toBe(id);
  expect(await db.references.get(other.id)).toBeUndefined();
  expect((await nameSlots(db, traySlots(await readTray(db)))).slots).toEqual([
    { referenceId: id, role: "face", ...sari },
  ]);
});

it("a new name and ground, at the same place of the shelf", async () => {
  const { id } = await setFace("sari");
  await saveModel(db, id, sari);
  const [before] = await readModels(db);
  await saveModel(db, id, { name: "Sari W.", ground: "own" });
  expect(await readModels(db)).toEqual([{ ...before, name: "Sari W.", ground: "own" }]);
  expect(await db.references.get(id)).toMatchObject({ name: "Sari W.", ground: "own" });
});

it("removed: gone when nothing else has it, kept for a result that was made with it", async () => {
  const { id } = await setFace("sari");
  await saveModel(db, id, sari);
  await removeReference(db, id);
  await db.generations.add(generationIn("done", fromPicture({ referenceId: id, role: "face", ...sari })));
  await removeModel(db, id);
  expect(await readModels(db)).toEqual([]);
  expect(await db.pixels.get(id)).toBeDefined();
  await db.generations.clear();
  await saveModel(db, id, sari);
  await removeModel(db, id);
  expect(await db.references.get(id)).toBeUndefined();
});

it("only a face that is stored can be saved, or used", async () => {
  const product = await addReference(db, "product", prepared(), { rung: "file", source: "p.jpg" });
  for (const id of [product.id, "gone"])
    await expect(saveModel(db, id, sari)).rejects.toMatchObject({ failure: { code: "reference_lost" } });
  await expect(putModelInTray(db, "gone")).rejects.toMatchObject({ failure: { code: "reference_lost" } });
  expect(await readModels(db)).toEqual([]);
});
