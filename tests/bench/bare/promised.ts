// The floors once more, with what Refshot promises and nothing else around it: what anyone would need who kept the
// promises. Written as plainly as the browser allows: its own calls, and of the product only what reads bytes and cells.
import { bytesOf } from "../../../lib/image/bytes-of";
import { fitWithin, thumbnailSide } from "../../../lib/image/dimensions";
import { printOf } from "../../../lib/image/print";
import { maxPictureBytes, readHeader } from "../../../lib/image/sniff";
import { readLimited } from "../../../lib/net/read-body";
import { type Order, pictureUrl, submit, type Times, untilCompleted } from "./calls";
import { decodeFitted, draw, toJpeg } from "./pictures";

const tables = ["trays", "references", "pixels", "thumbnails", "generations", "logs", "ledger"] as const;
type Table = (typeof tables)[number];

let opened: Promise<IDBDatabase> | undefined;

function openDatabase(): Promise<IDBDatabase> {
  const opening = indexedDB.open("promised", 1);
  opening.onupgradeneeded = () => {
    for (const table of tables) {
      const store = opening.result.createObjectStore(table, { autoIncrement: true });
      // Those that the product needs for its list.
      if (table === "generations")
        for (const index of ["createdAt", "status", "batchId", "hiddenAt"]) store.createIndex(index, index);
    }
  };
  return answerTo(opening);
}

const answerTo = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

async function get<T>(table: Table, id: string): Promise<T> {
  opened ??= openDatabase();
  return answerTo((await opened).transaction(table).objectStore(table).get(id));
}

/** All in one transaction, which is on the disk when it resolves. */
async function put(rows: [table: Table, row: unknown, id?: string][]): Promise<void> {
  opened ??= openDatabase();
  const names = rows.map(([table]) => table);
  const transaction = (await opened).transaction(names, "readwrite", { durability: "strict" });
  for (const [table, row, id] of rows) transaction.objectStore(table).put(row, id);
  await new Promise((resolve, reject) => {
    transaction.oncomplete = resolve;
    transaction.onabort = () => reject(transaction.error);
  });
}

/** The bytes of a picture, no more of them than are allowed. Throws where it is none. */
async function readPicture(url: string): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = await readLimited(await fetch(url), maxPictureBytes);
  if (!bytes) throw new Error("too large");
  readHeader(bytes);
  return bytes;
}

async function thumbnailOf(source: ImageBitmap | OffscreenCanvas): Promise<Uint8Array> {
  const small = draw(source, fitWithin(source, thumbnailSide));
  return bytesOf(await small.convertToBlob({ type: "image/jpeg", quality: 0.8 }));
}

/** Runs in the page: what it shows in the picture's place, in 32 × 32 cells. */
function readShown(): number[] {
  const image = document.querySelector<HTMLImageElement>("#it");
  const context = new OffscreenCanvas(32, 32).getContext("2d");
  if (image) context?.drawImage(image, 0, 0, 32, 32);
  return [...(context?.getImageData(0, 0, 32, 32).data ?? [])];
}

async function askPage(): Promise<number[]> {
  const [tab] = await chrome.tabs.query({ active: true, lastFocusedWindow: true });
  const [answer] = await chrome.scripting.executeScript({ target: { tabId: tab?.id ?? 0 }, func: readShown });
  return (answer?.result ?? []) as number[];
}

/**
 * Not more bytes than are allowed; known pictures found again by their hash; a thumbnail, so that no list loads
 * full pictures; stored only if the page shows the same, pixels, record and tray as one.
 */
export async function capture(url: string): Promise<void> {
  const asked = askPage();
  const bytes = await readPicture(url);
  const decoding = decodeFitted(new Blob([bytes]));
  const hashing = crypto.subtle.digest("SHA-256", bytes);
  const canvas = await decoding;
  const [jpeg, thumbnail] = await Promise.all([toJpeg(canvas), thumbnailOf(canvas)]);
  const [print, shown] = [printOf(canvas, canvas), await asked];
  const off = print.reduce((sum, value, i) => sum + Math.abs(value - (shown[i] ?? 0)), 0) / print.length;
  if (off > 9) throw new Error(`the page shows something else: ${off}`);
  const id = crypto.randomUUID();
  const known = await get<{ face?: string } | undefined>("trays", "tray");
  await put([
    ["references", { id, hash: new Uint8Array(await hashing) }, id],
    ["pixels", jpeg, id],
    ["thumbnails", thumbnail, id],
    ["trays", { ...known, face: id }, "tray"],
  ]);
}

/** What is set, as the presses below find it: the picture of `order`. */
export async function setTray({ body }: Order): Promise<void> {
  const picture = await (await fetch(pictureIn(body)[1])).blob();
  await put([
    ["trays", { face: "face" }, "tray"],
    ["references", { id: "face" }, "face"],
    ["pixels", picture, "face"],
  ]);
}

/** The field of a body that is its picture, and the picture as a data URL. */
function pictureIn(body: string): [field: string, url: string] {
  const fields = Object.entries<unknown>(JSON.parse(body));
  const found = fields.find(([, value]) => typeof value === "string" && value.startsWith("data:image/"));
  if (!found) throw new Error("no picture in the body");
  return found as [string, string];
}

/** The body with the pixels of what is set in the place of its picture. */
async function makeBody(body: string): Promise<string> {
  const { face } = await get<{ face: string }>("trays", "tray");
  const [, picture] = await Promise.all([get("references", face), get<Blob>("pixels", face)]);
  const bytes = (await bytesOf(picture)) as Uint8Array & { toBase64(): string };
  return JSON.stringify({
    ...JSON.parse(body),
    [pictureIn(body)[0]]: `data:image/jpeg;base64,${bytes.toBase64()}`,
  });
}

/**
 * On the disk before it is paid, the id before anything else, what comes is a picture before it is called one, and
 * picture and status as one.
 */
export async function generate(order: Order): Promise<Times> {
  const sentAt = Date.now();
  const id = crypto.randomUUID();
  const record = { id, batchId: id, createdAt: sentAt, prompt: order.body.slice(0, 200) };
  const move = (status: string, ...more: Parameters<typeof put>[0]) =>
    put([["generations", { ...record, status }, id], ["logs", { id, status }], ...more]);
  const [body] = await Promise.all([
    makeBody(order.body),
    move("submitting", ["ledger", { id, at: sentAt, cost: 0.03 }, id]),
  ]);
  const { status_url, response_url } = await submit({ ...order, body });
  await move("running");
  await untilCompleted(status_url, order.key);
  const [bytes] = await Promise.all([
    readPicture(await pictureUrl(response_url, order.key)),
    move("saving", ["ledger", { id, at: sentAt, cost: 0.03, settled: true }, id]),
  ]);
  const picture = new Blob([bytes], { type: "image/jpeg" });
  const bitmap = await createImageBitmap(picture);
  const thumbnail = await thumbnailOf(bitmap);
  bitmap.close();
  await move("done", ["pixels", picture, id], ["thumbnails", thumbnail, id]);
  return { sentAt, storedAt: Date.now() };
}
