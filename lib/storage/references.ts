import { maxSku, toName } from "../domain/name";
import { ownName } from "../domain/product-name";
import type { Receipt, Reference } from "../domain/reference";
import {
  addToTray,
  chooseInTray,
  emptyTray,
  hasRoom,
  type Role,
  removeFromTray,
  swapInTray,
  type Tray,
  type TraySlot,
  traySlots,
} from "../domain/tray";
import { FailureError } from "../failure/failure";
import { type NormalizedImage, normalizeImage } from "../image/normalize";
import { normalizeFile } from "../image/normalize-file";
import { swapInShoot } from "../shoot/shoot";
import type { Db } from "./db";
import { findSamePicture } from "./same-picture";

/** What a transaction needs that may end with `deleteIfUnreferenced`. */
export const referenceTables = (db: Db) => [
  ...[db.references, db.trays, db.thumbnails, db.pixels, db.generations, db.models, db.shoots, db.looks],
];

/** The tray as it is stored. */
export async function readTray(db: Db): Promise<Tray> {
  const { id: _, ...tray } = (await db.trays.get("tray")) ?? { id: "tray", ...emptyTray };
  return tray;
}

/** The references that are set now, by place, for the screen. Reads no pixels. */
export async function readPlaces(db: Db): Promise<Reference[]> {
  const places = traySlots(await readTray(db));
  const found = await db.references.bulkGet(places.map(({ referenceId }) => referenceId));
  return found.filter((reference) => reference !== undefined);
}

/**
 * Stores a prepared picture and puts it in the tray, all or nothing. The same picture twice is one product: the one
 * that is there already is given back. Throws `products_full` when it would be a fifth product.
 */
export async function addReference(
  db: Db,
  role: Role,
  picture: NormalizedImage,
  from: Omit<Receipt, "original">,
): Promise<Reference> {
  const set = role === "product" ? (await readPlaces(db)).filter((one) => one.role === role) : [];
  const same = await findSamePicture(db, set, picture, from);
  if (same) return same;
  const reference = makeReference(role, picture, from);
  await db.transaction("rw", referenceTables(db), async () => {
    const tray = await readTray(db);
    if (!hasRoom(tray, role)) throw new FailureError("products_full");
    const replaced = role === "product" ? undefined : tray[role];
    const next = addToTray(tray, role, reference.id);
    await Promise.all([
      storeReference(db, reference, picture),
      db.trays.put({ id: "tray", ...next }),
      replaced && deleteIfUnreferenced(db, replaced, next),
    ]);
  });
  return reference;
}

/** A picture file as a reference. Throws `products_full` and a `capture_…` code. */
export async function addFileAsReference(db: Db, role: Role, file: File): Promise<Reference> {
  await requireRoom(db, role);
  const picture = await normalizeFile(file);
  return addReference(db, role, picture, { rung: "file", source: file.name.slice(0, 300) });
}

/**
 * A result as a reference; `source` says in the user's language which one it is. Throws `products_full` and
 * `result_lost`.
 */
export async function addResultAsReference(
  db: Db,
  role: Role,
  resultId: string,
  source: string,
): Promise<Reference> {
  await requireRoom(db, role);
  const { picture, product } = await readResult(db, resultId);
  const alt = role === "product" ? product : undefined;
  return addReference(db, role, picture, { rung: "result", source, ...(alt && { alt }) });
}

/** A result's picture, normalized, and the name of the product that it was made with. Throws `result_lost`. */
export async function readResult(
  db: Db,
  id: string,
): Promise<{ picture: NormalizedImage; product: string | undefined }> {
  const stored = await db.pixels.get(id);
  if (!stored) throw new FailureError("result_lost");
  const slots = (await db.generations.get(id))?.places ?? [];
  const product = slots.find(({ role }) => role === "product")?.name;
  return { picture: await normalizeImage(stored.blob), product };
}

/**
 * Puts a better picture in the place of `old`, if that is still in the tray or planned in a shoot. It gets an id of its own, because
 * generations that were made with `old` keep showing what they were made with.
 */
export async function replaceReference(
  db: Db,
  old: Reference,
  picture: NormalizedImage,
  from: Omit<Receipt, "original">,
): Promise<void> {
  const { name, sku } = old;
  const reference = {
    ...makeReference(old.role, picture, from),
    ...(name !== undefined && { name }),
    ...(sku !== undefined && { sku }),
  };
  await db.transaction("rw", referenceTables(db), async () => {
    const tray = await readTray(db);
    const isSet = traySlots(tray).some(({ referenceId }) => referenceId === old.id);
    const shoots = await db.shoots.where("referenceIds").equals(old.id).toArray();
    if (!isSet && shoots.length === 0) return;
    await storeReference(db, reference, picture);
    if (isSet) await db.trays.put({ id: "tray", ...swapInTray(tray, old.id, reference.id) });
    for (const shoot of shoots) await db.shoots.put(swapInShoot(shoot, old.id, reference.id));
    await deleteIfUnreferenced(db, old.id);
  });
}

/** A new reference of a prepared picture, to be stored under its own id. */
export function makeReference(
  role: Role,
  picture: NormalizedImage,
  from: Omit<Receipt, "original">,
): Reference {
  return {
    id: crypto.randomUUID(),
    role,
    createdAt: Date.now(),
    ...picture.size,
    bytes: picture.jpeg.size,
    receipt: { ...from, original: picture.original },
  };
}

/** Stores a reference with its pixels. */
export async function storeReference(db: Db, reference: Reference, picture: NormalizedImage): Promise<void> {
  await Promise.all([
    db.references.add(reference),
    db.thumbnails.put({ id: reference.id, bytes: picture.thumbnail }),
    db.pixels.put({ id: reference.id, blob: picture.jpeg }),
  ]);
}

/** Puts smaller pixels in a reference's place: what a foreign backup brought may be more than may be sent. */
export async function replacePixels(
  db: Db,
  id: string,
  { jpeg, size, thumbnail }: NormalizedImage,
): Promise<void> {
  await db.transaction("rw", [db.references, db.thumbnails, db.pixels], async () => {
    await db.references.update(id, { ...size, bytes: jpeg.size });
    await db.thumbnails.put({ id, bytes: thumbnail });
    await db.pixels.put({ id, blob: jpeg });
  });
}

/**
 * Slots with what their references are called now, as it is kept with a generation; and these references, in the same
 * order. Throws `reference_lost`.
 */
export async function nameSlots(
  db: Db,
  slots: TraySlot[],
): Promise<{ slots: TraySlot[]; references: Reference[] }> {
  const ids = slots.map(({ referenceId }) => referenceId);
  const references = await readReferences(db, ids);
  const named = slots.map((slot, i) => {
    const reference = references[i] as Reference;
    const { sku, ground } = reference;
    const name = ownName(reference);
    return { ...slot, ...(name && { name }), ...(sku && { sku }), ...(ground && { ground }) };
  });
  return { slots: named, references };
}

/** References by their ids, in that order. Throws `reference_lost`. */
export async function readReferences(db: Db, ids: string[]): Promise<Reference[]> {
  const references = await db.references.bulkGet(ids);
  return references.map((reference) => {
    if (!reference) throw new FailureError("reference_lost");
    return reference;
  });
}

/** Throws `products_full` now, before pixels are fetched for nothing. */
export async function requireRoom(db: Db, role: Role): Promise<void> {
  if (!hasRoom(await readTray(db), role)) throw new FailureError("products_full");
}

/** Marks this reference of the tray as the one that the user wants sent. */
export async function chooseReference(db: Db, referenceId: string): Promise<void> {
  await db.transaction("rw", db.trays, async () => {
    await db.trays.put({ id: "tray", ...chooseInTray(await readTray(db), referenceId) });
  });
}

/** What the user calls a product, and its number; an empty name is the page's own again. */
export async function nameReference(
  db: Db,
  referenceId: string,
  { name, sku }: { name?: string; sku?: string },
): Promise<void> {
  await db.references.update(referenceId, {
    ...(name !== undefined && { name: toName(name) }),
    ...(sku !== undefined && { sku: toName(sku).slice(0, maxSku) }),
  });
}

/** Takes a reference out of the tray; it stays stored while a generation was made with it. */
export async function removeReference(db: Db, referenceId: string): Promise<void> {
  await db.transaction("rw", referenceTables(db), async () => {
    await db.trays.put({ id: "tray", ...removeFromTray(await readTray(db), referenceId) });
    await deleteIfUnreferenced(db, referenceId);
  });
}

/**
 * Deletes a reference that is neither in the tray, nor a saved face, nor part of any generation, shoot or look.
 * `known`: the tray, where it has been read.
 */
export async function deleteIfUnreferenced(db: Db, referenceId: string, known?: Tray): Promise<void> {
  // Asked all at once: each question goes to the database's process and back.
  const [tray, model, ...uses] = await Promise.all([
    known ?? readTray(db),
    db.models.get(referenceId),
    ...[db.generations, db.shoots, db.looks].map((table) =>
      table.where("referenceIds").equals(referenceId).count(),
    ),
  ]);
  if (model || uses.some((count) => count > 0)) return;
  if (traySlots(tray).some((place) => place.referenceId === referenceId)) return;
  await Promise.all([db.references, db.thumbnails, db.pixels].map((table) => table.delete(referenceId)));
}
