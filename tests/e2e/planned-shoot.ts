import { readFile } from "node:fs/promises";
import type { Page } from "playwright-core";

const photo = new URL("../photos/product.jpg", import.meta.url);

/** Writes a shoot of so many products and looks past the product's own code, and gives its id. */
export async function planShoot(page: Page, products: number, looks = 1): Promise<string> {
  const jpeg = (await readFile(photo)).toString("base64");
  return page.evaluate(writeShoot, { products, looks, jpeg });
}

/** Runs in the page. */
async function writeShoot(wanted: { products: number; looks: number; jpeg: string }): Promise<string> {
  const bytes = Uint8Array.from(atob(wanted.jpeg), (letter) => letter.charCodeAt(0));
  const jpeg = new Blob([bytes], { type: "image/jpeg" });
  const id = crypto.randomUUID();
  const numbers = (count: number) => Array.from({ length: count }, (_, i) => i);
  const shoot = {
    ...{ id, name: "Planned", createdAt: Date.now(), state: "planned", skipped: [] },
    products: numbers(wanted.products).map((i) => ({
      id: `p${i}`,
      referenceId: `${id}-${i}`,
      name: `Cup ${i}`,
    })),
    looks: numbers(wanted.looks).map((i) => ({
      ...{ id: `l${i}`, name: `Look ${i}`, prompt: `{product} in look ${i}`, combine: false, images: 1 },
    })),
  };
  const referenceIds = shoot.products.map(({ referenceId }) => referenceId);
  const opening = indexedDB.open("refshot");
  await new Promise((resolve, reject) => {
    opening.onsuccess = resolve;
    opening.onerror = reject;
  });
  const write = opening.result.transaction(["shoots", "references", "pixels", "thumbnails"], "readwrite");
  for (const reference of referenceIds) {
    const original = { width: 1200, height: 900, format: "jpg", bytes: bytes.length };
    const receipt = { rung: "file", source: `${reference}.jpg`, original };
    const size = { width: 1024, height: 768, bytes: bytes.length };
    write.objectStore("references").put({ id: reference, role: "product", createdAt: 1, ...size, receipt });
    write.objectStore("pixels").put({ id: reference, blob: jpeg });
    write.objectStore("thumbnails").put({ id: reference, bytes });
  }
  write.objectStore("shoots").put({ ...shoot, referenceIds });
  await new Promise((resolve, reject) => {
    write.oncomplete = resolve;
    write.onerror = reject;
  });
  opening.result.close();
  return id;
}

/** Sends one command as our own pages do; gives its failure's code, and how long (ms) the answer took. */
export async function command(
  page: Page,
  type: "shoot" | "redo",
  payload: object,
): Promise<{ code: string | undefined; ms: number }> {
  return page.evaluate(
    async ({ type, payload }) => {
      const data = { press: crypto.randomUUID(), ...payload };
      const began = performance.now();
      const send = () => chrome.runtime.sendMessage({ id: 1, type, data, timestamp: 1 });
      // A worker that is still being stopped does not answer; the next one carries out no press twice.
      const answer = await send().catch(send);
      const { failure } = answer?.res ?? answer ?? {};
      return { code: failure?.code, ms: performance.now() - began };
    },
    { type, payload },
  );
}
