import type { Generation } from "../domain/generation";
import { shootPausedLine } from "../domain/log-lines";
import { toFailure } from "../failure/failure";
import { FalHttpError, toFailureError } from "../fal/responses";
import { pausesShoot } from "../shoot/pausing";
import type { Db } from "../storage/db";
import { pauseShoot, runTables } from "../storage/shoot-runs";
import type { Journal } from "./journal";
import type { Requeue } from "./requeue";

export type HoldShoot = ReturnType<typeof createHoldShoot>;

/**
 * Gives the function that takes a refusal which would meet every cell of a shoot (a refused key, an empty account, a
 * full disk): the shoot pauses, and the generation waits where it was; one that was being submitted, and was not
 * accepted, is queued again. False when the failure is the generation's own.
 */
export function createHoldShoot(db: Db, { appendLogOnce }: Journal, { requeue }: Requeue) {
  return async function holdShoot(generation: Generation, error: unknown): Promise<boolean> {
    const { shootId, fallback } = generation;
    const failure = toFailure(error instanceof FalHttpError ? toFailureError(error) : error);
    if (shootId === undefined || !pausesShoot(failure.code)) return false;
    if (failure.code === "endpoint_missing" && fallback !== undefined) return false;
    return db.transaction("rw", runTables(db), async () => {
      const shoot = await db.shoots.get(shootId);
      // One press of Redo or Retry in a shoot at rest: its own card tells.
      if (!shoot || shoot.state === "stopped" || shoot.state === "planned") return false;
      await pauseShoot(db, shootId, failure);
      const line = shootPausedLine(failure.code);
      if (generation.status === "submitting") await requeue(generation, { status: "queued" }, line);
      else await appendLogOnce(generation, line);
      return true;
    });
  };
}
