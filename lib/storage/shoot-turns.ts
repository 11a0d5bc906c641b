import {
  type Generation,
  type GenerationIn,
  type OpenGeneration,
  openStatuses,
  type Status,
} from "../domain/generation";
import { holdingStates, isHolding } from "../shoot/pausing";
import { isUnderWay, placesLeft, roomFor } from "../shoot/places";
import type { Shoot, ShootState } from "../shoot/shoot";
import type { Db } from "./db";
import { readOpen } from "./generations";

/*
 * What a shoot may do next, read at every picture of it. Each of these is one transaction, and asks for all that it
 * needs at once: whoever wants to write a move waits until it is over, and a cursor would go to the database and back
 * for every record.
 */

const readInStatus = (db: Db, shootId: string, status: Status) =>
  db.generations.where("[shootId+status]").equals([shootId, status]).toArray();

const readInState = (db: Db, state: ShootState) => db.shoots.where("state").equals(state).toArray();

/** What a shoot has open. Belongs into a transaction. */
async function readOpenOf(db: Db, shootId: string): Promise<Generation[]> {
  return (await Promise.all(openStatuses.map((status) => readInStatus(db, shootId, status)))).flat();
}

/** Whether something of a shoot is still to come. Belongs into a transaction. */
export async function readIsUnderWay(db: Db, shootId: string): Promise<boolean> {
  return isUnderWay(await readOpenOf(db, shootId));
}

/** What can be done now. */
interface Turn {
  workable: OpenGeneration[];
  /** The run whose turn it is. */
  run: Run | undefined;
}

/** A run that may go on. */
export interface Run {
  shoot: Shoot;
  /** How many more of it may be made queued. */
  room: number;
  /** The next of it that waits to be tried again. */
  failed: GenerationIn<"failed"> | undefined;
}

/** What can be done now, and the run whose turn it is: the one that is on, else the first of those that wait. */
export async function readTurn(db: Db): Promise<Turn> {
  const turn = await db.transaction("r", db.shoots, db.generations, async () => {
    const [{ open, workable }, [shoot]] = await Promise.all([readAllOpen(db), readInState(db, "running")]);
    if (!shoot) return { workable, run: undefined };
    const room = roomFor(open.filter(({ shootId }) => shootId === shoot.id));
    const failed = room > 0 ? await readInStatus(db, shoot.id, "failed") : [];
    return { workable, run: { shoot, room, failed: failed.find(awaitsRetry) } };
  });
  return turn.run || !(await beginNext(db)) ? turn : readTurn(db);
}

function awaitsRetry(one: Generation): one is GenerationIn<"failed"> {
  return one.status === "failed" && one.awaitsRetry === true && one.hiddenAt === undefined;
}

/** Has the first shoot that waits run, where none does; false when nothing is there that could run. */
async function beginNext(db: Db): Promise<boolean> {
  return db.transaction("rw", db.shoots, async () => {
    if ((await readInState(db, "running")).length > 0) return true;
    const [next] = await db.shoots.where("state").equals("waiting").sortBy("startedAt");
    if (next) await db.shoots.update(next.id, { state: "running" });
    return next !== undefined;
  });
}

/** Whether any shoot runs or waits for its turn. */
export async function isAnyShootLive(db: Db): Promise<boolean> {
  return (await db.shoots.where("state").anyOf("running", "waiting").count()) > 0;
}

/**
 * Every generation that has not ended and on which something can be done now, oldest first: of a shoot that is held
 * not what is queued, of others as many as there are places for.
 */
export async function readWorkable(db: Db): Promise<OpenGeneration[]> {
  return (await db.transaction("r", db.shoots, db.generations, () => readAllOpen(db))).workable;
}

/** What has not ended, and what of it can be worked on. Belongs into a transaction. */
async function readAllOpen(db: Db): Promise<{ open: OpenGeneration[]; workable: OpenGeneration[] }> {
  const states = Promise.all(holdingStates.map((state) => readInState(db, state)));
  const [open, held] = await Promise.all([readOpen(db), states]);
  const holding = new Set(held.flat().map(({ id }) => id));
  const left = new Map<string, number>();
  for (const [shootId, ofShoot] of Map.groupBy(open, (one) => one.shootId))
    if (shootId !== undefined) left.set(shootId, holding.has(shootId) ? 0 : placesLeft(ofShoot));
  const workable = open.filter(({ shootId, status }) => {
    if (shootId === undefined || status !== "queued") return true;
    const places = left.get(shootId) ?? 0;
    left.set(shootId, places - 1);
    return places > 0;
  });
  return { open, workable };
}

/**
 * How many like this one may be submitted now: what belongs to no shoot without end. Belongs into the transaction that
 * moves them.
 */
export async function readPlaces(db: Db, generation: Generation | undefined): Promise<number> {
  const shootId = generation?.shootId;
  if (shootId === undefined) return Number.POSITIVE_INFINITY;
  const [shoot, open] = await Promise.all([db.shoots.get(shootId), readOpenOf(db, shootId)]);
  return isHolding(shoot?.state) ? 0 : placesLeft(open);
}
