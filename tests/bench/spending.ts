import type { Page } from "playwright-core";
import type { Installed } from "./stage.ts";

/** So many requests, all of this month: more than a year of a busy seller's work. */
export const ledgerRows = 100_000;

/** Writes a ledger with its sums straight into the extension's database. */
export async function fillLedger(one: Installed): Promise<void> {
  const page = await one.newTab();
  await page.goto(one.address("options.html"));
  await page.getByRole("region", { name: "Spending" }).waitFor();
  const atOnce = 10_000;
  for (let from = 0; from < ledgerRows; from += atOnce) await page.evaluate(putEntries, { from, atOnce });
  await page.evaluate(putDays, ledgerRows);
  await page.close();
}

/** Opens Options in a new tab and gives when (ms since the navigation) Spending has its figures. */
export async function timeSpending(one: Installed): Promise<number> {
  const page: Page = await one.newTab();
  await page.addInitScript(noteFigures);
  await page.goto(one.address("options.html"));
  const ready = await page.waitForFunction(() => (globalThis as { ready?: number }).ready);
  const time = (await ready.jsonValue()) as number;
  await page.close();
  return time;
}

/** Runs before the page's own scripts. */
function noteFigures(): void {
  const look = () => {
    const figure = [...document.querySelectorAll("dd")].find((one) =>
      /^\$[\d,.]+$/.test(one.textContent ?? ""),
    );
    if (!figure) return requestAnimationFrame(look);
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      (globalThis as { ready?: number }).ready = performance.now();
    };
    return port2.postMessage(0);
  };
  requestAnimationFrame(look);
}

async function putEntries({ from, atOnce }: { from: number; atOnce: number }): Promise<void> {
  const open = indexedDB.open("refshot");
  const db = await new Promise<IDBDatabase>((resolve) => {
    open.onsuccess = () => resolve(open.result);
  });
  const transaction = db.transaction("ledger", "readwrite", { durability: "relaxed" });
  for (let i = from; i < from + atOnce; i++)
    transaction.objectStore("ledger").add({
      generationId: crypto.randomUUID(),
      at: Date.now() - i,
      requestId: crypto.randomUUID(),
      endpoint: "fal-ai/flux-lora/image-to-image",
      mode: "image-to-image",
      prompt: `A chair in the golden hour, take ${i}, on a white wall with a long shadow`,
      state: "charged",
      estimateUsd: 0.0367,
      cautiousUsd: 0.0367,
      units: 1.048576,
      costUsd: 0.03670016,
    });
  await new Promise((resolve) => {
    transaction.oncomplete = resolve;
  });
  db.close();
}

async function putDays(pictures: number): Promise<void> {
  const open = indexedDB.open("refshot");
  const db = await new Promise<IDBDatabase>((resolve) => {
    open.onsuccess = () => resolve(open.result);
  });
  const transaction = db.transaction("spendingDays", "readwrite");
  const now = new Date();
  for (let day = 1; day <= now.getDate(); day++)
    for (const mode of ["text-to-image", "image-to-image", "multi-reference"]) {
      const share = Math.floor(pictures / now.getDate() / 3);
      const nanoUsd = share * 36_700_160;
      const date = `${now.getFullYear()}-${String(now.getMonth() + 1).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
      const sums = { pictures: share, nanoUsd, limitNanoUsd: nanoUsd, estimated: 0, unpriced: 0 };
      transaction.objectStore("spendingDays").put({ day: date, mode, ...sums });
    }
  await new Promise((resolve) => {
    transaction.oncomplete = resolve;
  });
  db.close();
}
