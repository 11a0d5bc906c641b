// The floors: what a bare script in an extension's worker needs for the same, with nothing around it.
import { createFalClient } from "@fal-ai/client";
import { normalizeImage } from "../../../lib/image/normalize";
import { type Order, pictureUrl, submit, type Times, untilCompleted } from "./calls";
import { decodeFitted, toJpeg } from "./pictures";
import * as promised from "./promised";

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

/** Submit, stream of events, result, picture, store. */
async function generate(order: Order): Promise<Times> {
  const { key } = order;
  const sentAt = Date.now();
  const { request_id, status_url, response_url } = await submit(order);
  await untilCompleted(status_url, key);
  const picture = await fetch(await pictureUrl(response_url, key));
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

const prepare = async (file: Blob) => toJpeg(await decodeFitted(file));

let picture = new Blob();

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

const bare = {
  generate,
  generateAll,
  /** With what is promised: a tray for the presses of `press.ts`, and a capture (ms). */
  setTray: promised.setTray,
  capturePromised: (url: string) => timed(() => promised.capture(url)),
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
promised.answerPresses();
