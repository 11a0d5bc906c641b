import type { Generation } from "../domain/generation";
import { failedLine } from "../domain/log-lines";
import type { CombineSteps } from "../domain/request";
import { planRoute } from "../domain/request";
import { type Failure, FailureError, toFailure } from "../failure/failure";
import { type CellCounts, type CellStates, type CellToMake, cellsOf, cellsToMake } from "../shoot/cells";
import { cellSlots, composeCell } from "../shoot/compose-cell";
import { isLimit, pausesShoot } from "../shoot/pausing";
import type { Shoot } from "../shoot/shoot";
import { readCellCounts, readCellStates } from "../storage/cell-states";
import { addGenerations } from "../storage/generations";
import { nameSlots } from "../storage/references";
import { endRun, pauseShoot, runTables } from "../storage/shoot-runs";
import { type Run, readIsUnderWay, readTurn } from "../storage/shoot-turns";
import type { ShootHands } from "./dependencies";
import { type PaidPress, queuedFor } from "./paid-press";
import { type PlannedRequest, type PlanParts, planRequest } from "./plan-request";

type Begin = ShootHands["begin"];

export interface FeederParts extends PlanParts {
  hasAccess(): Promise<boolean>;
  combineSteps(): Promise<CombineSteps>;
  press: PaidPress;
  log(line: string): void;
}

/**
 * Gives the function that makes queued generations of the shoot whose turn it is, a batch a cell in the order of the
 * rows, while there are places for them (`shoot/places.ts`). So a shoot of 2,400 pictures never fills queue or memory,
 * and what a run has left to make is always what the database says. Call it, one call at a time, whenever something of
 * a shoot has moved; `take` is given everything that can be worked on, what it has made among it.
 */
export function createShootFeeder(parts: FeederParts) {
  const { db, press, log } = parts;
  /**
   * The cells that this worker has not come to yet, as one look at all of them saw them; each is looked at anew in the
   * transaction that stores its batch.
   */
  let ahead: { shootId: string; states: CellStates; keys: string[] } | undefined;

  async function feed({ take, begin }: ShootHands): Promise<void> {
    for (;;) {
      const { workable, run } = await readTurn(db);
      take(workable);
      if (!run || run.room <= 0) return;
      const { shoot, room } = run;
      // What is queued already has its place.
      const beginWithin: Begin = (batch, store) => begin(batch, (places) => store(Math.min(places, room)));
      try {
        const made = await makeNext(run, beginWithin);
        if (made) {
          take(made.slice(0, room));
          // Full: whatever makes room again also asks again.
          if (made.length >= room) return;
        } else if (!(await endRun(db, shoot.id))) return;
      } catch (error) {
        if (!(await settle(shoot, toFailure(error)))) return;
      }
    }
  }

  /** Stores what comes next in a run, and gives it; undefined when nothing is left. */
  async function makeNext({ shoot, failed }: Run, begin: Begin): Promise<Generation[] | undefined> {
    if (failed) return retry(failed);
    const cell = shoot.making ? await nextCell(shoot) : undefined;
    return cell && make(shoot, cell, begin);
  }

  /** What stops a run: what fits a limit is sent first, then the shoot pauses with one sentence. False: not yet. */
  async function settle({ id }: Shoot, failure: Failure): Promise<boolean> {
    if (isLimit(failure.code) && (await isUnderWay(id))) return false;
    log(`A shoot pauses: ${failure.code}`);
    await pauseShoot(db, id, failure);
    return true;
  }

  const isUnderWay = (id: string) => db.transaction("r", db.generations, () => readIsUnderWay(db, id));

  async function retry(failed: Generation): Promise<Generation[]> {
    try {
      await requireAccess();
      return await press.retry(failed, undefined);
    } catch (error) {
      if (pausesShoot(toFailure(error).code)) throw error;
      // It cannot be sent at all (its picture is gone): it stays as it is, and is not asked for again.
      await db.generations.update(failed.id, { awaitsRetry: undefined });
      return [];
    }
  }

  /** The next cell of which something is to be made. All are read at once, and again when none of these is left. */
  async function nextCell(shoot: Shoot): Promise<CellToMake | undefined> {
    if (ahead?.shootId !== shoot.id || ahead.keys.length === 0) {
      const states = await readCellStates(db, shoot.id);
      const keys = cellsToMake(shoot, states).map(({ key }) => key);
      ahead = { shootId: shoot.id, states, keys: keys.reverse() };
    }
    for (let key = ahead.keys.pop(); key !== undefined; key = ahead.keys.pop()) {
      const cell = cellAsPlanned(shoot, key, ahead.states.get(key));
      if (cell) return cell;
    }
    return undefined;
  }

  /** Gives what it has stored: nothing where the cell is no longer what was planned, or cannot be sent. */
  async function make(shoot: Shoot, cell: CellToMake, begin: Begin): Promise<Generation[]> {
    if (!cell.look.prompt.trim()) throw new FailureError("look_without_prompt", lookName(shoot, cell));
    await requireAccess();
    let planned: PlannedRequest;
    try {
      const { slots, references } = await nameSlots(db, cellSlots(cell).slots);
      planned = await planRequest(parts, composeCell(cell, slots, await parts.combineSteps()), references);
    } catch (error) {
      const failure = toFailure(error);
      if (pausesShoot(failure.code)) throw error;
      await failCell(shoot, cell, failure);
      return [];
    }
    return addWhatFits(planned, shoot, cell, begin);
  }

  /** The cell's batch, or as much of it as the user's limits allow. */
  async function addWhatFits(
    planned: PlannedRequest,
    shoot: Shoot,
    cell: CellToMake,
    begin: Begin,
  ): Promise<Generation[]> {
    const ofCell = { shootId: shoot.id, cell: cell.key };
    const claim = () => isStillPlanned(shoot, cell);
    for (let images = cell.images; ; images--) {
      const batch = queuedFor(planned, { id: crypto.randomUUID(), images, cell: ofCell }, Date.now());
      try {
        return await begin(batch, (places) => press.addBatch(planned, batch, { places, claim }));
      } catch (error) {
        if (!isLimit(toFailure(error).code) || images === 1) throw error;
      }
    }
  }

  /** Whether a cell still is what was planned for it: read in the transaction that stores its batch. */
  async function isStillPlanned({ id }: Shoot, cell: CellToMake): Promise<boolean> {
    const [shoot, counts] = await Promise.all([db.shoots.get(id), readCellCounts(db, id, cell.key)]);
    if (shoot?.state !== "running" || !shoot.making) return false;
    const now = cellAsPlanned(shoot, cell.key, counts);
    return now !== undefined && JSON.stringify(now) === JSON.stringify(cell);
  }

  /** A cell that cannot be sent fails by itself: its picture is gone. */
  async function failCell(shoot: Shoot, cell: CellToMake, failure: Failure): Promise<void> {
    const plan = composeCell(cell, cellSlots(cell).slots, await parts.combineSteps());
    const [choice, missing] = await Promise.all([parts.endpointChoice(), parts.missingEndpoints()]);
    const { passedOver: _, ...route } = planRoute(plan.mode, choice, missing);
    const now = Date.now();
    const ofCell = { shootId: shoot.id, cell: cell.key };
    const batch = { id: crypto.randomUUID(), images: cell.images, cell: ofCell };
    const failed = queuedFor({ plan, route }, batch, now).map(
      (one): Generation => ({ ...one, status: "failed", finishedAt: now, failure }),
    );
    const line = failedLine(failure.code, failure.detail);
    await db.transaction("rw", runTables(db), async () => {
      if (await isStillPlanned(shoot, cell)) await addGenerations(db, failed, () => [line], now);
    });
    log(line);
  }

  async function requireAccess(): Promise<void> {
    if (!(await parts.hasAccess())) throw new FailureError("no_access");
  }

  return feed;
}

/** A cell by its key, where something of it is to be made and it holds `counts`. */
function cellAsPlanned(shoot: Shoot, key: string, counts: CellCounts = {}): CellToMake | undefined {
  const cell = cellsOf(shoot).find((one) => one.key === key);
  if (!cell) return undefined;
  const only = { ...shoot, products: [cell.product], looks: [cell.look] };
  const [found] = cellsToMake(only, new Map([[key, counts]]));
  return found && { ...found, row: cell.row };
}

/** What a look is called, else its place: `look 2`. */
export function lookName({ looks }: Pick<Shoot, "looks">, { look }: Pick<CellToMake, "look">): string {
  return look.name.trim() || `look ${looks.findIndex(({ id }) => id === look.id) + 1}`;
}
