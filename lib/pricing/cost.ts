import { roundUsd } from "../domain/money";
import { type PriceBook, priceFor } from "./unit-prices";

/** More units than any picture is billed for: such a number is a fault, and is not believed. */
const maxUnits = 10_000;

/**
 * fal's `X-Fal-Billable-Units` as a number: a plain decimal from 0 to 10,000. Anything else is as if fal had
 * given none: undefined.
 */
export function parseBillableUnits(header: string | null | undefined): number | undefined {
  if (!header || !/^\d{1,5}(?:\.\d{1,12})?$/.test(header.trim())) return undefined;
  const units = Number(header);
  return units <= maxUnits ? units : undefined;
}

/** What fal's billable units cost in US dollars, whatever the unit is; undefined when the price is not known. */
export function costOf(units: number, endpoint: string, book: PriceBook): number | undefined {
  const { price } = priceFor(endpoint, book);
  return price && roundUsd(units * price.usd);
}
