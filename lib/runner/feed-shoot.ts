import type { Generation } from "../domain/generation";
import { failedLine } from "../domain/log-lines";
import type { CombineSteps } from "../domain/request";
import { planRoute } from "../domain/request";
import { type Failure, FailureError, toFailure } from "../failure/failure";
import { type CellToMake, cellsOf, cellsToMake } from "../shoot/cells";
import { cellSlots, composeCell } from "../shoot/compose-cell";
import { isLimit, maxOpenInShoot, pausesShoot } from "../shoot/pausing";
import type { Shoot } from "../shoot/shoot";
import { addGenerations } from "../storage/generations";
import { nameSlots } from "../storage/references";
import {
  countUnderWay,
  endRun,
  pauseShoot,
  readAwaitingRetry,
  runTables,
  takeTurn,
} from "../storage/shoot-runs";
import { readCellCounts, readCellStates } from "../storage/shoots";
import { type PaidPress, queuedFor } from "./paid-press";
import { type PlannedRequest, type PlanParts, planRequest } from "./plan-request";

export interface FeederParts extends PlanParts {
  hasAccess(): Promise<boolean>;
  combineSteps(): Promise<CombineSteps>;
  press: PaidPress;
  log(line: string): void;
}

/**
 * Gives the function that makes queued generations of the shoot whose turn it is, a batch a cell in the order of the
 * rows, while fewer than four of it are under way. So a shoot of 2,400 pictures never fills queue or memory, and what
 * a run has left to make is always what the database says. Call it, one call at a time, whenever something of a shoot
 * has moved.
 */
export function createShootFeeder(parts: FeederParts) {
  const { db, press, log } = parts;
  /** The cells that this worker has not looked at yet; each is looked at anew when its turn comes. */
  let ahead: { shootId: string; keys: string[] } | undefined;

  async function feed(): Promise<void> {
    for (;;) {
      const shoot = await takeTurn(db);
      if (!shoot || (await countUnderWay(db, shoot.id, true)) >= maxOpenInShoot) return;
      try {
        if (await makeNext(shoot)) continue;
        if (!(await endRun(db, shoot.id))) return;
      } catch (error) {
        if (!(await settle(shoot, toFailure(error)))) return;
      }
    }
  }

  /** Makes what comes next in a run queued; false when nothing is left. */
  async function makeNext(shoot: Shoot): Promise<boolean> {
    const failed = await readAwaitingRetry(db, shoot.id);
    if (failed) {
      await retry(failed);
      return true;
    }
    const cell = shoot.making ? await nextCell(shoot) : undefined;
    if (cell) await make(shoot, cell);
    return cell !== undefined;
  }

  /** What stops a run: what fits a limit is sent first, then the shoot pauses with one sentence. False: not yet. */
  async function settle({ id }: Shoot, failure: Failure): Promise<boolean> {
    if (isLimit(failure.code) && (await countUnderWay(db, id, true)) > 0) return false;
    log(`A shoot pauses: ${failure.code}`);
    await pauseShoot(db, id, failure);
    return true;
  }

  async function retry(failed: Generation): Promise<void> {
    try {
      await requireAccess();
      await press.retry(failed, undefined);
    } catch (error) {
      if (pausesShoot(toFailure(error).code)) throw error;
      // It cannot be sent at all (its picture is gone): it stays as it is, and is not asked for again.
      await db.generations.update(failed.id, { awaitsRetry: undefined });
    }
  }

  /** The next cell of which something is to be made. Every cell is read once, then only one at a time. */
  async function nextCell(shoot: Shoot): Promise<CellToMake | undefined> {
    if (ahead?.shootId !== shoot.id || ahead.keys.length === 0) {
      const cells = cellsToMake(shoot, await readCellStates(db, shoot.id));
      ahead = { shootId: shoot.id, keys: cells.map(({ key }) => key).reverse() };
    }
    for (let key = ahead.keys.pop(); key !== undefined; key = ahead.keys.pop()) {
      const cell = await cellAsPlanned(shoot, key);
      if (cell) return cell;
    }
    return undefined;
  }

  async function cellAsPlanned(shoot: Shoot, key: string): Promise<CellToMake | undefined> {
    const cell = cellsOf(shoot).find((one) => one.key === key);
    if (!cell) return undefined;
    const counts = await readCellCounts(db, shoot.id, key);
    const only = { ...shoot, products: [cell.product], looks: [cell.look] };
    const [found] = cellsToMake(only, new Map([[key, counts]]));
    return found && { ...found, row: cell.row };
  }

  async function make(shoot: Shoot, cell: CellToMake): Promise<void> {
    if (!cell.look.prompt.trim()) throw new FailureError("look_without_prompt", lookName(shoot, cell));
    await requireAccess();
    const { slots } = cellSlots(cell);
    let planned: PlannedRequest;
    try {
      const plan = composeCell(cell, await nameSlots(db, slots), await parts.combineSteps());
      planned = await planRequest(parts, plan);
    } catch (error) {
      const failure = toFailure(error);
      if (pausesShoot(failure.code)) throw error;
      return failCell(shoot, cell, failure);
    }
    await addWhatFits(planned, shoot, cell);
  }

  /** The cell's batch, or as much of it as the user's limits allow. */
  async function addWhatFits(planned: PlannedRequest, shoot: Shoot, cell: CellToMake): Promise<void> {
    for (let images = cell.images; ; images--) {
      try {
        return await press.addBatch(planned, {
          id: crypto.randomUUID(),
          images,
          cell: { shootId: shoot.id, cell: cell.key },
          claim: () => isStillPlanned(shoot, cell),
        });
      } catch (error) {
        if (!isLimit(toFailure(error).code) || images === 1) throw error;
      }
    }
  }

  /** Whether a cell still is what was planned for it: read in the transaction that stores its batch. */
  async function isStillPlanned({ id }: Shoot, cell: CellToMake): Promise<boolean> {
    const shoot = await db.shoots.get(id);
    if (shoot?.state !== "running" || !shoot.making) return false;
    const now = await cellAsPlanned(shoot, cell.key);
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
      if (await isStillPlanned(shoot, cell)) await addGenerations(db, failed, [line], now);
    });
    log(line);
  }

  async function requireAccess(): Promise<void> {
    if (!(await parts.hasAccess())) throw new FailureError("no_access");
  }

  return feed;
}

/** What a look is called, else its place: `look 2`. */
export function lookName({ looks }: Pick<Shoot, "looks">, { look }: Pick<CellToMake, "look">): string {
  return look.name.trim() || `look ${looks.findIndex(({ id }) => id === look.id) + 1}`;
}
