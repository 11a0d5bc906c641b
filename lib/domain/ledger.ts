import type { FailureCode } from "../failure/failure";
import type { Generation } from "./generation";
import { picturesOf } from "./sent-request";

/**
 * What became of one request, as money: under way and counted at its estimate (`open`); made, at fal's own units
 * where it told them (`charged`); taken by fal, or perhaps taken, with nobody to say what it cost (`unknown`,
 * counted at its estimate); taken and free (`free`).
 */
type LedgerState = "open" | "charged" | "unknown" | "free";

/** One paid request, from the press that asked for it. It outlives its generation, and holds no picture. */
export interface LedgerEntry {
  generationId: string;
  /** When it was sent; before that, when it was asked for (ms since 1970). */
  at: number;
  /** fal's id, once it has accepted the request. */
  requestId?: string;
  endpoint: string;
  mode: string;
  prompt: string;
  productName?: string;
  sku?: string;
  shootId?: string;
  state: LedgerState;
  /** US dollars that it should cost; missing when no price is known. */
  estimateUsd?: number;
  /** US dollars that it counts for a limit while its cost is not known: the estimate, or a cautious guess. */
  cautiousUsd: number;
  /** fal's billable units, and what these cost in US dollars; missing where fal told none, or no price is known. */
  units?: number;
  costUsd?: number;
}

/** The price of one image, as it is written before anything is sent. */
export type EntryEstimate = Pick<LedgerEntry, "estimateUsd" | "cautiousUsd">;

/** The entry of a queued generation. */
export function openEntry(generation: Generation, at: number, estimate: EntryEstimate): LedgerEntry {
  const { id, endpoint, mode, prompt, shootId } = generation;
  const products = picturesOf(generation)
    .flatMap(({ slots }) => slots)
    .filter(({ role }) => role === "product");
  const productName = joined(products.map(({ name }) => name));
  const sku = joined(products.map((product) => product.sku));
  return {
    ...{ generationId: id, at, endpoint, mode, prompt },
    ...(productName && { productName }),
    ...(sku && { sku }),
    ...(shootId !== undefined && { shootId }),
    state: "open",
    ...estimate,
  };
}

const joined = (words: (string | undefined)[]) => words.filter(Boolean).join(", ");

/**
 * A generation's newest entry after a move of the generation: none when fal has taken nothing after all, two when
 * it took a request for an endpoint that it does not have, and the next attempt begins.
 */
export function entriesAfter(entry: LedgerEntry, generation: Generation): LedgerEntry[] {
  const { endpoint } = generation;
  switch (generation.status) {
    case "queued":
      if (entry.state !== "open") return [entry];
      return entry.requestId ? [asFree(entry), renewed(entry, endpoint)] : [{ ...entry, endpoint }];
    case "submitting":
      return [{ ...entry, endpoint, at: generation.submittedAt }];
    case "running":
      return [asOpen(entry, generation.request.requestId)];
    case "saving":
    case "done":
      return [asCharged(entry, generation.cost)];
    case "failed":
      return afterFailure(entry, generation.failure.code, generation.cost);
    case "cancelled":
      return entry.requestId ? [asFree(entry)] : [];
  }
}

/** Submits that may have been accepted without anybody knowing, or may be billed although they were refused. */
const fateUnknown: readonly FailureCode[] = [
  "interrupted",
  "submit_unanswered",
  "request_refused",
  "content_refused",
];
/** Only what was made is billed, and no fault of fal's own (FAL). A refused input may be. */
const notBilled: readonly FailureCode[] = ["fal_down", "fal_failed", "endpoint_missing"];

function afterFailure(entry: LedgerEntry, code: FailureCode, cost: Generation["cost"]): LedgerEntry[] {
  if (!entry.requestId) return fateUnknown.includes(code) ? [{ ...entry, state: "unknown" }] : [];
  if (cost) return [asCharged(entry, cost)];
  if (entry.state === "charged") return [entry];
  return [notBilled.includes(code) ? asFree(entry) : { ...entry, state: "unknown" }];
}

/** Accepted, or looked at once more for free: what it has cost already stays. */
function asOpen(entry: LedgerEntry, requestId: string): LedgerEntry {
  if (entry.requestId !== undefined && entry.requestId !== requestId) return entry;
  if (entry.state === "charged") return entry;
  const { units: _, costUsd: __, ...rest } = entry;
  return { ...rest, requestId, state: "open" };
}

function asCharged(entry: LedgerEntry, cost: Generation["cost"]): LedgerEntry {
  const charged = cost && { units: cost.units, ...(cost.usd !== undefined && { costUsd: cost.usd }) };
  return { ...entry, state: "charged", ...charged };
}

const asFree = (entry: LedgerEntry): LedgerEntry => ({ ...entry, state: "free", units: 0, costUsd: 0 });

/** The next attempt of the same press, elsewhere. */
function renewed({ requestId: _, ...entry }: LedgerEntry, endpoint: string): LedgerEntry {
  return { ...entry, endpoint, state: "open" };
}

/**
 * What a generation's own request came to, by the same rules as in the ledger; undefined when fal has taken nothing,
 * or nothing is known because an older Refshot made it.
 */
export function costOfGeneration(generation: Generation): Charge | undefined {
  const request = "request" in generation ? generation.request : undefined;
  const { estimateUsd } = generation;
  const asked = openEntry(generation, 0, {
    cautiousUsd: 0,
    ...(estimateUsd !== undefined && { estimateUsd }),
  });
  const entry = entriesAfter({ ...asked, ...(request && { requestId: request.requestId }) }, generation).at(
    -1,
  );
  if (!entry || entry.state === "open") return undefined;
  const amount = amountOf(entry);
  if (!amount && entry.units === undefined) return undefined;
  const { state, units } = entry;
  return { ...amount, isUnknown: state === "unknown", ...(units !== undefined && { units }) };
}

/** Money in words' reach: `usd` is missing where no price is known, `isUnknown` where fal will never say. */
interface Charge {
  usd?: number;
  isEstimate?: boolean;
  isUnknown: boolean;
  units?: number;
}

/** What an entry counts, and whether fal told it or it is an estimate; undefined when no price is known. */
export function amountOf({
  costUsd,
  estimateUsd,
}: LedgerEntry): { usd: number; isEstimate: boolean } | undefined {
  if (costUsd !== undefined) return { usd: costUsd, isEstimate: false };
  return estimateUsd === undefined ? undefined : { usd: estimateUsd, isEstimate: true };
}
