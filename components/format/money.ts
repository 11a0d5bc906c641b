import { numberFormat } from "./number-format";

/**
 * US dollars as the reader's language writes them: cents, and below one cent as many digits as it takes to see
 * two that count.
 */
export function formatUsd(usd: number): string {
  const small = usd > 0 && usd < 0.01;
  return numberFormat({
    style: "currency",
    currency: "USD",
    currencyDisplay: "narrowSymbol",
    ...(small
      ? { minimumSignificantDigits: 1, maximumSignificantDigits: 2 }
      : { minimumFractionDigits: 2, maximumFractionDigits: 2 }),
  }).format(usd);
}

/** A unit price or an exact cost: with up to six decimals. */
export function formatExactUsd(usd: number): string {
  return numberFormat({
    style: "currency",
    currency: "USD",
    currencyDisplay: "narrowSymbol",
    minimumFractionDigits: 2,
    maximumFractionDigits: 6,
  }).format(usd);
}
