import type { Page } from "playwright-core";

/** Every row of every table; bytes and blobs as their SHA-256. */
export type Tables = Record<string, Record<string, unknown>[]>;

/**
 * The extension's database as it is, read past the product. `page` is one of its pages. Only the number that the
 * database itself gives a line of a log is left out: the lines come in its order.
 */
export function readTables(page: Page): Promise<Tables> {
  return page.evaluate(dump);
}

/** What a backup is about: the books of what was spent are no part of it. */
export function withoutBooks({ ledger, spendingDays, ...tables }: Tables): Tables {
  return tables;
}

/** Runs in the page. */
async function dump(): Promise<Tables> {
  const settled = <T>(request: IDBRequest<T>) =>
    new Promise<T>((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  const sum = async (bytes: BufferSource) =>
    Array.from(new Uint8Array(await crypto.subtle.digest("SHA-256", bytes)), (byte) =>
      byte.toString(16).padStart(2, "0"),
    ).join("");
  const plain = async (value: unknown) => {
    if (value instanceof Blob) return `${value.type} ${value.size} ${await sum(await value.arrayBuffer())}`;
    return value instanceof Uint8Array ? `${value.length} ${await sum(value as BufferSource)}` : value;
  };
  // Said together they are stored as one, and restored line by line.
  const linesIn = ({ more = [], text, ...row }: Record<string, unknown>) =>
    [text, ...(more as string[])].map((one): Record<string, unknown> => ({ ...row, text: one }));
  const db = await settled(indexedDB.open("refshot"));
  const tables: Tables = {};
  for (const name of db.objectStoreNames) {
    const rows: Record<string, unknown>[] = await settled(db.transaction(name).objectStore(name).getAll());
    tables[name] = await Promise.all(
      (name === "logs" ? rows.flatMap(linesIn) : rows).map(async ({ order, ...row }) => {
        const entries = Object.entries(
          name === "logs" ? row : { ...row, ...(order !== undefined && { order }) },
        );
        return Object.fromEntries(
          await Promise.all(entries.map(async ([key, value]) => [key, await plain(value)])),
        );
      }),
    );
  }
  // The lines of one log stay in order; which result's log comes first does not matter.
  tables.logs?.sort((a, b) => String(a.generationId).localeCompare(String(b.generationId)));
  db.close();
  return tables;
}

/** The bytes of a stored full picture, as base64. */
export function readStored(page: Page, id: string): Promise<Buffer> {
  return page
    .evaluate(async (wanted) => {
      const db = await new Promise<IDBDatabase>((resolve) => {
        const open = indexedDB.open("refshot");
        open.onsuccess = () => resolve(open.result);
      });
      const blob = await new Promise<Blob>((resolve) => {
        const get = db.transaction("pixels").objectStore("pixels").get(wanted);
        get.onsuccess = () => resolve(get.result.blob);
      });
      db.close();
      const bytes = new Uint8Array(await blob.arrayBuffer());
      return Array.from(bytes);
    }, id)
    .then((bytes) => Buffer.from(bytes));
}
