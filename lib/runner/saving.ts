import pLimit from "p-limit";
import type { Generation, GenerationIn, Move } from "../domain/generation";
import { storedLine } from "../domain/log-lines";
import type { Fal } from "../fal/client";
import { inspectResult } from "../image/normalize";
import { moveTables } from "../storage/ledger";
import type { RunnerParts } from "./dependencies";
import type { Journal } from "./journal";
import type { RetryReads } from "./retry-reads";

/** So many pictures are in the memory at once. */
const maxDownloads = 4;

export type Save = ReturnType<typeof createSave>;

/** The step `saving` -> `done`. It only reads, and may be repeated. */
export function createSave(
  { db, connect }: Pick<RunnerParts, "db" | "connect">,
  { transition }: Journal,
  { retryRead }: RetryReads,
  untilFed: () => Promise<void> | undefined,
) {
  const downloads = pLimit(maxDownloads);
  /** Pictures that were asked for before their step, by the signal of the work on them: they go with it. */
  const begun = new WeakMap<AbortSignal, ReturnType<typeof read>>();

  // A page in the picture's place is a read that failed, like any other.
  const read = (fal: Fal, url: string, signal: AbortSignal) =>
    downloads(async () => {
      const bytes = await fal.download(url, signal);
      // What comes next of a shoot goes first: fal then works while this one is decoded.
      await untilFed();
      return inspectResult(bytes);
    });

  /** Asks for a picture whose address is still being written down: reading is free. */
  function begin(fal: Fal, url: string, signal: AbortSignal): void {
    const picture = read(fal, url, signal);
    // What goes wrong is told by the step.
    picture.catch(() => undefined);
    begun.set(signal, picture);
  }

  function take(url: string, signal: AbortSignal): ReturnType<typeof read> {
    const early = begun.get(signal);
    begun.delete(signal);
    return early ?? connect().then((fal) => read(fal, url, signal));
  }

  /** Gives it as it is stored; nothing when it has gone meanwhile. */
  async function save(saving: GenerationIn<"saving">, signal: AbortSignal): Promise<Generation | undefined> {
    const { url, ...report } = saving.remote;
    const { blob, size, thumbnail } = await retryRead(saving, signal, () => take(url, signal));
    const { submittedAt, request } = saving;
    const facts = { submittedAt, request, finishedAt: Date.now(), ...size, bytes: blob.size, ...report };
    const done: Move = { status: "done", ...facts };
    // A picture counts as ours only when its bytes are stored: bytes and status are one transaction.
    return db.transaction("rw", [...moveTables(db), db.pixels, db.thumbnails], async () => {
      const moved = await transition(saving, done, storedLine(size.width, size.height, blob.size));
      // Deleted meanwhile: a picture without a record would never be found again.
      if (!moved) return undefined;
      const { id } = saving;
      await Promise.all([db.pixels.put({ id, blob }), db.thumbnails.put({ id, bytes: thumbnail })]);
      return moved;
    });
  }

  return { begin, save };
}
