import { isOpen } from "../domain/generation";
import { fillProductName, productWords } from "../domain/product-name";
import { initImageOf } from "../domain/sent-pictures";
import { planOf, type RequestPlan } from "../domain/sent-request";
import { FailureError } from "../failure/failure";
import type { Payload } from "../messaging/messages";
import { cellsToMake } from "../shoot/cells";
import type { Shoot } from "../shoot/shoot";
import { readCellStates } from "../storage/cell-states";
import { readBatch } from "../storage/generations";
import { cancelUnstarted, markForRetry, pauseShoot, resumeShoot, startShoot } from "../storage/shoot-runs";
import { deleteShoot, readShootGenerations } from "../storage/shoots";
import { type FeederParts, lookName } from "./feed-shoot";
import { queuedFor } from "./paid-press";
import { planRequest } from "./plan-request";
import type { Runner } from "./runner";

interface ShootCommandParts extends FeederParts {
  runner: Runner;
}

/** The commands of a shoot. Each throws a `FailureError` when it cannot be carried out. */
export function createShootCommands(parts: ShootCommandParts) {
  const { db, runner, hasAccess, press: paid } = parts;
  /** One at a time, so that a press that comes twice sees what it did. */
  let last: Promise<void> = Promise.resolve();

  function inTurn(work: () => Promise<void>): Promise<void> {
    last = last.catch(() => undefined).then(work);
    return last;
  }

  async function readKnown(id: string): Promise<Shoot> {
    const shoot = await db.shoots.get(id);
    if (!shoot) throw new FailureError("shoot_lost");
    return shoot;
  }

  async function start({ id, press }: ShootPress): Promise<void> {
    const shoot = await readKnown(id);
    if (!(await hasAccess())) throw new FailureError("no_access");
    const toMake = cellsToMake(shoot, await readCellStates(db, id), true);
    const bare = toMake.find(({ look }) => !look.prompt.trim());
    if (bare) throw new FailureError("look_without_prompt", lookName(shoot, bare));
    if (toMake.length > 0) await startShoot(db, id, press);
  }

  async function retryFailed({ id, press }: ShootPress): Promise<void> {
    await readKnown(id);
    if (!(await hasAccess())) throw new FailureError("no_access");
    await markForRetry(db, id, press);
  }

  /** The plan goes last: sent again after the worker's death, the rest is carried out. */
  async function remove({ id }: ShootPress): Promise<void> {
    if (!(await db.shoots.get(id))) return;
    await cancelUnstarted(db, id);
    const open = await readShootGenerations(db, id, ["submitting", "running"]);
    await runner.cancel(open.map((one) => one.id));
    await deleteShoot(db, id);
  }

  const actions: Record<ShootPress["action"], (payload: ShootPress) => Promise<void>> = {
    start,
    pause: ({ id }) => pauseShoot(db, id),
    resume: ({ id }) => resumeShoot(db, id),
    // Those under way notice by the cancel that they are no longer wanted.
    "cancel-unstarted": async ({ id }) => runner.cancel(await cancelUnstarted(db, id)),
    "retry-failed": retryFailed,
    delete: remove,
  };

  async function shootNow(payload: ShootPress): Promise<void> {
    const shoot = await db.shoots.get(payload.id);
    // The worker died between carrying out this press and answering it, and the page sent it again.
    if (!shoot?.presses?.includes(payload.press)) await actions[payload.action](payload);
    await runner.resume();
  }

  /** One more picture of the cell, as the old one or with another prompt; the old one stays in history. */
  async function redoNow({ press, id, prompt }: Payload<"redo">): Promise<void> {
    if ((await readBatch(db, press)).length > 0) return runner.resume();
    const old = await db.generations.get(id);
    if (!old) throw new FailureError("result_lost");
    const { shootId, cell } = old;
    if (shootId === undefined || !(await db.shoots.get(shootId))) throw new FailureError("shoot_lost");
    // Two windows: it was redone already.
    if (cell === undefined || isOpen(old)) return;
    const plan = withPrompt(planOf(old), prompt);
    if (!plan.prompt) throw new FailureError("prompt_empty");
    if (!(await hasAccess())) throw new FailureError("no_access");
    const planned = await planRequest(parts, plan);
    const batch = queuedFor(planned, { id: press, images: 1, cell: { shootId, cell } }, Date.now());
    await paid.addBatch(planned, batch, { claim: () => leaveCell(id, cell) });
    await runner.resume();
  }

  /** The old picture makes room in its cell; false when another was quicker. */
  async function leaveCell(id: string, cell: string): Promise<boolean> {
    const left = await db.generations
      .where("id")
      .equals(id)
      .filter((one) => one.cell === cell && !isOpen(one))
      .modify((one) => {
        delete one.cell;
        delete one.awaitsRetry;
        one.replaced = true;
      });
    return left === 1;
  }

  return {
    shoot: (payload: ShootPress): Promise<void> => inTurn(() => shootNow(payload)),
    redo: (payload: Payload<"redo">): Promise<void> => inTurn(() => redoNow(payload)),
  };
}

type ShootPress = Payload<"shoot">;

/** The same request with another prompt, in which the product's name is filled in; the stored one has it already. */
function withPrompt(plan: RequestPlan, prompt: string | undefined): RequestPlan {
  if (prompt === undefined) return plan;
  const { places, mode, chosen } = plan;
  const words = productWords(places, mode === "multi-reference", initImageOf(places, chosen));
  return { ...plan, prompt: fillProductName(prompt.trim(), words) };
}
