import type { Reference } from "../domain/reference";
import type { NormalizedImage } from "../image/normalize";
import type { Db } from "./db";

/** A file that was read: how many bytes it has, and what works out their SHA-256. */
export interface FileMark {
  bytes: number;
  sha256(): Promise<string>;
}

/**
 * What one of these references was made into, of the very bytes of this file; undefined when there is none. Asks
 * for the SHA-256 only where the number of bytes is the same.
 */
export async function recallPicture(
  db: Db,
  references: Reference[],
  { bytes, sha256 }: FileMark,
): Promise<NormalizedImage | undefined> {
  const alike = references.filter(({ receipt: { original } }) => original.sha256 && original.bytes === bytes);
  if (alike.length === 0) return undefined;
  const hash = await sha256();
  const same = alike.find(({ receipt }) => receipt.original.sha256 === hash);
  if (!same) return undefined;
  const { id, width, height, receipt } = same;
  const [pixels, thumbnail] = await Promise.all([db.pixels.get(id), db.thumbnails.get(id)]);
  if (!pixels || !thumbnail) return undefined;
  return {
    jpeg: pixels.blob,
    thumbnail: thumbnail.bytes,
    size: { width, height },
    original: receipt.original,
  };
}
