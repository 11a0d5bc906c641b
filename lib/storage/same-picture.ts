import type { Receipt, Reference } from "../domain/reference";
import type { NormalizedImage } from "../image/normalize";
import type { Db } from "./db";

/**
 * The reference among these that shows the very picture: made of the same bytes, or of the same address at the same
 * size. Reads pixels only where the sizes agree.
 */
export async function findSamePicture(
  db: Db,
  references: Reference[],
  picture: NormalizedImage,
  from: Pick<Receipt, "pictureUrl">,
): Promise<Reference | undefined> {
  for (const reference of references) {
    if (isSameAddress(reference.receipt, picture, from)) return reference;
    if (reference.bytes === picture.jpeg.size && (await hasSameBytes(db, reference.id, picture.jpeg)))
      return reference;
  }
  return undefined;
}

/** Whether two stored references show the very same picture, by the same rule. Reads pixels only where the sizes agree. */
export async function isSamePicture(db: Db, one: Reference, other: Reference): Promise<boolean> {
  if (isSameAddress(one.receipt, other.receipt, other.receipt)) return true;
  if (one.bytes !== other.bytes) return false;
  const stored = await db.pixels.get(other.id);
  return stored !== undefined && hasSameBytes(db, one.id, stored.blob);
}

function isSameAddress(
  { pictureUrl, original, rung }: Receipt,
  picture: Pick<Receipt, "original">,
  from: Pick<Receipt, "pictureUrl">,
): boolean {
  // A crop of the screen is less than what its address gives.
  if (!pictureUrl || pictureUrl !== from.pictureUrl || rung === "screen") return false;
  const { width, height, format } = picture.original;
  return original.width === width && original.height === height && original.format === format;
}

async function hasSameBytes(db: Db, id: string, jpeg: Blob): Promise<boolean> {
  const stored = await db.pixels.get(id);
  if (!stored) return false;
  const [one, other] = await Promise.all([stored.blob.arrayBuffer(), jpeg.arrayBuffer()]);
  const bytes = new Uint8Array(other);
  return one.byteLength === bytes.length && new Uint8Array(one).every((byte, i) => byte === bytes[i]);
}
