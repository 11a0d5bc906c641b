import type { Page } from "playwright-core";
import sharp from "sharp";

const subjects = [
  "linen jacket",
  "espresso cup",
  "leather bag",
  "ceramic vase",
  "running shoe",
  "silk scarf",
];
const scenes = [
  "on a marble counter",
  "in a sunlit studio",
  "on a rainy street",
  "by a window",
  "at a market",
];
const moods = ["soft light", "morning mist", "warm tones", "high contrast", "shallow depth of field"];

/** Small JPEGs in many colours, as the extension's own thumbnails are: 4 to 8 kB each. */
async function paintThumbnails(count: number): Promise<string[]> {
  const paint = async (i: number) => {
    const hue = Math.round((i * 360) / count);
    const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="256" height="256">
      <linearGradient id="g" x2="1" y2="1"><stop stop-color="hsl(${hue},60%,78%)"/><stop offset="1" stop-color="hsl(${hue + 40},55%,38%)"/></linearGradient>
      <rect width="256" height="256" fill="url(#g)"/><circle cx="${60 + ((i * 37) % 140)}" cy="${70 + ((i * 53) % 120)}" r="${30 + (i % 5) * 9}" fill="hsl(${hue + 180},50%,88%)"/></svg>`;
    return (await sharp(Buffer.from(svg)).jpeg({ quality: 80 }).toBuffer()).toString("base64");
  };
  return Promise.all(Array.from({ length: count }, (_, i) => paint(i)));
}

/**
 * Fills the history with `count` finished results in batches of one to four, a few minutes apart, straight
 * into the extension's database. `page` is any page of the extension that has opened it once.
 */
export async function seedHistory(page: Page, count: number, withPictures = false): Promise<void> {
  const thumbnails = await paintThumbnails(24);
  await page.evaluate(fill, { count, thumbnails, subjects, scenes, moods, withPictures });
}

interface FillOptions {
  count: number;
  thumbnails: string[];
  subjects: string[];
  scenes: string[];
  moods: string[];
  withPictures: boolean;
}

/** Runs in the page. */
async function fill({
  count,
  thumbnails,
  subjects,
  scenes,
  moods,
  withPictures,
}: FillOptions): Promise<void> {
  const open = indexedDB.open("refshot");
  const db = await new Promise<IDBDatabase>((resolve) => {
    open.onsuccess = () => resolve(open.result);
  });
  const bytes = thumbnails.map((one) => Uint8Array.from(atob(one), (letter) => letter.charCodeAt(0)));
  const from = Date.now() - 60_000;
  const pick = <T>(list: T[], i: number) => list[i % list.length] as T;
  let made = 0;
  for (let batch = 0; made < count; batch++) {
    const transaction = db.transaction(["generations", "thumbnails", "pixels"], "readwrite");
    for (let inOne = 0; inOne < 250 && made < count; inOne++, batch++) {
      const batchId = crypto.randomUUID();
      const batchSize = Math.min(1 + ((batch * 7) % 4), count - made);
      const prompt = `A ${pick(subjects, batch)} ${pick(scenes, batch >> 1)}, ${pick(moods, batch >> 2)}, take ${batch}`;
      for (let number = batchSize; number >= 1; number--, made++) {
        const id = crypto.randomUUID();
        const createdAt = from - batch * 420_000 - number / 1000;
        transaction.objectStore("generations").put({
          ...{ id, batchId, number, batchSize, createdAt, prompt, mode: "text-to-image" },
          ...{ endpoint: "fal-ai/flux/schnell", places: [], referenceIds: [], favourite: batch % 17 === 0 },
          ...{ status: "done", submittedAt: createdAt, finishedAt: createdAt + 2400, seed: made * 7919 },
          request: { requestId: crypto.randomUUID() },
          ...{ width: 1024, height: 768, bytes: 180_000, timings: { inference: 0.61 } },
        });
        const picture = pick(bytes, made);
        transaction.objectStore("thumbnails").put({ id, bytes: picture });
        if (withPictures)
          transaction.objectStore("pixels").put({ id, blob: new Blob([picture], { type: "image/jpeg" }) });
      }
    }
    await new Promise((resolve) => {
      transaction.oncomplete = resolve;
    });
  }
  db.close();
}
