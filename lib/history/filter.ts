import type { Generation, Status } from "../domain/generation";
import type { Mode } from "../domain/request";
import type { Role } from "../domain/tray";

export const sorts = ["newest", "oldest", "prompt"] as const;
/** Statuses as a user tells them apart: the four open ones are one. */
export const outcomes = ["done", "open", "failed", "cancelled"] as const;
type Outcome = (typeof outcomes)[number];

/** What the user wants to see of the history. Nothing set means everything. */
export interface Filter {
  words: string;
  favourite?: boolean | undefined;
  mode?: Mode | undefined;
  role?: Role | undefined;
  outcome?: Outcome | undefined;
  /** The id of the shoot that it was made for. */
  shoot?: string | undefined;
  /** First and last day, as `2026-11-22` in local time; both are included. */
  from?: string | undefined;
  to?: string | undefined;
  sort: (typeof sorts)[number];
}

export const everything: Filter = { words: "", sort: "newest" };

/** How many choices narrow the view, the words in the search field not counted. */
export function countChoices({ words: _, sort: __, ...choices }: Filter): number {
  return Object.values(choices).filter(Boolean).length;
}

/** What the list asks about one result, in one number of 32 bits: ten thousand of them are 40 kilobytes. */
export type Flags = number;

const bits = { favourite: 1, image: 2, face: 4, product: 8, background: 16, combined: 128 };
const outcomeShift = 5;
const modeBits = bits.image | bits.combined;
const bitsOf: Record<Mode, number> = {
  "text-to-image": 0,
  "image-to-image": bits.image,
  "multi-reference": bits.combined,
};

function outcomeOf(status: Status): Outcome {
  return status === "done" || status === "failed" || status === "cancelled" ? status : "open";
}

/** Above the eight bits of the filter: as what it failed, as 24 bits of the code's hash. */
const failureShift = 8;

export function packFlags(generation: Generation): Flags {
  const { favourite, mode, places, status } = generation;
  const used = new Set(places.map(({ role }) => role));
  let facts = outcomes.indexOf(outcomeOf(status)) << outcomeShift;
  if (favourite) facts |= bits.favourite;
  facts |= bitsOf[mode];
  for (const role of used) facts |= bits[role];
  if (generation.status === "failed") facts |= hash(generation.failure.code) << failureShift;
  return facts >>> 0;
}

/** What it failed as, as a number; 0 when it has not failed. */
export const failureIn = (facts: Flags): number => (isFailed(facts) ? facts >>> failureShift : 0);

/** One of four: the highest bit is not its. */
const outcomeIn = (facts: Flags) => outcomes[(facts >> outcomeShift) & 3];

/** Whether the result with these facts is under way. */
export const isUnderWay = (facts: Flags) => outcomeIn(facts) === "open";

/** Whether the result with these facts has failed. */
export const isFailed = (facts: Flags) => outcomeIn(facts) === "failed";

/** A shoot in one number; 0 is none. */
export function shootNumber(shootId: string | undefined): number {
  return shootId === undefined ? 0 : hash(shootId) || 1;
}

/** A small number for a string (FNV-1a). */
export function hash(words: string): number {
  let value = 0x811c9dc5;
  for (let at = 0; at < words.length; at++) value = Math.imul(value ^ words.charCodeAt(at), 0x01000193);
  return value >>> 0;
}

/**
 * Whether a result with these facts, made at `createdAt` (ms) for `shoot` (`shootNumber`), is wanted, as far as words
 * do not decide it.
 */
export type Predicate = (facts: Flags, createdAt: number, shoot: number) => boolean;

/** The words that the text of a wanted result has, all of them. */
export function searchTerms(filter: Filter): string[] {
  return normalizeText(filter.words).split(/\s+/).filter(Boolean);
}

/** The filter made ready to be asked ten thousand times. */
export function compileFilter(filter: Filter): Predicate {
  const { mode, outcome } = filter;
  const required = (filter.favourite ? bits.favourite : 0) | (filter.role ? bits[filter.role] : 0);
  const from = filter.from ? dayStart(filter.from, 0) : Number.NEGATIVE_INFINITY;
  const until = filter.to ? dayStart(filter.to, 1) : Number.POSITIVE_INFINITY;
  const wanted = shootNumber(filter.shoot);
  return (facts, createdAt, shoot) =>
    (wanted === 0 || shoot === wanted) &&
    (facts & required) === required &&
    (!mode || (facts & modeBits) === bitsOf[mode]) &&
    (!outcome || outcomeIn(facts) === outcome) &&
    createdAt >= from &&
    createdAt < until;
}

/** Midnight (ms, local) at the start of a day given as `2026-11-22`, or of the day so many days after it. */
function dayStart(day: string, after: number): number {
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  return new Date(year, month - 1, date + after).getTime();
}

/** Words as they are compared: whatever their case, and however their letters are composed. */
export function normalizeText(words: string): string {
  return words.normalize("NFKC").toLowerCase();
}
