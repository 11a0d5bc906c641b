import { liveQuery } from "dexie";
import type { Db } from "./db";
import { readOpen, removeEverything } from "./generations";
import { stopShoots } from "./shoot-runs";

/** One command names at most so many generations. */
const perCommand = 100;
/** fal gets this long (ms) to take the cancels. */
const cancelTime = 8_000;

/**
 * Deletes everything that the database holds, or all but the ledger. What is open is cancelled first, by `cancel` and a hundred at a
 * time: else fal goes on with, and charges, pictures that nobody will see. Throws what `cancel` throws.
 */
export async function wipe(
  db: Db,
  cancel: (ids: string[]) => Promise<void>,
  withLedger = true,
): Promise<void> {
  await stopShoots(db);
  const ids = (await readOpen(db)).map(({ id }) => id);
  for (let at = 0; at < ids.length; at += perCommand) await cancel(ids.slice(at, at + perCommand));
  if (ids.length > 0) await untilNothingIsOpen(db);
  await removeEverything(db, withLedger);
}

/** Without their records nobody could cancel the requests: waits until none is open, at most `cancelTime`. */
async function untilNothingIsOpen(db: Db): Promise<void> {
  await new Promise<void>((resolve) => {
    const end = () => {
      clearTimeout(timer);
      watch.unsubscribe();
      resolve();
    };
    const timer = setTimeout(end, cancelTime);
    const watch = liveQuery(() => readOpen(db)).subscribe({
      next: (open) => open.length === 0 && queueMicrotask(end),
      error: end,
    });
  });
}
