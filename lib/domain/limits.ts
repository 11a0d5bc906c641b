import { roundUsd } from "./money";
import type { Sum } from "./spending";

/** The user's own limits; a missing one is none. */
export interface Limits {
  picturesADay?: number | undefined;
  /** US dollars. */
  dollarsAMonth?: number | undefined;
}

/** What counts towards the limits now: today's pictures, and this month's dollars, open ones at their estimate. */
export interface Counted {
  picturesToday: number;
  usdThisMonth: number;
}

/** What sums of today and of this month count. */
export function countedIn({ today, month }: { today: Sum; month: Sum }): Counted {
  return { picturesToday: today.pictures, usdThisMonth: month.limitUsd };
}

type LimitName = "picturesADay" | "dollarsAMonth";

/** A limit that is reached, and its amount. */
export interface ReachedLimit {
  limit: LimitName;
  amount: number;
}

/** How many more pictures of `usdEach` the limits allow, at most `images`, and the limit that allows no more. */
export function howManyFit(
  images: number,
  usdEach: number,
  counted: Counted,
  { picturesADay, dollarsAMonth }: Limits,
): { fit: number; reached?: ReachedLimit } {
  const byDay = picturesADay === undefined ? images : Math.max(0, picturesADay - counted.picturesToday);
  const byMonth =
    dollarsAMonth === undefined ? images : picturesFor(dollarsAMonth - counted.usdThisMonth, usdEach);
  const fit = Math.min(images, byDay, byMonth);
  if (fit === images) return { fit };
  if (byDay <= byMonth && picturesADay !== undefined)
    return { fit, reached: { limit: "picturesADay", amount: picturesADay } };
  return { fit, reached: { limit: "dollarsAMonth", amount: dollarsAMonth ?? 0 } };
}

/** Batches as they are sent one after the other: how many of all their pictures the limits allow. */
export function howManyFitInTurn(
  batches: readonly { images: number; usdEach: number }[],
  counted: Counted,
  limits: Limits,
): number {
  let { picturesToday, usdThisMonth } = counted;
  let all = 0;
  for (const { images, usdEach } of batches) {
    const { fit } = howManyFit(images, usdEach, { picturesToday, usdThisMonth }, limits);
    all += fit;
    if (fit < images) break;
    picturesToday += fit;
    usdThisMonth += fit * usdEach;
  }
  return all;
}

/** A billionth of a dollar is dust of the arithmetic, and keeps nobody from the last picture. */
function picturesFor(usdLeft: number, usdEach: number): number {
  if (usdLeft < 0) return 0;
  return usdEach > 0 ? Math.floor((usdLeft + 1e-9) / usdEach) : Number.POSITIVE_INFINITY;
}

/** From this share of a limit on the composer speaks of it. */
const warnFrom = 0.8;

/** The limits of which four fifths are used, or more, with what is used of each. */
export function nearLimits(
  counted: Counted,
  { picturesADay, dollarsAMonth }: Limits,
): (ReachedLimit & { used: number })[] {
  const pairs: [LimitName, number | undefined, number][] = [
    ["picturesADay", picturesADay, counted.picturesToday],
    ["dollarsAMonth", dollarsAMonth, roundUsd(counted.usdThisMonth)],
  ];
  return pairs.flatMap(([limit, amount, used]) =>
    amount !== undefined && used >= amount * warnFrom - 1e-9 ? [{ limit, amount, used }] : [],
  );
}

/** The largest limits that can be set. */
export const maxPicturesADay = 1000;
export const maxDollarsAMonth = 100_000;

/** What a user typed as a limit: an amount, no limit (an empty field), or neither. */
export type TypedLimit = { amount: number } | "none" | "unreadable";

/** A number of pictures: whole, 1 to 1000. */
export function parsePictureLimit(typed: string): TypedLimit {
  const words = typed.trim();
  if (!words) return "none";
  if (!/^\d{1,7}$/.test(words)) return "unreadable";
  const amount = Number(words);
  return amount >= 1 && amount <= maxPicturesADay ? { amount } : "unreadable";
}

/**
 * An amount of US dollars, 0.01 to 100,000, with at most two decimals; `$` and `USD` are overlooked. A comma or
 * point that could part thousands as well as decimals (`1,234`) is not guessed at.
 */
export function parseDollarLimit(typed: string): TypedLimit {
  const words = typed
    .trim()
    .replace(/^(?:US\$|\$|USD)/i, "")
    .replace(/(?:\$|USD)$/i, "")
    .trim();
  if (!typed.trim()) return "none";
  if (!/^\d{1,7}(?:[.,]\d{1,2})?$/.test(words)) return "unreadable";
  const amount = Number(words.replace(",", "."));
  return amount >= 0.01 && amount <= maxDollarsAMonth ? { amount } : "unreadable";
}
