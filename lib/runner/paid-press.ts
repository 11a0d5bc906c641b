import type { Generation, GenerationIn, Move } from "../domain/generation";
import { retryLine, sendingLine } from "../domain/log-lines";
import { retryWayOf } from "../domain/retry";
import { planOf } from "../domain/sent-request";
import type { PricedRequest } from "../pricing/estimate";
import { pricedRequest } from "../pricing/priced-request";
import type { Spend, Write } from "../pricing/spend";
import { addGenerations, moveGeneration } from "../storage/generations";
import { storeReference } from "../storage/references";
import { readPlaces } from "../storage/shoot-turns";
import { type PlannedRequest, type PlanParts, planRequest } from "./plan-request";

interface PressParts extends PlanParts {
  /** Every paid press: stores it within the user's limits, or throws `daily_limit` or `monthly_limit`. */
  spend: Spend;
  log(line: string): void;
}

/** What a batch is beside its request. */
interface NewBatch {
  id: string;
  images: number;
  /** Of a shoot's. */
  cell?: { shootId: string; cell: string };
}

interface Storing {
  /** So many of the batch are sent at once: the first, where its shoot lets them, and no sheet is new. */
  places?: number;
  /** Of a shoot's: asked in the transaction that stores the batch; at `false` nothing is stored. */
  claim?(): Promise<boolean>;
}

/** Nobody wants the batch any more: thrown, so that its transaction leaves nothing behind. */
class NotClaimed extends Error {}

export type PaidPress = ReturnType<typeof createPaidPress>;

/** The two ways in which something that costs money becomes queued, whoever asked for it. */
export function createPaidPress(parts: PressParts) {
  const { db, spend, log } = parts;

  /**
   * Stores a new batch, the first lines of its logs, and a new sheet, as one transaction. Gives it as it is stored: what
   * is sent at once is `submitting` from the first.
   */
  async function addBatch(
    planned: PlannedRequest,
    batch: GenerationIn<"queued">[],
    { places = 0, claim }: Storing,
  ): Promise<Generation[]> {
    const { lines, sheet } = planned;
    const now = Date.now();
    let stored: Generation[] = [];
    // The pictures' tables only for a sheet: the body's pictures are being read at the same time.
    const forSheet = sheet && [db.references, db.thumbnails, db.pixels];
    const write: Write = async ({ estimateUsd }, open) => {
      // Beside everything else: whoever presses waits for each round of questions to the database.
      const opened = open(batch);
      // Told below; not told twice where the batch is not claimed.
      opened.catch(() => undefined);
      const [first] = batch;
      // Without a shoot nobody is asked, and nothing awaited: in Dexie that would leave the transaction.
      const [isClaimed, free] =
        first?.shootId === undefined
          ? [true, Number.POSITIVE_INFINITY]
          : await Promise.all([claim?.() ?? true, readPlaces(db, first)]);
      if (!isClaimed) throw new NotClaimed();
      if (sheet) await storeReference(db, sheet.reference, sheet.picture);
      const atOnce = sheet ? 0 : Math.min(places, free);
      stored = batch.map((queued, i): Generation => {
        const priced = { ...queued, ...(estimateUsd !== undefined && { estimateUsd }) };
        return i < atOnce ? { ...priced, status: "submitting", submittedAt: now } : priced;
      });
      await Promise.all([opened, addGenerations(db, stored, (one) => [...lines, ...sendingLines(one)], now)]);
    };
    try {
      await spend(priceOf(planned, batch.length), now, write, forSheet);
    } catch (error) {
      if (error instanceof NotClaimed) return [];
      throw error;
    }
    [...lines, ...stored.flatMap(sendingLines)].forEach(log);
    return stored;
  }

  /**
   * One more try of what failed or was cancelled, when the user asks for it: free where fal still has the answer or the
   * picture, else one more submit. `press` names that word. Gives what is open again by it.
   */
  async function retry(generation: Generation, press: string | undefined): Promise<Generation[]> {
    const { id, status } = generation;
    const now = Date.now();
    const word = { ...(press !== undefined && { retryPress: press }), awaitsRetry: undefined };
    const again = resumable(generation);
    if (again) {
      const moved = await moveGeneration(db, id, [status], { ...again, ...word }, [retryLine()], now);
      return moved ? [moved] : [];
    }
    const planned = await planRequest(parts, planOf(generation));
    const { endpoint, fallback } = planned.route;
    const lines = [retryLine(), ...planned.lines];
    let queued: Generation[] = [];
    await spend(priceOf(planned, 1), now, async ({ estimateUsd }, open) => {
      const to: Move = {
        ...{ status: "queued", endpoint, fallback, estimateUsd },
        ...{ cost: undefined, ...word },
      };
      const moved = await moveGeneration(db, id, [status], to, lines, now);
      queued = moved ? [moved] : [];
      await open(queued);
    });
    lines.forEach(log);
    return queued;
  }

  return { addBatch, retry };
}

/** The generations of a new batch, as they begin. */
export function queuedFor(
  { plan, route }: Pick<PlannedRequest, "plan" | "route">,
  { id, images, cell }: NewBatch,
  now: number,
): GenerationIn<"queued">[] {
  const referenceIds = plan.places.map(({ referenceId }) => referenceId);
  if (plan.sheetId !== undefined) referenceIds.push(plan.sheetId);
  return Array.from({ length: images }, (_, i): GenerationIn<"queued"> => {
    // The first picture of a batch is its newest, so that a list that begins with the newest shows 1, 2, 3.
    const createdAt = now + (images - 1 - i) / 1000;
    const order = { id: crypto.randomUUID(), batchId: id, number: i + 1, batchSize: images, createdAt };
    return { ...order, ...plan, ...route, ...cell, referenceIds, favourite: false, status: "queued" };
  });
}

const sendingLines = ({ status, mode, number, batchSize }: Generation) =>
  status === "submitting" ? [sendingLine(mode, number, batchSize)] : [];

/** What decides the price of a planned request. */
const priceOf = ({ plan, route, sizes }: PlannedRequest, images: number): PricedRequest =>
  pricedRequest({ ...route, pictures: sizes, imageSize: plan.imageSize, images });

/** The move that goes on with what fal already has, without a second submit; undefined when there is none. */
function resumable(generation: Generation): Move | undefined {
  const way = retryWayOf(generation);
  if (generation.status !== "failed" || !generation.request || way === "submit") return undefined;
  const { request, remote, failure, submittedAt = generation.createdAt } = generation;
  const free = { submittedAt, request, retried: failure.code };
  if (way === "download" && remote) return { status: "saving", ...free, remote };
  return { status: "running", ...free, phase: "in-queue" };
}
