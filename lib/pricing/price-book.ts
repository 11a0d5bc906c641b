import type { Access } from "../domain/access";
import type { Setting } from "../storage/settings";
import { listPrices } from "./list-prices";
import type { PriceBook } from "./unit-prices";

const day = 24 * 60 * 60_000;
/** After an answer that could not be had or read, fal is left alone for this long (ms). */
const pause = 15 * 60_000;

type Stored = Setting<"prices"> | undefined;

/** The prices that hold now: fal's own while they are fresh, else the list; behind a proxy always the list. */
export function bookFrom(stored: Stored, access: Access, now: number): PriceBook {
  const told = access.kind === "key" ? stored?.told : undefined;
  if (!told || !isWithin(now - told.at, day)) return listPrices;
  return { source: "fal", at: told.at, prices: told.prices };
}

/** Whether fal should be asked for its prices: with a key, once a day, and not soon after it did not answer. */
export function needsPrices(stored: Stored, access: Access, now: number): boolean {
  if (access.kind !== "key") return false;
  if (!stored) return true;
  if (stored.told && isWithin(now - stored.told.at, day)) return false;
  return !isWithin(now - stored.tried, pause);
}

/** A clock that was put back makes an age less than nothing: that is no age to trust. */
const isWithin = (age: number, limit: number) => age >= 0 && age < limit;

/** The endpoints that fal is asked the prices of. flux-1.1 is on no list, and an unknown id may spoil the call. */
export const pricedEndpoints: readonly string[] = Object.keys(listPrices.prices);
