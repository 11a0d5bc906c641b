import { amountOf, type LedgerEntry } from "./ledger";

/** What some requests come to. */
interface Amounts {
  /** Pictures that cost something, or may. */
  pictures: number;
  /** Billionths of a US dollar: whole numbers, so that adding and taking away leaves nothing behind. */
  nanoUsd: number;
  /** The same as a limit counts it: an unknown price counts, too. */
  limitNanoUsd: number;
  /** How many of the pictures count at their estimate, and how many have no price at all. */
  estimated: number;
  unpriced: number;
}

/** What one day's requests of one mode come to. Kept beside the ledger, so that a sum reads days, not requests. */
export interface DayTotal extends Amounts {
  /** By the user's own calendar, `2026-11-26`. */
  day: string;
  mode: string;
  /** Days that came before `day` and yet after it (the clock was put back): this total counts there, too. */
  early?: string[];
}

/** What one shoot's requests come to. */
export interface ShootTotal extends Amounts {
  shootId: string;
  /** What it was called, when it is deleted. */
  name?: string;
}

const nano = 1e9;

const nothing: Amounts = { pictures: 0, nanoUsd: 0, limitNanoUsd: 0, estimated: 0, unpriced: 0 };

/** The day of a time (ms since 1970), by the user's own calendar. */
export function dayOf(at: number): string {
  const date = new Date(at);
  const two = (part: number) => String(part).padStart(2, "0");
  return `${String(date.getFullYear()).padStart(4, "0")}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** A day and mode with nothing in it. */
export function emptyTotal(day: string, mode: string): DayTotal {
  return { day, mode, ...nothing };
}

/** A shoot with nothing in it. */
export function emptyShootTotal(shootId: string): ShootTotal {
  return { shootId, ...nothing };
}

/** A total with one entry more (`times` 1) or less (`times` -1). */
export function addEntry<T extends Amounts>(total: T, entry: LedgerEntry, times: 1 | -1): T {
  const amount = amountOf(entry);
  const isCounted = entry.state !== "free";
  const limitUsd = entry.costUsd ?? entry.cautiousUsd;
  return {
    ...total,
    pictures: total.pictures + (isCounted ? times : 0),
    nanoUsd: total.nanoUsd + times * Math.round((amount?.usd ?? 0) * nano),
    limitNanoUsd: total.limitNanoUsd + times * Math.round(limitUsd * nano),
    estimated: total.estimated + (amount?.isEstimate ? times : 0),
    unpriced: total.unpriced + (amount ? 0 : times),
  };
}

/** Whether two entries count the same in the same sums, so that one in place of the other changes none. */
export function countsAlike(one: LedgerEntry, other: LedgerEntry): boolean {
  const counted = (entry: LedgerEntry) =>
    JSON.stringify([dayOf(entry.at), entry.mode, entry.shootId, addEntry(nothing, entry, 1)]);
  return counted(one) === counted(other);
}

/** Sums of some pictures, in US dollars. */
export interface Sum {
  pictures: number;
  usd: number;
  /** As a limit counts it. */
  limitUsd: number;
  estimated: number;
  unpriced: number;
}

export interface Spending {
  today: Sum;
  month: Sum;
  /** This month's, by mode; only modes that were used. */
  byMode: { mode: string; sum: Sum }[];
}

/**
 * What was spent on `today` and in its month. A clock that is put back neither frees nor locks money for good: a
 * total of a later day counts now, and from then on for its own day and for this one, not for those between.
 */
export function sumUp(totals: readonly DayTotal[], today: string): Spending {
  const month = today.slice(0, 7);
  const counted = totals.filter((total) => countsFor(total, month));
  const modes = [...new Set(counted.map(({ mode }) => mode))];
  return {
    today: sum(totals.filter((total) => countsFor(total, today))),
    month: sum(counted),
    byMode: modes.map((mode) => ({ mode, sum: sum(counted.filter((total) => total.mode === mode)) })),
  };
}

/** Whether a total counts for the day or month `period` (`2026-11-26`, `2026-11`). */
function countsFor({ day, early = [] }: DayTotal, period: string): boolean {
  const within = (of: string) => of.slice(0, period.length);
  if (within(day) === period) return true;
  if (within(day) < period) return false;
  return early.some((of) => within(of) === period) || early.every((of) => within(of) > period);
}

/** A sum of what some totals hold. */
export function sum(totals: readonly Amounts[]): Sum {
  const add = (field: "pictures" | "nanoUsd" | "limitNanoUsd" | "estimated" | "unpriced") =>
    totals.reduce((sofar, total) => sofar + total[field], 0);
  return {
    pictures: add("pictures"),
    usd: add("nanoUsd") / nano,
    limitUsd: add("limitNanoUsd") / nano,
    estimated: add("estimated"),
    unpriced: add("unpriced"),
  };
}

/** A total as it is once `today` has been seen: the same, unless it is of a later day and counts now. */
export function seenOn(total: DayTotal, today: string): DayTotal {
  const { day, early = [] } = total;
  const isNew = day > today && countsFor(total, today) && !early.includes(today);
  return isNew ? { ...total, early: [...early, today] } : total;
}

/** The first day that still matters to a sum: the first of the month of `today`. */
export function firstDayOf(today: string): string {
  return `${today.slice(0, 7)}-01`;
}

/** Two lists of totals as one, with one total for each day and mode. */
export function mergeTotals(first: readonly DayTotal[], second: readonly DayTotal[]): DayTotal[] {
  const merged = new Map<string, DayTotal>();
  for (const total of [...first, ...second]) {
    const key = `${total.day} ${total.mode}`;
    const other = merged.get(key);
    merged.set(key, other ? addTotals(other, total) : total);
  }
  return [...merged.values()];
}

function addTotals(first: DayTotal, second: DayTotal): DayTotal {
  const early = [...new Set([...(first.early ?? []), ...(second.early ?? [])])].sort().reverse();
  return {
    ...first,
    pictures: first.pictures + second.pictures,
    nanoUsd: first.nanoUsd + second.nanoUsd,
    limitNanoUsd: first.limitNanoUsd + second.limitNanoUsd,
    estimated: first.estimated + second.estimated,
    unpriced: first.unpriced + second.unpriced,
    ...(early.length > 0 && { early }),
  };
}
