import type { Page } from "playwright-core";

/** The face in the tray, as the database has it. */
export interface StoredFace {
  id: string;
  width: number;
  height: number;
  receipt: { rung: string; element?: string; original: { width: number; height: number; format: string } };
  jpeg: Buffer;
}

/** Reads the tray's face with its pixels through one of the extension's own pages. */
export async function readFace(page: Page): Promise<StoredFace | undefined> {
  const found = await page.evaluate(async () => {
    const done = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    const db = await done(indexedDB.open("refshot"));
    try {
      const stores = db.transaction(["trays", "references", "pixels"]);
      const tray = await done(stores.objectStore("trays").get("tray"));
      if (!tray?.face) return undefined;
      const reference = await done(stores.objectStore("references").get(tray.face));
      const { blob } = await done(stores.objectStore("pixels").get(tray.face));
      const bytes = new Uint8Array(await blob.arrayBuffer());
      return { ...reference, jpeg: Array.from(bytes) };
    } finally {
      db.close();
    }
  });
  return found && { ...found, jpeg: Buffer.from(found.jpeg) };
}

/** Forgets what the user was told, so that the next notice is the next one's. */
export const clearNotice = (page: Page) => page.evaluate(() => chrome.storage.local.remove("notice"));

/** What the user was told, as a failure's code, once it is written: the toolbar is told first. */
export async function untilNotice(page: Page): Promise<string> {
  for (const limit = Date.now() + 100_000; Date.now() < limit; await page.waitForTimeout(50)) {
    const code = await readNotice(page);
    if (code) return code;
  }
  return "";
}

/** What the user was last told, as a failure's code. */
export async function readNotice(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const { notice } = await chrome.storage.local.get("notice");
    return (notice as { failure?: { code?: string } } | undefined)?.failure?.code ?? "";
  });
}
