import "fake-indexeddb/auto";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { readCellCounts, readCellStates } from "../../../lib/storage/cell-states";
import { cleanUp } from "../../../lib/storage/clean-up";
import { Db } from "../../../lib/storage/db";
import { addGenerations, hide, removeHidden } from "../../../lib/storage/generations";
import {
  addReference,
  makeReference,
  removeReference,
  storeReference,
} from "../../../lib/storage/references";
import {
  addLook,
  changeLook,
  readSavedLooks,
  removeLook,
  removeSavedLook,
  saveLook,
  setLookFile,
  setLookPicture,
} from "../../../lib/storage/shoot-looks";
import {
  addShootFile,
  addShootPicture,
  addShootProducts,
  addShootResult,
  changeProduct,
  removeProduct,
  setSkus,
} from "../../../lib/storage/shoot-products";
import {
  createShoot,
  deleteShoot,
  readShoot,
  readShoots,
  renameShoot,
  setReview,
  skipCells,
} from "../../../lib/storage/shoots";
import { wipe } from "../../../lib/storage/wipe";
import { generationIn, prepared } from "../support/records";
import { look, product, shootOf } from "../support/shoots";

const { normalize } = vi.hoisted(() => ({ normalize: { file: vi.fn(), image: vi.fn() } }));
vi.mock("../../../lib/image/normalize-file", () => ({ normalizeFile: normalize.file }));
vi.mock("../../../lib/image/normalize", async (original) => ({
  ...(await original<typeof import("../../../lib/image/normalize")>()),
  normalizeImage: normalize.image,
}));

let db: Db;
let id: string;
beforeEach(async () => {
  normalize.file.mockReset();
  db = new Db(crypto.randomUUID());
  ({ id } = await createShoot(db, "Cups"));
});

const file = (content: string) => {
  normalize.file.mockResolvedValueOnce(prepared(content));
  return new File([content], `${content}.png`);
};
const shoot = async () => (await readShoot(db, id))!;
const add = (content: string) => addShootFile(db, id, file(content));
const fails = (code: string) => ({ failure: { code } });

describe("products", () => {
  it("come from files, in their order, with an id without a colon", async () => {
    expect([await add("one"), await add("two")]).toEqual([true, true]);
    const { products, referenceIds } = await shoot();
    expect(products.map(({ referenceId }) => referenceId)).toEqual(referenceIds);
    expect(products[0]!.id).toMatch(/^[\w-]+$/);
    const references = await db.references.bulkGet(referenceIds);
    expect(references.map((one) => one?.receipt.source)).toEqual(["one.png", "two.png"]);
  });

  it("the same picture twice is one, however it comes", async () => {
    await add("one");
    expect(await add("one")).toBe(false);
    const from = { rung: "worker" as const, source: "shop.test", pictureUrl: "https://shop.test/1.jpg" };
    expect(await addShootPicture(db, id, prepared("two"), from)).toBe(true);
    expect(await addShootPicture(db, id, prepared("two, other bytes"), from)).toBe(false);
    const inTray = await addReference(db, "product", prepared("one"), { rung: "file", source: "one.png" });
    expect(await addShootProducts(db, id, [inTray.id, "gone"])).toEqual({ added: 0, there: 1, full: 0 });
    expect((await shoot()).products).toHaveLength(2);
  });

  it("come from the tray with what they are called there, and from results with their product's name", async () => {
    const cup = await addReference(db, "product", prepared("cup"), { rung: "file", source: "a", alt: "Cup" });
    expect(await addShootProducts(db, id, [cup.id, cup.id])).toEqual({ added: 1, there: 1, full: 0 });
    const places = [{ referenceId: cup.id, role: "product" as const, position: 1, name: "Cup" }];
    const result = generationIn("done", { places, referenceIds: [cup.id] });
    await addGenerations(db, [result], () => [], 1);
    await db.pixels.put({ id: result.id, blob: new Blob(["a picture"]) });
    normalize.image.mockResolvedValueOnce(prepared("a picture"));
    expect(await addShootResult(db, id, result.id, "Result 1")).toBe(true);
    const [, second] = (await shoot()).products;
    expect((await db.references.get(second!.referenceId))?.receipt).toMatchObject({
      rung: "result",
      alt: "Cup",
    });
    await expect(addShootResult(db, id, "gone", "Result 2")).rejects.toMatchObject(fails("result_lost"));
  });

  it("have 200 places", async () => {
    const products = Array.from({ length: 200 }, (_, i) => product(`p${i}`));
    await db.shoots.update(id, { products });
    await expect(add("one more")).rejects.toMatchObject(fails("shoot_full"));
    const cup = await addReference(db, "product", prepared("cup"), { rung: "file", source: "a" });
    expect(await addShootProducts(db, id, [cup.id])).toEqual({ added: 0, there: 0, full: 1 });
    await expect(addShootFile(db, "gone", file("x"))).rejects.toMatchObject(fails("shoot_lost"));
  });

  it("have names and numbers as text: one line, no controls, bounded", async () => {
    await add("one");
    const [one] = (await shoot()).products;
    await changeProduct(db, id, one!.id, { name: "<b>Cup</b>\n\u202e1", sku: `S${"9".repeat(300)}` });
    const [changed] = (await shoot()).products;
    expect(changed?.name).toBe("<b>Cup</b> 1");
    expect(changed?.sku).toHaveLength(100);
    await changeProduct(db, id, "gone", { name: "nobody" });
  });

  it("take a pasted column of SKUs, also one of 10,000 lines and with the same twice", async () => {
    for (const content of ["one", "two", "three"]) await add(content);
    const lines = Array.from({ length: 10_000 }, (_, i) => (i === 1 ? "  " : "SKU-1"));
    expect(await setSkus(db, id, lines)).toBe(2);
    expect((await shoot()).products.map(({ sku }) => sku)).toEqual(["SKU-1", undefined, "SKU-1"]);
    expect(await setSkus(db, id, ["B", "C"], 2)).toBe(1);
    expect((await shoot()).products.at(-1)?.sku).toBe("B");
  });

  it("that are removed leave nothing behind, unless it is used elsewhere", async () => {
    await add("one");
    const cup = await addReference(db, "product", prepared("cup"), { rung: "file", source: "a" });
    await addShootProducts(db, id, [cup.id]);
    const lookId = await addLook(db, id);
    const [first, second] = (await shoot()).products;
    await skipCells(db, id, [`${first!.id}:${lookId}`, `${second!.id}:${lookId}`], true);
    for (const one of [first!, second!]) await removeProduct(db, id, one.id);
    expect(await shoot()).toMatchObject({ products: [], skipped: [], referenceIds: [] });
    expect(await db.references.toCollection().primaryKeys()).toEqual([cup.id]);
    expect(await db.pixels.count()).toBe(1);
  });
});

it("a reference of a shoot or a saved look stays when the tray and the history let it go", async () => {
  const cup = await addReference(db, "product", prepared("cup"), { rung: "file", source: "a" });
  await addShootProducts(db, id, [cup.id]);
  await removeReference(db, cup.id);
  await cleanUp(db, []);
  expect(await db.references.get(cup.id)).toBeDefined();
  const face = makeReference("face", prepared("face"), { rung: "file", source: "a" });
  await storeReference(db, face, prepared("face"));
  await saveLook(db, look("x", { faceId: face.id }));
  await cleanUp(db, []);
  expect(await db.references.get(face.id)).toBeDefined();
  const [saved] = await readSavedLooks(db);
  await removeSavedLook(db, saved!.id);
  await deleteShoot(db, id);
  expect(await db.references.count()).toBe(0);
  expect(await db.shoots.count()).toBe(0);
});

describe("looks", () => {
  it("begin empty, are changed within their bounds, and there are twelve at most", async () => {
    const first = await addLook(db, id);
    expect((await shoot()).looks).toEqual([{ id: first, name: "", prompt: "", combine: false, images: 1 }]);
    await changeLook(db, id, first, {
      name: "On\nstone",
      prompt: "{product}\nlow \ud83d",
      images: 99,
      combine: true,
    });
    const changed = { name: "On stone", prompt: "{product}\nlow \ufffd", images: 8, combine: true };
    expect((await shoot()).looks).toEqual([{ id: first, ...changed }]);
    await changeLook(db, id, first, { images: Number.NaN });
    expect((await shoot()).looks[0]?.images).toBe(1);
    for (let i = 1; i < 12; i++) await addLook(db, id, { name: `Look ${i}` });
    await expect(addLook(db, id)).rejects.toMatchObject(fails("shoot_full"));
    await removeLook(db, id, first);
    expect((await shoot()).looks).toHaveLength(11);
  });

  it("have a face and a background, from the shelf or a file; the last use deletes what was there", async () => {
    const lookId = await addLook(db, id);
    normalize.file.mockResolvedValueOnce(prepared("face"));
    await setLookFile(db, id, lookId, "face", new File(["face"], "face.png"));
    const faceId = (await shoot()).looks[0]?.faceId;
    expect((await db.references.get(faceId!))?.role).toBe("face");
    const place = await addReference(db, "background", prepared("place"), { rung: "file", source: "a" });
    await setLookPicture(db, id, lookId, "background", place.id);
    expect((await shoot()).referenceIds).toEqual([faceId, place.id]);
    await setLookPicture(db, id, lookId, "face", undefined);
    expect(await db.references.get(faceId!)).toBeUndefined();
    const gone = setLookPicture(db, id, lookId, "face", "gone");
    await expect(gone).rejects.toMatchObject(fails("reference_lost"));
  });
});

it("shoots are named, listed newest first, and gone when they are deleted", async () => {
  await db.shoots.put(shootOf({ name: "Older", createdAt: 1 }));
  await renameShoot(db, id, " Spring\u0000 cups ");
  expect((await readShoots(db)).map(({ name }) => name)).toEqual(["Spring cups", "Older"]);
  await deleteShoot(db, "gone");
});

it("what was deleted from history is not made again, unless the user ticks it", async () => {
  await db.shoots.put(shootOf({ id, products: [product("p1"), product("p2")] }));
  const results = ["p1:a", "p2:a"].map((cell) => generationIn("done", { shootId: id, cell }));
  await addGenerations(db, [...results, generationIn("done")], () => [], 1);
  expect(await readCellStates(db, id)).toEqual(
    new Map([
      ["p1:a", { done: 1 }],
      ["p2:a", { done: 1 }],
    ]),
  );
  await hide(db, [results[0]!.id], 5);
  await removeHidden(db, 5);
  expect((await shoot()).skipped).toEqual(["p1:a"]);
  expect(await readCellCounts(db, id, "p1:a")).toEqual({});
  expect(await readCellCounts(db, id, "p2:a")).toEqual({ done: 1 });
  await skipCells(db, id, ["p1:a"], false);
  expect((await shoot()).skipped).toEqual([]);
});

it("a review is kept with the picture, and taken back", async () => {
  const result = generationIn("done", { shootId: id, cell: "p1:a" });
  await addGenerations(db, [result], () => [], 1);
  await setReview(db, result.id, "accepted");
  expect((await db.generations.get(result.id))?.review).toBe("accepted");
  await setReview(db, result.id, undefined);
  expect((await db.generations.get(result.id))?.review).toBeUndefined();
});

it("a wipe ends every run before anything is cancelled, and takes shoots and looks with it", async () => {
  await db.shoots.update(id, { state: "running", making: true });
  await saveLook(db, look("x"));
  await db.generations.add(generationIn("running", { shootId: id, cell: "p1:a" }));
  await wipe(db, async () => {
    expect((await shoot()).state).toBe("stopped");
    await db.generations.clear();
  });
  expect([await db.shoots.count(), await db.looks.count()]).toEqual([0, 0]);
});
