// The floors once more, with what Refshot promises and nothing else around it: what anyone would need who kept the
// promises. Written as plainly as the browser allows: its own calls, and of the product only what reads bytes and cells.
import { bytesOf } from "../../../lib/image/bytes-of";
import { fitWithin, thumbnailSide } from "../../../lib/image/dimensions";
import { printOf } from "../../../lib/image/print";
import { maxPictureBytes, readHeader } from "../../../lib/image/sniff";
import { readLimited } from "../../../lib/net/read-body";
import { type Order, pictureUrl, submit, untilCompleted } from "./calls";
import { decodeFitted, draw, toJpeg } from "./pictures";

/** Those of the product's tables that a press, a picture or a capture writes, each with the indexes that it has there. */
const tables = {
  trays: [],
  references: [],
  pixels: [],
  thumbnails: [],
  generations: [
    ...["createdAt", "status", "batchId", "referenceIds", "hiddenAt"],
    ["createdAt", "id"],
    ["shootId", "status"],
    ["shootId", "cell", "status"],
  ],
  logs: ["generationId"],
  ledger: ["generationId", "requestId", "at", "shootId"],
  days: [],
} satisfies Record<string, (string | string[])[]>;
type Table = keyof typeof tables;

let opened: Promise<IDBDatabase> | undefined;

function openDatabase(): Promise<IDBDatabase> {
  const opening = indexedDB.open("promised", 1);
  opening.onupgradeneeded = () => {
    for (const [table, indexes] of Object.entries(tables)) {
      const store = opening.result.createObjectStore(table, { autoIncrement: true });
      for (const index of indexes)
        store.createIndex(String(index), index, { multiEntry: index === "referenceIds" });
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

type Row = [table: Table, row: unknown, id?: string];
type Check = (transaction: IDBTransaction) => Promise<void>;

/** Of one picture, in US dollars. */
const cost = 0.03;

/** All in one transaction, which is on the disk when it resolves; `check` goes first. */
async function put(rows: Row[], check?: Check): Promise<void> {
  opened ??= openDatabase();
  const names = rows.map(([table]) => table);
  const transaction = (await opened).transaction(names, "readwrite", { durability: "strict" });
  const over = new Promise((resolve, reject) => {
    transaction.oncomplete = resolve;
    transaction.onabort = () => reject(transaction.error);
  });
  await check?.(transaction);
  for (const [table, row, id] of rows) transaction.objectStore(table).put(row, id);
  await over;
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

/** What is sent beside the picture, and the name of the picture's field. */
let form = { fields: {}, name: "" };
let order: Order | undefined;

/** What is set, as the presses below find it: the picture of `given`. */
export async function setTray(given: Order): Promise<void> {
  const fields: [string, unknown][] = Object.entries(JSON.parse(given.body));
  const isPicture = ([, value]: [string, unknown]) => String(value).startsWith("data:image/");
  const [name, url] = fields.find(isPicture) ?? [];
  if (!name) throw new Error("no picture in the body");
  form = { fields: Object.fromEntries(fields.filter((field) => !isPicture(field))), name };
  order = given;
  await put([
    ["trays", { face: "face" }, "tray"],
    ["references", { id: "face" }, "face"],
    ["pixels", await (await fetch(String(url))).blob(), "face"],
  ]);
}

/** The body with the pixels of what is set. */
async function makeBody(): Promise<string> {
  const { face } = await get<{ face: string }>("trays", "tray");
  const [, picture] = await Promise.all([get("references", face), get<Blob>("pixels", face)]);
  const bytes = (await bytesOf(picture)) as Uint8Array & { toBase64(): string };
  return JSON.stringify({ ...form.fields, [form.name]: `data:image/jpeg;base64,${bytes.toBase64()}` });
}

/** What a generation's record and its entry in the ledger hold. */
interface Kept {
  id: string;
  at: number;
  prompt: string;
}

/** A new batch before it is paid: as `submitting`, in the ledger, and in the day's sum. */
async function begin(batch: Kept[]): Promise<void> {
  const rows = batch.flatMap((kept) => rowsOf(kept, "submitting"));
  await putCounting(rows, batch.length * cost);
}

/** Its record, a line of its log, and its entry in the ledger. */
function rowsOf({ id, at, prompt }: Kept, status: string): Row[] {
  const record = { id, batchId: String(at), createdAt: at, referenceIds: ["face"], prompt, status };
  const entry = { generationId: id, at, prompt, cost };
  return [
    ["generations", record, id],
    ["logs", { generationId: id, status }],
    ["ledger", entry, id],
  ];
}

/** Writes with the day's sum, so much (US dollars) more. */
function putCounting(rows: Row[], more: number, check?: Check): Promise<void> {
  const sum = { cost: 0 };
  return put([...rows, ["days", sum, "today"]], async (transaction) => {
    const days = transaction.objectStore("days");
    const [before] = await Promise.all([
      answerTo<typeof sum | undefined>(days.get("today")),
      check?.(transaction),
    ]);
    sum.cost = (before?.cost ?? 0) + more;
  });
}

/** Throws where the user has deleted it, or its entry is gone. */
const isThere =
  ({ id }: Kept): Check =>
  async (transaction) => {
    const ofIt = transaction.objectStore("ledger").index("generationId");
    const record = transaction.objectStore("generations").get(id);
    const found = await Promise.all([answerTo(record), answerTo(ofIt.get(id))]);
    if (found.includes(undefined)) throw new Error(`${id} was deleted`);
  };

/**
 * On the disk before it is paid, the id before anything else, what comes is a picture before it is called one, and
 * picture and status as one. Gives when (ms since 1970) each picture was stored.
 */
async function generate({ endpoint, key }: Order, images: number): Promise<number[]> {
  const at = Date.now();
  const batch = Array.from({ length: images }, (): Kept => {
    return { id: crypto.randomUUID(), at, prompt: "A cup in the rain" };
  });
  const [body] = await Promise.all([makeBody(), begin(batch)]);
  return Promise.all(batch.map((kept) => makePicture(kept, { endpoint, key, body })));
}

async function makePicture(kept: Kept, paid: Order): Promise<number> {
  const { status_url, response_url } = await submit(paid);
  await put(rowsOf(kept, "running"), isThere(kept));
  await untilCompleted(status_url, paid.key);
  const [bytes] = await Promise.all([
    readPicture(await pictureUrl(response_url, paid.key)),
    putCounting(rowsOf(kept, "saving"), cost, isThere(kept)),
  ]);
  const picture = new Blob([bytes], { type: "image/jpeg" });
  const bitmap = await createImageBitmap(picture);
  const thumbnail = await thumbnailOf(bitmap);
  bitmap.close();
  const made: Row[] = [
    ["pixels", picture, kept.id],
    ["thumbnails", thumbnail, kept.id],
  ];
  await put([...rowsOf(kept, "done"), ...made], isThere(kept));
  return Date.now();
}

/** A page whose button was pressed says so by a message, and hears when its pictures are stored. */
export function answerPresses(): void {
  chrome.runtime.onMessage.addListener((press: { images: number }, _sender, answer) => {
    if (order) void generate(order, press.images).then(answer);
    return true;
  });
}
