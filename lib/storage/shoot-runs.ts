import type { Generation, Status } from "../domain/generation";
import { cancelledLine } from "../domain/log-lines";
import { type RetryWay, retryWayOf } from "../domain/retry";
import { type Failure, FailureError } from "../failure/failure";
import { remedyFor } from "../failure/remedy";
import type { Shoot } from "../shoot/shoot";
import type { Db } from "./db";
import { moveGeneration } from "./generations";
import { moveTables } from "./ledger";
import { readIsUnderWay } from "./shoot-turns";

/** The tables of a transaction that moves generations by what their shoot allows. */
export const runTables = (db: Db) => [...moveTables(db), db.shoots];

/** So many presses are remembered: none comes again after that many others. */
const maxPresses = 12;

/** Where in the index the generations of a shoot are that have one of these statuses. */
const inStatus = (db: Db, shootId: string, statuses: readonly Status[]) =>
  db.generations.where("[shootId+status]").anyOf(statuses.map((status) => [shootId, status]));

/** Starts a shoot, or lets it go on: it runs, or waits while another does. Belongs into a transaction. */
async function letRun(db: Db, shoot: Shoot): Promise<Shoot> {
  const { pausedFor: _, ...others } = shoot;
  const running = await db.shoots.where("state").equals("running").primaryKeys();
  const isFree = running.every((id) => id === shoot.id);
  return { ...others, state: isFree ? "running" : "waiting", startedAt: Date.now() };
}

/** A change of a shoot as one transaction with its generations. Throws `shoot_lost`. */
async function changeRun(db: Db, id: string, change: (shoot: Shoot) => Promise<Shoot>): Promise<void> {
  await db.transaction("rw", runTables(db), async () => {
    const shoot = await db.shoots.get(id);
    if (!shoot) throw new FailureError("shoot_lost");
    await db.shoots.put(await change(shoot));
  });
}

const withPress = ({ presses = [], ...shoot }: Shoot, press: string): Shoot => ({
  ...shoot,
  presses: [...presses, press].slice(-maxPresses),
});

/** The press of Start: what was cancelled leaves its cell, so that the cell is made. */
export async function startShoot(db: Db, id: string, press: string): Promise<void> {
  await changeRun(db, id, async (shoot) => {
    await inStatus(db, id, ["cancelled"])
      .filter(({ cell }) => cell !== undefined)
      .modify((one) => {
        delete one.cell;
        one.replaced = true;
      });
    return { ...withPress(await letRun(db, shoot), press), making: true };
  });
}

/** Nothing more of it is submitted; what is open at fal goes on. */
export async function pauseShoot(db: Db, id: string, pausedFor?: Failure): Promise<void> {
  await changeRun(db, id, async (shoot) => {
    if (shoot.state !== "running" && shoot.state !== "waiting" && shoot.state !== "paused") return shoot;
    // One sentence: the first. The user's own Pause says none, and a refusal that comes after it does.
    return { ...shoot, state: "paused", ...(!shoot.pausedFor && pausedFor && { pausedFor }) };
  });
}

export async function resumeShoot(db: Db, id: string): Promise<void> {
  await changeRun(db, id, async (shoot) => (shoot.state === "paused" ? letRun(db, shoot) : shoot));
}

/** Cancels what has not been sent, and ends the run; gives what it cancelled. What is open at fal goes on. */
export async function cancelUnstarted(db: Db, id: string): Promise<string[]> {
  const cancelled: string[] = [];
  await changeRun(db, id, async ({ making: _, pausedFor: __, ...shoot }) => {
    for (const { id: one } of await inStatus(db, id, ["queued"]).toArray()) {
      const to = { status: "cancelled", finishedAt: Date.now() } as const;
      await moveGeneration(db, one, ["queued"], to, [cancelledLine()], Date.now());
      cancelled.push(one);
    }
    await inStatus(db, id, ["failed"]).modify((one) => void delete one.awaitsRetry);
    return { ...shoot, state: shoot.state === "planned" ? "planned" : "stopped" };
  });
  return cancelled;
}

/** The press of Retry what failed: marks each that a Retry can help, and has the shoot run. */
export async function markForRetry(db: Db, id: string, press: string): Promise<void> {
  await changeRun(db, id, async (shoot) => {
    const failed = await inStatus(db, id, ["failed"])
      .filter((one) => one.cell !== undefined && one.hiddenAt === undefined && canBeRetried(one))
      .modify((one) => {
        one.awaitsRetry = true;
      });
    const isAtRest = shoot.state === "planned" || shoot.state === "stopped";
    return withPress(failed > 0 && isAtRest ? await letRun(db, shoot) : shoot, press);
  });
}

function canBeRetried(generation: Generation): boolean {
  if (generation.status !== "failed") return false;
  const way: RetryWay = retryWayOf(generation);
  return way !== "submit" || remedyFor(generation.failure.code) !== "none";
}

/** The run has nothing left to make: true when it thereby ended, false while something of it is under way. */
export async function endRun(db: Db, id: string): Promise<boolean> {
  return db.transaction("rw", runTables(db), async () => {
    if (await readIsUnderWay(db, id)) return false;
    await db.shoots
      .where("id")
      .equals(id)
      .modify((shoot) => {
        if (shoot.state !== "running") return;
        shoot.state = "stopped";
        delete shoot.making;
      });
    return true;
  });
}

/** Ends every run, so that nothing new begins. What is queued is for the caller. */
export async function stopShoots(db: Db): Promise<void> {
  await db.shoots
    .where("state")
    .anyOf("running", "waiting", "paused")
    .modify((shoot) => {
      shoot.state = "stopped";
      delete shoot.making;
    });
}
