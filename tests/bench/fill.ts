import type { Page } from "playwright-core";
import { type History, withLogs } from "./history.ts";
import type { Pictures } from "./pictures.ts";

/** So many records go to the page at a time. */
const atOnce = 1000;

/**
 * Writes a history straight into the extension's database, as the extension itself has made it. `page` is any of
 * its pages that has opened the database once.
 */
export async function fillHistory(page: Page, history: History, pictures: Pictures): Promise<void> {
  await page.evaluate(keepPictures, pictures);
  const { generations, references, logs } = history;
  const done = generations.slice(0, withLogs).filter(({ status }) => status === "done");
  const owners = [...references, ...done].map(({ id }) => id);
  for (const [store, rows] of [
    ["references", references],
    ["logs", logs],
    ["generations", generations],
  ] as const)
    for (let at = 0; at < rows.length; at += atOnce)
      await page.evaluate(putRows, { store, json: JSON.stringify(rows.slice(at, at + atOnce)) });
  for (let at = 0; at < owners.length; at += atOnce)
    await page.evaluate(putPictures, { ids: owners.slice(at, at + atOnce), from: at });
}

/** In the page, between the calls. */
interface Kept {
  benchPictures?: { thumbnails: Uint8Array[]; full: Uint8Array<ArrayBuffer>[] };
}

function keepPictures({ thumbnails, full }: Pictures): void {
  const decode = (one: string) => Uint8Array.from(atob(one), (letter) => letter.charCodeAt(0));
  (globalThis as Kept).benchPictures = { thumbnails: thumbnails.map(decode), full: full.map(decode) };
}

/** As one text: Playwright walks through objects field by field. */
async function putRows({ store, json }: { store: string; json: string }): Promise<void> {
  const open = indexedDB.open("refshot");
  const db = await new Promise<IDBDatabase>((resolve, reject) => {
    open.onsuccess = () => resolve(open.result);
    open.onerror = () => reject(open.error);
  });
  const transaction = db.transaction(store, "readwrite", { durability: "relaxed" });
  for (const row of JSON.parse(json)) transaction.objectStore(store).put(row);
  await new Promise((resolve, reject) => {
    transaction.oncomplete = resolve;
    transaction.onabort = () => reject(transaction.error);
  });
  db.close();
}

async function putPictures({ ids, from }: { ids: string[]; from: number }): Promise<void> {
  const kept = (globalThis as Kept).benchPictures ?? { thumbnails: [], full: [] };
  const open = indexedDB.open("refshot");
  const db = await new Promise<IDBDatabase>((resolve, reject) => {
    open.onsuccess = () => resolve(open.result);
    open.onerror = () => reject(open.error);
  });
  const transaction = db.transaction(["thumbnails", "pixels"], "readwrite", { durability: "relaxed" });
  for (const [i, id] of ids.entries()) {
    const which = (from + i) % kept.full.length;
    transaction.objectStore("thumbnails").put({ id, bytes: kept.thumbnails[which] });
    const blob = new Blob([kept.full[which] as Uint8Array<ArrayBuffer>], { type: "image/jpeg" });
    transaction.objectStore("pixels").put({ id, blob });
  }
  await new Promise((resolve, reject) => {
    transaction.oncomplete = resolve;
    transaction.onabort = () => reject(transaction.error);
  });
  db.close();
}
