import type { Page } from "playwright-core";

/** Everything in every table of the extension's database, as text; pictures as their bytes in Latin-1. */
export function dumpDatabase(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const wait = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    const db = await wait(indexedDB.open("refshot"));
    const parts: string[] = [];
    for (const table of db.objectStoreNames) {
      const rows = await wait(db.transaction(table).objectStore(table).getAll());
      for (const row of rows) {
        const blob: Blob | undefined = row.blob;
        const text = blob ? new TextDecoder("latin1").decode(await blob.arrayBuffer()) : "";
        parts.push(`${table} ${JSON.stringify({ ...row, bytes: undefined })} ${text}`);
      }
    }
    db.close();
    return parts.join("\n");
  });
}

/** How many rows each table has, and the ids and statuses of the generations. */
export function readState(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const wait = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve) => {
        request.onsuccess = () => resolve(request.result);
      });
    const db = await wait(indexedDB.open("refshot"));
    const state: unknown[] = [];
    for (const table of db.objectStoreNames) {
      const store = db.transaction(table).objectStore(table);
      state.push([table, await wait(store.count())]);
      if (table === "generations")
        state.push((await wait(store.getAll())).map(({ id, status, hiddenAt }) => [id, status, hiddenAt]));
    }
    db.close();
    return JSON.stringify([state, await chrome.storage.local.get()]);
  });
}

/** The rows of one table, those of the pictures without their bytes. */
export function readTable<Row>(page: Page, table: string): Promise<Row[]> {
  return page.evaluate(async (table) => {
    const wait = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    const db = await wait(indexedDB.open("refshot"));
    const rows = await wait(db.transaction(table).objectStore(table).getAll());
    db.close();
    return rows;
  }, table);
}
