import type { Db } from "../../lib/storage/db";

/** `null` when there is none, though there should be. */
export type StoredThumbnail = Blob | null;

/** The stored thumbnails of these references and generations, by their ids. */
export async function readThumbnails(db: Db, ids: string[]): Promise<Map<string, StoredThumbnail>> {
  const stored = await db.thumbnails.bulkGet(ids);
  return new Map(ids.map((id, i) => [id, toBlob(stored[i])]));
}

const toBlob = (stored: { bytes: Uint8Array } | undefined): StoredThumbnail =>
  stored ? new Blob([stored.bytes as Uint8Array<ArrayBuffer>], { type: "image/jpeg" }) : null;
