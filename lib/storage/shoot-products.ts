import { maxSku, toName } from "../domain/name";
import type { Receipt, Reference } from "../domain/reference";
import { FailureError } from "../failure/failure";
import type { NormalizedImage } from "../image/normalize";
import { normalizeFile } from "../image/normalize-file";
import { maxShootProducts, type Shoot, type ShootProduct } from "../shoot/shoot";
import type { Db } from "./db";
import { makeReference, readResult, storeReference } from "./references";
import { findSamePicture, isSamePicture } from "./same-picture";
import { changeShoot, newPartId, readShoot } from "./shoots";

/** What became of what was to be added: `there` were products of the shoot already, `full` found no room. */
export interface Added {
  added: number;
  there: number;
  full: number;
}

/**
 * Adds stored references as products, in their order: of the tray, of another shoot, of the shelf. The same picture
 * twice is one product. Throws `shoot_lost`.
 */
export async function addShootProducts(db: Db, shootId: string, referenceIds: string[]): Promise<Added> {
  const given = (await db.references.bulkGet(referenceIds)).filter((one) => one !== undefined);
  const counts: Added = { added: 0, there: 0, full: 0 };
  for (const reference of given) {
    const fate = await addReferenceToShoot(db, shootId, reference);
    counts[fate] += 1;
  }
  return counts;
}

async function addReferenceToShoot(db: Db, shootId: string, reference: Reference): Promise<keyof Added> {
  const others = await readProductReferences(db, shootId);
  for (const other of others)
    if (other.id === reference.id || (await isSamePicture(db, other, reference))) return "there";
  return changeShoot(db, shootId, (shoot) => {
    if (shoot.products.length >= maxShootProducts) return "full";
    shoot.products.push(productOf(reference));
    return "added";
  });
}

/** The reference keeps its own name; the name given in the shoot is used in its place. */
const productOf = ({ id }: Pick<Reference, "id">): ShootProduct => ({ id: newPartId(), referenceId: id });

/**
 * Stores a prepared picture and makes it a product, all or nothing; false when the shoot has the same picture.
 * Throws `shoot_lost` and `shoot_full`.
 */
export async function addShootPicture(
  db: Db,
  shootId: string,
  picture: NormalizedImage,
  from: Omit<Receipt, "original">,
): Promise<boolean> {
  const others = await readProductReferences(db, shootId);
  if (await findSamePicture(db, others, picture, from)) return false;
  const reference = makeReference("product", picture, from);
  await changeShoot(db, shootId, async (shoot) => {
    if (shoot.products.length >= maxShootProducts) throw new FailureError("shoot_full");
    await storeReference(db, reference, picture);
    shoot.products.push(productOf(reference));
  });
  return true;
}

/** A picture file as a product, as `addShootPicture`. Throws a `capture_…` code, too. */
export async function addShootFile(db: Db, shootId: string, file: File): Promise<boolean> {
  await requireProductRoom(db, shootId);
  const picture = await normalizeFile(file);
  return addShootPicture(db, shootId, picture, { rung: "file", source: file.name.slice(0, 300) });
}

/**
 * A result as a product, as `addShootPicture`; `source` says in the user's language which one it is. Throws
 * `result_lost`, too.
 */
export async function addShootResult(
  db: Db,
  shootId: string,
  resultId: string,
  source: string,
): Promise<boolean> {
  await requireProductRoom(db, shootId);
  const { picture, product } = await readResult(db, resultId);
  return addShootPicture(db, shootId, picture, {
    rung: "result",
    source,
    ...(product && { alt: product }),
  });
}

/** Throws `shoot_lost` and `shoot_full` now, before pixels are fetched or decoded for nothing. */
async function requireProductRoom(db: Db, shootId: string): Promise<void> {
  const shoot = await readShoot(db, shootId);
  if (!shoot) throw new FailureError("shoot_lost");
  if (shoot.products.length >= maxShootProducts) throw new FailureError("shoot_full");
}

/** What the user calls a product in this shoot, and its number there; an empty name is the reference's own again. */
export async function changeProduct(
  db: Db,
  shootId: string,
  productId: string,
  { name, sku }: { name?: string; sku?: string },
): Promise<void> {
  await changeShoot(db, shootId, (shoot) => {
    const product = shoot.products.find(({ id }) => id === productId);
    if (!product) return;
    if (name !== undefined) product.name = toName(name);
    if (sku !== undefined) product.sku = toSku(sku);
  });
}

/**
 * A pasted column of SKUs: one a line, from the product in row `from` (0) on. Gives how many were taken; lines
 * beyond the last product are not, and an empty one leaves its product as it is.
 */
export async function setSkus(db: Db, shootId: string, lines: string[], from = 0): Promise<number> {
  return changeShoot(db, shootId, (shoot) => {
    let taken = 0;
    for (const [i, product] of shoot.products.slice(from).entries()) {
      const sku = toSku(lines[i] ?? "");
      if (!sku) continue;
      product.sku = sku;
      taken += 1;
    }
    return taken;
  });
}

const toSku = (text: string) => toName(text).slice(0, maxSku);

/** Takes a product out of the shoot; what was made of it stays in history. */
export async function removeProduct(db: Db, shootId: string, productId: string): Promise<void> {
  await changeShoot(db, shootId, (shoot) => {
    shoot.products = shoot.products.filter(({ id }) => id !== productId);
  });
}

async function readProductReferences(db: Db, shootId: string): Promise<Reference[]> {
  const { products } = (await readShoot(db, shootId)) ?? ({ products: [] } as Pick<Shoot, "products">);
  const found = await db.references.bulkGet(products.map(({ referenceId }) => referenceId));
  return found.filter((reference) => reference !== undefined);
}
