import type { Page } from "playwright-core";
import { type Generation, generationSchema, isOpen } from "../../lib/domain/generation";
import type { Received, Sandbox } from "../../sandbox/server.ts";

/** What the browser has stored, read past the product's own code. */
export interface Stored {
  generations: Generation[];
  /** Records that are none by the product's own schema. */
  unreadable: number;
  /** The digest of each stored picture, by the id of its generation. */
  pictures: Record<string, string>;
}

/** Reads all generations begun since `since` (ms since 1970), from a page of the extension. */
export async function readStored(page: Page, since = 0): Promise<Stored> {
  const { rows, pictures } = await page.evaluate(readRaw, since);
  const parsed = rows.map((row) => generationSchema.safeParse(row));
  return {
    generations: parsed.flatMap(({ data }) => data ?? []),
    unreadable: parsed.filter(({ success }) => !success).length,
    pictures,
  };
}

/** Runs in the page. */
async function readRaw(since: number): Promise<{ rows: unknown[]; pictures: Record<string, string> }> {
  const wait = <T>(request: IDBRequest<T>): Promise<T> =>
    new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  const database = await wait(indexedDB.open("refshot"));
  const read = database.transaction(["generations", "pixels"]);
  const begun = read.objectStore("generations").index("createdAt");
  const rows: { id: string }[] = await wait(begun.getAll(IDBKeyRange.lowerBound(since)));
  const stored = await Promise.all(rows.map(({ id }) => wait(read.objectStore("pixels").get(id))));
  const pictures: Record<string, string> = {};
  for (const one of stored) {
    if (!one) continue;
    const digest = await crypto.subtle.digest("SHA-256", await (one.blob as Blob).arrayBuffer());
    pictures[one.id] = [...new Uint8Array(digest)].map((byte) => byte.toString(16)).join("");
  }
  database.close();
  return { rows, pictures };
}

/** After this long (ms) nothing is coming any more; a busy machine is slow. */
export const hangs = 120_000;

/**
 * Waits until every generation of this prompt has ended, and is no longer as it was `before` a press. Throws
 * after `timeout` ms, with what stands on the page.
 */
export async function untilEnded(
  page: Page,
  prompt: string,
  since: number,
  timeout: number,
  before?: Generation,
): Promise<void> {
  for (const until = Date.now() + timeout; ; await new Promise((resolve) => setTimeout(resolve, 60))) {
    const { generations } = await readStored(page, since);
    const own = generations.filter((one) => one.prompt === prompt);
    const isAsBefore = before && own.some((one) => JSON.stringify(one) === JSON.stringify(before));
    if (own.length > 0 && !own.some(isOpen) && !isAsBefore) return;
    if (Date.now() > until)
      throw new Error(
        `${prompt}: still ${own.map(({ status }) => status)}\n${await page.locator("body").innerText()}`,
      );
  }
}

/** What came of the pictures that were asked for with one prompt, by both books: fal's and the browser's. */
export interface Verdict {
  asked: number;
  /** Requests that reached fal's submit; those answered 404 or 429 took nothing and are not counted. */
  submits: number;
  accepted: number;
  pictures: number;
  /** How often each failure was told. */
  told: Record<string, number>;
  /** Accepted requests that ended neither as a picture nor as an honest sentence. */
  lost: number;
  /** Pictures stored twice, or more of them than were asked for. */
  twice: number;
  /** Submits beyond what was asked for. */
  double: number;
  /** Of those: sent again by the browser itself. Refshot does not see it, and fal may take both. */
  byBrowser: number;
  unreadable: number;
}

/** After these the user knows that fal may have the request. */
const uncertain = ["interrupted", "submit_unanswered"];

/** Compares the sandbox's record with what is stored for `prompt`; `asked` counts presses, Retry included. */
export function judge(sandbox: Sandbox, stored: Stored, prompt: string, asked: number): Verdict {
  const own = stored.generations.filter((one) => one.prompt === prompt);
  const submits = submitsOf(sandbox, prompt);
  const accepted = submits.filter(({ status, requestId }) => status === 200 && requestId);
  const done = own.filter(({ status, id }) => status === "done" && stored.pictures[id]);
  const failures = own.flatMap((one) => (one.status === "failed" ? [one.failure.code] : []));
  // A fault of our own: what it was, for whoever reads the run.
  for (const one of own)
    if (one.status === "failed" && one.failure.code === "unexpected") console.log(JSON.stringify(one));
  const known = new Map(
    own.flatMap((one) => ("request" in one && one.request ? [[one.request.requestId, one]] : [])),
  );
  const ended = (id: string | undefined) => {
    const record = known.get(id ?? "");
    return record && (record.status === "done" ? done.includes(record) : !isOpen(record));
  };
  const unaccounted = accepted.filter(({ requestId }) => !ended(requestId)).length;
  const excused = failures.filter((code) => uncertain.includes(code)).length;
  // The user's own word: a press of Retry that pays gives up the request before it, which had been told.
  const givenUp = own.length > 0 ? asked - own.length : 0;
  const digests = new Set(done.map(({ id }) => stored.pictures[id]));
  return {
    asked,
    submits: submits.length,
    accepted: accepted.length,
    pictures: done.length,
    told: Object.fromEntries(
      [...new Set(failures)].map((code) => [code, failures.filter((one) => one === code).length]),
    ),
    lost: Math.max(0, unaccounted - excused - givenUp),
    twice: Math.max(0, done.length - digests.size, done.length - asked),
    double: Math.max(0, submits.length - asked),
    byBrowser: 0,
    unreadable: stored.unreadable,
  };
}

function submitsOf({ record }: Sandbox, prompt: string): Received[] {
  return record.filter(
    ({ route, method, status, body }) =>
      route === "submit" &&
      method === "POST" &&
      status !== 404 &&
      status !== 429 &&
      (body as { prompt?: unknown } | undefined)?.prompt === prompt,
  );
}
