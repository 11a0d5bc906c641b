import type { Db } from "./db";

export interface Usage {
  pictures: number;
  references: number;
  /** Bytes in use, and bytes still free for this browser profile. */
  used: number;
  left: number;
}

/**
 * What is stored on this computer. Pictures and references are counted in the database, so that they can be
 * followed: the browser's own estimate tells nobody of changes.
 */
export async function readUsage(
  db: Db,
  estimate: () => Promise<StorageEstimate> = () => navigator.storage.estimate(),
): Promise<Usage> {
  const pictures = await db.generations.where("status").equals("done").count();
  const references = await db.references.count();
  const { usage = 0, quota = 0 } = await estimate();
  return { pictures, references, used: usage, left: Math.max(0, quota - usage) };
}
