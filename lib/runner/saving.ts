import pLimit from "p-limit";
import type { GenerationIn, Move } from "../domain/generation";
import { storedLine } from "../domain/log-lines";
import { inspectResult } from "../image/normalize";
import { moveTables } from "../storage/ledger";
import type { RunnerParts } from "./dependencies";
import type { Journal } from "./journal";
import type { RetryReads } from "./retry-reads";

/** So many pictures are in the memory at once. */
const maxDownloads = 4;

/** The step `saving` -> `done`. It only reads, and may be repeated. */
export function createSave(
  { db, connect }: Pick<RunnerParts, "db" | "connect">,
  { transition }: Journal,
  { retryRead }: RetryReads,
) {
  const downloads = pLimit(maxDownloads);

  return async function save(saving: GenerationIn<"saving">, signal: AbortSignal): Promise<void> {
    const fal = await connect();
    const { url, ...report } = saving.remote;
    // A page in the picture's place is a read that failed, like any other.
    const read = () => downloads(async () => inspectResult(await fal.download(url, signal)));
    const { blob, size, thumbnail } = await retryRead(saving, signal, read);
    const { submittedAt, request } = saving;
    const facts = { submittedAt, request, finishedAt: Date.now(), ...size, bytes: blob.size, ...report };
    const done: Move = { status: "done", ...facts };
    // A picture counts as ours only when its bytes are stored: bytes and status are one transaction.
    await db.transaction("rw", [...moveTables(db), db.pixels, db.thumbnails], async () => {
      const moved = await transition(saving, done, storedLine(size.width, size.height, blob.size));
      // Deleted meanwhile: a picture without a record would never be found again.
      if (!moved) return;
      await db.pixels.put({ id: saving.id, blob });
      await db.thumbnails.put({ id: saving.id, bytes: thumbnail });
    });
  };
}
