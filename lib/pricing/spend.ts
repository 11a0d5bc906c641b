import type { Table } from "dexie";
import type { Generation } from "../domain/generation";
import { type EntryEstimate, openEntry } from "../domain/ledger";
import { countedIn, howManyFit, type Limits, type ReachedLimit } from "../domain/limits";
import { addEntry, dayOf, emptyTotal, sumUp } from "../domain/spending";
import { FailureError } from "../failure/failure";
import type { Db } from "../storage/db";
import { addToLedger, readDaysNoting } from "../storage/ledger";
import { type Publisher, readElsewhere } from "../storage/published-spending";
import { readSetting } from "../storage/settings";
import { runTables } from "../storage/shoot-runs";
import { cautiousUsd, estimate, type PricedRequest } from "./estimate";
import type { PriceBook } from "./unit-prices";

/** What a paid press needs of the money: the limits are asked, and what is written is counted, as one. */
export type Spend = ReturnType<typeof createSpend>;

interface SpendParts {
  db: Db;
  publisher: Publisher;
  book(): Promise<PriceBook>;
}

/**
 * Stores generations that will cost something, each at what it should cost, and has `open` open their entries in the
 * ledger.
 */
export type Write = (
  each: EntryEstimate,
  open: (generations: Generation[]) => Promise<void>,
) => Promise<void>;

/**
 * Gives the function that every paid press goes through: it lets `write` store the generations and their entries in the
 * ledger, in one transaction with the reading of the limits, which goes over `others` as well. Throws `daily_limit` or
 * `monthly_limit`, and stores nothing, when all of them together are more than the user allows.
 */
export function createSpend({ db, publisher, book }: SpendParts) {
  return async function spend(
    request: PricedRequest,
    now: number,
    write: Write,
    others: Table[] = [],
  ): Promise<void> {
    const today = dayOf(now);
    const each = estimateOfOne(request, await book());
    const limits = await readLimits();
    // Nothing depends on the other kind of window where no limit holds: it is told afterwards.
    const isLimited = Object.values(limits).some((limit) => limit !== undefined);
    if (isLimited) await publisher.announce([wishOf(today, request.images, each)]);
    const elsewhere = isLimited ? await readElsewhere() : [];
    try {
      const refused = await db.transaction("rw", [...runTables(db), ...others], async () => {
        if (isLimited) {
          const days = await readDaysNoting(db, today);
          const counted = countedIn(sumUp([...days, ...elsewhere], today));
          const { reached } = howManyFit(request.images, each.cautiousUsd, counted, limits);
          // Not thrown here: that would undo the note of days that have not come.
          if (reached) return reached;
        }
        const open = (generations: Generation[]) =>
          addToLedger(
            db,
            generations.map((generation) => openEntry(generation, now, each)),
          );
        await write(each, open);
        return undefined;
      });
      if (refused) throw limitError(refused);
    } finally {
      // Nobody waits for it: until then the other kind of window counts it twice, which is on the safe side.
      if (isLimited) void publisher.announce([]).catch(() => undefined);
      else publisher.publishSoon();
    }
  };
}

/** The limits as the user has set them. */
export async function readLimits(): Promise<Limits> {
  const [picturesADay, dollarsAMonth] = await Promise.all([
    readSetting("dailyLimit"),
    readSetting("monthlyLimit"),
  ]);
  return { picturesADay, dollarsAMonth };
}

function estimateOfOne(request: PricedRequest, book: PriceBook): EntryEstimate {
  const one = estimate({ ...request, images: 1 }, book);
  return { ...(one.usd !== undefined && { estimateUsd: one.usd }), cautiousUsd: cautiousUsd(one) };
}

/** A press as the other kind of window counts it, whatever its mode is. */
function wishOf(today: string, images: number, each: EntryEstimate) {
  const entry = {
    generationId: "",
    at: 0,
    endpoint: "",
    mode: "",
    prompt: "",
    state: "open",
    ...each,
  } as const;
  return Array.from({ length: images }).reduce<ReturnType<typeof emptyTotal>>(
    (total) => addEntry(total, entry, 1),
    emptyTotal(today, ""),
  );
}

function limitError({ limit, amount }: ReachedLimit): FailureError {
  return limit === "picturesADay"
    ? new FailureError("daily_limit", String(amount))
    : new FailureError("monthly_limit", `$${amount.toFixed(2)}`);
}
