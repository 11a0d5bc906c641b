import type { NormalizedImage } from "../image/normalize";
import type { Db } from "./db";
import { readPlaces } from "./references";

/** What a reference in the tray was made into, of bytes with this SHA-256; undefined when there is none. */
export async function recallPicture(db: Db, sha256: string): Promise<NormalizedImage | undefined> {
  const same = (await readPlaces(db)).find(({ receipt }) => receipt.original.sha256 === sha256);
  if (!same) return undefined;
  const { id, width, height, receipt } = same;
  const [pixels, thumbnail] = await Promise.all([db.pixels.get(id), db.thumbnails.get(id)]);
  if (!pixels || !thumbnail) return undefined;
  const { original } = receipt;
  return { jpeg: pixels.blob, thumbnail: thumbnail.bytes, size: { width, height }, original };
}
