import "fake-indexeddb/auto";
import { beforeEach, describe, expect, it, vi } from "vitest";
import type { Reference } from "../../../lib/domain/reference";
import { type Role, traySlots } from "../../../lib/domain/tray";
import { Db } from "../../../lib/storage/db";
import { recallPicture } from "../../../lib/storage/recall-picture";
import {
  addReference,
  chooseReference,
  deleteIfUnreferenced,
  nameReference,
  nameSlots,
  readPlaces,
  readTray,
  removeReference,
  replaceReference,
  requireRoom,
} from "../../../lib/storage/references";
import { addShootProducts } from "../../../lib/storage/shoot-products";
import { createShoot, readShoot } from "../../../lib/storage/shoots";
import { fromPicture, generationIn, prepared } from "../support/records";

let db: Db;
beforeEach(() => {
  db = new Db(crypto.randomUUID());
});

let made = 0;
const add = (role: Role, content = `picture ${made++}`) =>
  addReference(db, role, prepared(content), { rung: "file", source: "photo.jpg" });
const counts = async () => [
  await db.references.count(),
  await db.pixels.count(),
  await db.thumbnails.count(),
];
const pictureUrl = "https://cdn.test/a.jpg";
const full = { failure: { code: "products_full" } };

it("a new database has an empty tray", async () => {
  expect(await readTray(db)).toEqual({ products: [] });
  expect(await readPlaces(db)).toEqual([]);
});

it("a picture is stored with its thumbnail and its receipt", async () => {
  const reference = await add("face", "my jpeg");
  expect(reference).toMatchObject({ role: "face", width: 912, height: 1136, bytes: 7 });
  expect(reference.receipt).toEqual({ rung: "file", source: "photo.jpg", original: prepared().original });
  expect(await db.references.toArray()).toEqual([reference]);
  expect(await (await db.pixels.get(reference.id))?.blob.text()).toBe("my jpeg");
  expect((await db.thumbnails.get(reference.id))?.bytes).toEqual(new Uint8Array([1, 2, 3]));
  expect(JSON.stringify(reference)).not.toMatch(/data:|my jpeg/);
});

it("places are read in the order in which the init image is chosen", async () => {
  for (const role of ["background", "product", "face", "product"] as const) await add(role);
  expect((await readPlaces(db)).map(({ role }) => role)).toEqual([
    "face",
    "product",
    "product",
    "background",
  ]);
});

describe("bytes that were prepared before", () => {
  const sha256 = "ab".repeat(32);
  const from = { rung: "worker", source: "shop.test", pageUrl: "https://shop.test/", pictureUrl } as const;
  const known = () => {
    const picture = prepared();
    return { ...picture, original: { ...picture.original, sha256 } };
  };
  const recall = async (hash: string, set?: Reference[]) =>
    recallPicture(db, set ?? (await readPlaces(db)), { bytes: 5000, sha256: async () => hash });

  it("a face that is set again is a new one, in the place of the old", async () => {
    const first = await addReference(db, "face", known(), from);
    const second = await addReference(db, "face", known(), from);
    expect(second.id).not.toBe(first.id);
    expect((await readTray(db)).face).toBe(second.id);
    expect(await counts()).toEqual([1, 1, 1]);
  });

  it("are found again, prepared, as long as they are in the tray", async () => {
    const { id } = await addReference(db, "background", known(), from);
    const picture = await recall(sha256);
    expect(picture).toMatchObject({ size: prepared().size, original: known().original });
    expect(await picture?.jpeg.text()).toBe("jpeg bytes");
    expect(await recall("cd".repeat(32))).toBeUndefined();
    const set = await readPlaces(db);
    await removeReference(db, id);
    expect(await recall(sha256)).toBeUndefined();
    expect(await recall(sha256, set)).toBeUndefined();
  });

  it("nobody asks for the SHA-256 of a file that is longer or shorter than all that are set", async () => {
    await addReference(db, "background", known(), from);
    const asked = vi.fn();
    expect(await recallPicture(db, await readPlaces(db), { bytes: 4999, sha256: asked })).toBeUndefined();
    expect(asked).not.toHaveBeenCalled();
  });
});

describe("the same picture twice is one product", () => {
  it("by its bytes, also where no place is free", async () => {
    const [first] = [
      await add("product", "cup"),
      await add("product"),
      await add("product"),
      await add("product"),
    ];
    expect((await add("product", "cup")).id).toBe(first.id);
    expect((await readTray(db)).products).toHaveLength(4);
    expect(await counts()).toEqual([4, 4, 4]);
  });

  it.each([
    ["the same address at the same size", "https://shop.test/cup.jpg", 1600, 1],
    ["the same address at another size", "https://shop.test/cup.jpg", 800, 2],
    ["another address", "https://shop.test/hat.jpg", 1600, 2],
    ["no address", undefined, 1600, 2],
  ])("%s", async (_name, pictureUrl, width, expected) => {
    const take = (content: string, url: string | undefined, side: number) => {
      const picture = prepared(content);
      const original = { ...picture.original, width: side };
      const from = { rung: "worker" as const, source: "shop.test", ...(url && { pictureUrl: url }) };
      return addReference(db, "product", { ...picture, original }, from);
    };
    await take("one", "https://shop.test/cup.jpg", 1600);
    await take("a little other", pictureUrl, width);
    expect((await readTray(db)).products).toHaveLength(expected);
  });

  it("in another role it is another reference", async () => {
    await add("face", "cup");
    await add("product", "cup");
    expect(await counts()).toEqual([2, 2, 2]);
  });
});

describe("what a product is called", () => {
  it("the user's name and number, kept with what is sent; emptied, the page's own again", async () => {
    const from = { rung: "worker" as const, source: "shop.test", alt: "IMG 1" };
    const { id } = await addReference(db, "product", prepared("cup"), from);
    const named = async () => (await nameSlots(db, traySlots(await readTray(db)))).slots[0];
    expect(await named()).toEqual({ referenceId: id, role: "product", position: 1, name: "IMG 1" });
    await nameReference(db, id, { name: " Merah\u202e cup ", sku: "MC-1" });
    expect(await named()).toMatchObject({ name: "Merah cup", sku: "MC-1" });
    await nameReference(db, id, { name: "" });
    expect(await named()).toMatchObject({ name: "IMG 1", sku: "MC-1" });
  });

  it("goes along to a better picture", async () => {
    const old = await add("product");
    await nameReference(db, old.id, { name: "Cup", sku: "MC-1" });
    const stored = (await db.references.get(old.id))!;
    await replaceReference(db, stored, prepared("better"), { rung: "worker", source: "shop.test" });
    expect((await readPlaces(db))[0]).toMatchObject({ name: "Cup", sku: "MC-1" });
  });
});

it("the choice of what is sent lasts until that reference leaves", async () => {
  const [face, product] = [await add("face"), await add("product")];
  await chooseReference(db, product.id);
  await chooseReference(db, "gone");
  expect((await readTray(db)).chosen).toBe(product.id);
  await removeReference(db, face.id);
  expect((await readTray(db)).chosen).toBe(product.id);
  await removeReference(db, product.id);
  expect((await readTray(db)).chosen).toBeUndefined();
});

describe("a fifth product", () => {
  beforeEach(async () => {
    for (let i = 0; i < 4; i++) await add("product");
  });

  it("is refused, and nothing of it is stored", async () => {
    const before = await readTray(db);
    await expect(requireRoom(db, "product")).rejects.toMatchObject(full);
    await expect(add("product")).rejects.toMatchObject(full);
    expect(await readTray(db)).toEqual(before);
    expect(await counts()).toEqual([4, 4, 4]);
  });

  it("fits again after one has gone", async () => {
    const [first = ""] = (await readTray(db)).products;
    await removeReference(db, first);
    await expect(requireRoom(db, "product")).resolves.toBeUndefined();
    const { id } = await add("product");
    expect((await readTray(db)).products.at(-1)).toBe(id);
  });

  it("a face and a background still fit", async () => {
    await add("face");
    await add("background");
    expect(await counts()).toEqual([6, 6, 6]);
  });
});

it("five products at the same time: four are in", async () => {
  const results = await Promise.allSettled(Array.from({ length: 5 }, () => add("product")));
  expect(results.filter(({ status }) => status === "rejected")).toHaveLength(1);
  expect((await readTray(db)).products).toHaveLength(4);
});

describe("what is kept", () => {
  it("a face that is replaced goes, with its pixels", async () => {
    await add("face");
    const { id } = await add("face");
    expect(await readTray(db)).toEqual({ products: [], face: id });
    expect(await counts()).toEqual([1, 1, 1]);
  });

  it.each(["replaced", "removed"])(
    "a face that a generation was made with stays when it is %s",
    async (how) => {
      const { id } = await add("face");
      await db.generations.add(generationIn("done", fromPicture({ referenceId: id, role: "face" })));
      if (how === "replaced") await add("face");
      else await removeReference(db, id);
      expect((await readTray(db)).face).not.toBe(id);
      expect(await db.references.get(id)).toBeDefined();
      expect(await db.pixels.get(id)).toBeDefined();
      expect(await db.thumbnails.get(id)).toBeDefined();
    },
  );

  it("one that is in the tray is never dropped", async () => {
    const { id } = await add("product");
    await deleteIfUnreferenced(db, id);
    expect(await counts()).toEqual([1, 1, 1]);
  });
});

it("a disk that is full leaves the tray and the old face as they were", async () => {
  const { id } = await add("face");
  vi.spyOn(db.trays, "put").mockRejectedValueOnce(new DOMException("full", "QuotaExceededError"));
  await expect(add("face")).rejects.toThrow();
  expect(await readTray(db)).toEqual({ products: [], face: id });
  expect(await counts()).toEqual([1, 1, 1]);
});

describe("a better picture takes a crop's place", () => {
  const better = { rung: "worker", source: "shop.example" } as const;

  it("among the products, at the same position", async () => {
    const crop = await add("product", "crop");
    const second = await add("product", "second");
    await replaceReference(db, crop, prepared("original"), better);
    const [first, other] = await readPlaces(db);
    expect(first?.receipt.rung).toBe("worker");
    expect(other?.id).toBe(second.id);
    expect(await db.references.get(crop.id)).toBeUndefined();
    expect(await counts()).toEqual([2, 2, 2]);
  });

  it("and leaves a generation what it was made with", async () => {
    const crop = await add("face", "crop");
    await db.generations.add(generationIn("done", { referenceIds: [crop.id] }));
    await replaceReference(db, crop, prepared("original"), better);
    expect(await (await db.pixels.get(crop.id))?.blob.text()).toBe("crop");
    expect((await readPlaces(db))[0]?.receipt.rung).toBe("worker");
  });

  it("in every shoot that plans it, and keeps the products' own ids", async () => {
    const crop = await add("product", "crop");
    const { id } = await createShoot(db, "Spring");
    await addShootProducts(db, id, [crop.id]);
    await removeReference(db, crop.id);
    const before = (await readShoot(db, id))?.products[0];
    await replaceReference(db, crop, prepared("original"), better);
    const after = await readShoot(db, id);
    expect(after?.products).toEqual([{ ...before, referenceId: after?.referenceIds[0] }]);
    const reference = await db.references.get(after?.referenceIds[0] ?? "");
    expect(reference?.receipt.rung).toBe("worker");
    expect(await counts()).toEqual([1, 1, 1]);
  });

  it("but not when the user has taken the crop out", async () => {
    const crop = await add("face", "crop");
    await removeReference(db, crop.id);
    await replaceReference(db, crop, prepared("original"), better);
    expect(await readPlaces(db)).toEqual([]);
    expect(await counts()).toEqual([0, 0, 0]);
  });
});
