import { composeRequest } from "../domain/compose-request";
import type { Generation } from "../domain/generation";
import type { Reference } from "../domain/reference";
import type { CombineSteps } from "../domain/request";
import { planOf, type RequestPlan } from "../domain/sent-request";
import { traySlots } from "../domain/tray";
import { FailureError } from "../failure/failure";
import type { Payload } from "../messaging/messages";
import type { Db } from "../storage/db";
import { readBatch, removeHidden } from "../storage/generations";
import { nameSlots, readTray } from "../storage/references";
import { type PaidPress, queuedFor } from "./paid-press";
import { type PlanParts, planRequest } from "./plan-request";
import type { Runner } from "./runner";

/**
 * The same request again within this long (ms) is one press, though two windows sent it: each window sees to that by
 * itself (`press-gate.ts`).
 */
const samePress = 650;

interface CommandParts extends PlanParts {
  runner: Runner;
  hasAccess(): Promise<boolean>;
  /** The steps that the user wants for combined requests. */
  combineSteps(): Promise<CombineSteps>;
  press: PaidPress;
}

/** The four commands that pages can give. Each throws a `FailureError` when it cannot be carried out. */
export function createCommands(parts: CommandParts) {
  const { db, runner, hasAccess, press } = parts;
  /** One paid command at a time, so that two presses see each other's batch, and what is left of the day. */
  let last: Promise<void> = Promise.resolve();
  /** The last press that began a batch, and the last that tried one again. */
  let lastPress: { press: string; at: number } | undefined;
  let lastRetry: { id: string; at: number } | undefined;

  function inTurn(work: () => Promise<void>): Promise<void> {
    last = last.catch(() => undefined).then(work);
    return last;
  }

  async function generateNow(payload: Payload<"generate">, at: number): Promise<void> {
    const reading =
      "again" in payload ? requestFromResult(db, payload.again) : requestFromTray(parts, payload);
    const isLetIn = hasAccess();
    // What is wrong with either is told below.
    for (const asked of [reading, isLetIn]) asked.catch(() => undefined);
    // The worker died between storing this press and answering it, and the page sent it again.
    if ((await readBatch(db, payload.press)).length > 0) return runner.resume();
    const request = await reading;
    if (!request.prompt) throw new FailureError("prompt_empty");
    if (!(await isLetIn)) throw new FailureError("no_access");
    if (await isDoubleClick(request, at)) return;
    const { images, known, ...wanted } = request;
    const planned = await planRequest(parts, wanted, known);
    const batch = queuedFor(planned, { id: payload.press, images }, Date.now());
    await runner.begin(batch, (places) => press.addBatch(planned, batch, { places }));
    lastPress = { press: payload.press, at };
  }

  async function isDoubleClick(request: GenerateRequest, at: number): Promise<boolean> {
    if (!lastPress || at - lastPress.at > samePress) return false;
    if (!isSame(request, await readBatch(db, lastPress.press))) return false;
    lastPress.at = at;
    return true;
  }

  /** The user presses Retry: free where fal still has the answer or the picture, else one more submit. */
  async function retryNow(payload: Payload<"retry">, at: number): Promise<void> {
    const { id } = payload;
    const generation = await db.generations.get(id);
    // The worker died between carrying out this press and answering it, and the page sent it again.
    if (generation?.retryPress === payload.press) return runner.resume();
    // Two windows; it may have failed again meanwhile.
    if (lastRetry?.id === id && at - lastRetry.at <= samePress) return;
    if (generation?.status !== "failed" && generation?.status !== "cancelled") return;
    await press.retry(generation, payload.press);
    lastRetry = { id, at };
    await runner.resume();
  }

  async function cancel({ ids }: Payload<"cancel">): Promise<void> {
    await runner.cancel(ids);
  }

  /** Deletes for good what the user deleted and did not take back. */
  async function remove({ ids }: Payload<"remove">): Promise<void> {
    await removeHidden(db, Number.POSITIVE_INFINITY, ids);
  }

  return {
    generate(payload: Payload<"generate">): Promise<void> {
      // When it came, not when its turn comes; and not by the clock on the wall, which jumps.
      const at = performance.now();
      return inTurn(() => generateNow(payload, at));
    },
    retry(payload: Payload<"retry">): Promise<void> {
      const at = performance.now();
      return inTurn(() => retryNow(payload, at));
    },
    cancel,
    remove,
  };
}

type FromTray = Exclude<Payload<"generate">, { again: string }>;
type GenerateRequest = RequestPlan & { images: number; known?: Reference[] };

async function requestFromTray(parts: CommandParts, payload: FromTray): Promise<GenerateRequest> {
  const { prompt, images, combine = false, sentences = true } = payload;
  const tray = await readTray(parts.db);
  const { slots, references: known } = await nameSlots(parts.db, traySlots(tray));
  const steps = await parts.combineSteps();
  const request = composeRequest({ prompt, slots, chosen: tray.chosen, combine, sentences, steps });
  return { ...request, images, known };
}

async function requestFromResult(db: Db, id: string): Promise<GenerateRequest> {
  const generation = await db.generations.get(id);
  if (!generation) throw new FailureError("result_lost");
  return { ...planOf(generation), images: 1 };
}

function isSame({ images, ...request }: GenerateRequest, [first]: Generation[]): boolean {
  if (!first) return false;
  const asked = ({ mode, prompt, places, chosen, sentences, steps }: RequestPlan) =>
    JSON.stringify([mode, prompt, places, chosen, sentences, steps]);
  return first.batchSize === images && asked(first) === asked(request);
}
