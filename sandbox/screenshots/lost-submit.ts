import type { Page } from "playwright-core";

/**
 * Puts a submit whose answer never came straight into the extension's database, as it is while it is looked for:
 * behind a proxy nothing is. `page` is any page of the extension; it shows it when it is opened again.
 */
export async function keepAsLookedFor(page: Page, prompt: string): Promise<void> {
  await page.evaluate(async (words) => {
    const open = indexedDB.open("refshot");
    const db = await new Promise<IDBDatabase>((resolve) => {
      open.onsuccess = () => resolve(open.result);
    });
    const now = Date.now();
    const kept = db.transaction("generations", "readwrite");
    kept.objectStore("generations").put({
      ...{ id: crypto.randomUUID(), batchId: crypto.randomUUID(), number: 1, batchSize: 1, createdAt: now },
      ...{ prompt: words, mode: "text-to-image", endpoint: "fal-ai/flux/schnell" },
      ...{ places: [], referenceIds: [], favourite: false, status: "submitting", submittedAt: now },
      looking: { cause: { code: "interrupted" }, looks: 1, waited: 26_000, vain: 0 },
    });
    await new Promise((resolve) => {
      kept.oncomplete = resolve;
    });
    db.close();
  }, prompt);
}
