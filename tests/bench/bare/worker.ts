// The floors: what a bare script in an extension's worker needs for the same, with nothing around it.
import { createFalClient } from "@fal-ai/client";
import { fitInitImage } from "../../../lib/image/dimensions";
import { normalizeImage } from "../../../lib/image/normalize";

/** One request as it leaves: endpoint, JSON, key. */
export interface Order {
  endpoint: string;
  body: string;
  key: string;
}

/** When (ms since 1970) a request was begun, and its picture stored. */
export interface Times {
  sentAt: number;
  storedAt: number;
}

let database: IDBDatabase | undefined;

async function openDatabase(): Promise<IDBDatabase> {
  const opening = indexedDB.open("bare", 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore("pictures");
  await new Promise((resolve) => {
    opening.onsuccess = resolve;
  });
  return opening.result;
}

async function store(id: string, picture: Blob): Promise<void> {
  database ??= await openDatabase();
  const transaction = database.transaction("pictures", "readwrite");
  transaction.objectStore("pictures").put(picture, id);
  await new Promise((resolve) => {
    transaction.oncomplete = resolve;
  });
}

/** Reads the stream of events until it says COMPLETED. */
async function untilCompleted(address: string, headers: Record<string, string>): Promise<void> {
  const { body } = await fetch(address, { headers });
  const reader = body?.pipeThrough(new TextDecoderStream()).getReader();
  for (let text = ""; !text.includes('"COMPLETED"'); ) {
    const read = await reader?.read();
    if (!read || read.done) return;
    text += read.value;
  }
}

/** Submit, stream of events, result, picture, store. */
async function generate({ endpoint, body, key }: Order): Promise<Times> {
  const headers = { authorization: `Key ${key}`, "content-type": "application/json" };
  const sentAt = Date.now();
  const submitted = await fetch(`https://queue.fal.run/${endpoint}`, { method: "POST", headers, body });
  const { request_id, status_url, response_url } = await submitted.json();
  await untilCompleted(`${status_url}/stream`, headers);
  const result = await fetch(response_url, { headers });
  const { images } = await result.json();
  const picture = await fetch(images[0].url);
  await store(request_id, await picture.blob());
  return { sentAt, storedAt: Date.now() };
}

/** All of them, so many at a time. */
async function generateAll(orders: Order[], atOnce: number): Promise<Times[]> {
  const times: Times[] = [];
  const left = [...orders];
  const work = async () => {
    for (let next = left.shift(); next; next = left.shift()) times.push(await generate(next));
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return times;
}

/** When (ms since 1970) fal's client knows by itself that a request is completed, and which one it was. */
async function followByClient({ endpoint, body, key }: Order): Promise<{ id: string; at: number }> {
  const { queue } = createFalClient({ credentials: key, suppressLocalCredentialsWarning: true });
  const { request_id } = await queue.submit(endpoint, { input: JSON.parse(body) });
  await queue.subscribeToStatus(endpoint, { requestId: request_id });
  return { id: request_id, at: Date.now() };
}

const fetchBlob = async (url: string) => (await fetch(url)).blob();

/** Decode, resize, encode; gives the JPEG. */
async function prepare(file: Blob): Promise<Blob> {
  const bitmap = await createImageBitmap(file);
  const fit = fitInitImage(bitmap);
  const canvas = new OffscreenCanvas(fit?.width ?? 16, fit?.height ?? 16);
  const context = canvas.getContext("2d");
  if (context) context.imageSmoothingQuality = "high";
  context?.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  bitmap.close();
  return canvas.convertToBlob({ type: "image/jpeg", quality: 0.92 });
}

let picture = new Blob();

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

const bare = {
  generate,
  generateAll,
  followByClient,
  /** Fetch, decode, resize, encode; gives how long it took (ms). */
  fetchAndPrepare: (url: string) => timed(async () => prepare(await fetchBlob(url))),
  /** The picture that the next three are about. */
  async load(url: string): Promise<void> {
    picture = await fetchBlob(url);
  },
  timePrepare: () => timed(() => prepare(picture)),
  /** The product's own preparing, from its source: in its own worker nothing can ask for it alone. */
  timeProduct: () => timed(() => normalizeImage(picture)),
  /** What the product would send of it, as base64. */
  async prepareByProduct(): Promise<string> {
    const { jpeg } = await normalizeImage(picture);
    const bytes = new Uint8Array(await jpeg.arrayBuffer());
    return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
  },
};
export type Bare = typeof bare;

Object.assign(globalThis, { bare });
