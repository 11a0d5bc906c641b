import { fallbackEndpoint, preferredEndpoint } from "../domain/request";
import { z } from "../zod";

/** What one unit of an endpoint costs, as fal bills it. */
export interface UnitPrice {
  usd: number;
  /** fal's own word for the unit: `megapixels`, `images`, … */
  unit: string;
}

/** Unit prices by endpoint. An endpoint without one has no known price; that is never the same as free. */
export type UnitPrices = Readonly<Record<string, UnitPrice>>;

/** Prices and where they come from: fal's answer to this key, or the list in the code. */
export interface PriceBook {
  source: "fal" | "list";
  /** When fal answered (ms since 1970), or the date of the list. */
  at: number;
  prices: UnitPrices;
}

/** More dollars a unit than any picture costs: such a price is a fault, and is not believed. */
const maxUnitPrice = 100;

/** More endpoints than are ever asked for. */
const maxPrices = 500;

const priceSchema = z.object({
  endpoint_id: z.string().check(z.minLength(1), z.maxLength(200)),
  unit_price: z.number().check(z.positive(), z.maximum(maxUnitPrice)),
  unit: z.string().check(z.minLength(1), z.maxLength(60)),
  currency: z.string().check(z.regex(/^usd$/i)),
});
const answerSchema = z.object({ prices: z.array(z.unknown()).check(z.maxLength(maxPrices)) });

/**
 * The prices in fal's answer to a pricing call, or undefined when it is no such answer. A price that is not a
 * positive number of US dollars within reason is left out, and so is one that is told twice and differently:
 * it is then unknown, not guessed.
 */
export function parsePrices(answer: unknown): UnitPrices | undefined {
  const parsed = answerSchema.safeParse(answer);
  if (!parsed.success) return undefined;
  const prices = new Map<string, UnitPrice | undefined>();
  for (const row of parsed.data.prices) {
    const price = priceSchema.safeParse(row).data;
    if (!price) continue;
    const unitPrice = { usd: price.unit_price, unit: price.unit.trim().toLowerCase() };
    const before = prices.get(price.endpoint_id);
    const isOdd = before && (before.usd !== unitPrice.usd || before.unit !== unitPrice.unit);
    prices.set(price.endpoint_id, isOdd ? undefined : unitPrice);
  }
  const known = [...prices].filter((entry): entry is [string, UnitPrice] => entry[1] !== undefined);
  return Object.fromEntries(known);
}

/** Whether a price counts megapixels: the only unit that an estimate can be made in. */
export function isPerMegapixel({ unit }: UnitPrice): boolean {
  return unit === "megapixels" || unit === "megapixel";
}

/**
 * The price of an endpoint, and the endpoint that it is named after. flux-1.1 is on no list of fal's: while it has
 * no price of its own, its fallback's holds.
 */
export function priceFor(
  endpoint: string,
  { prices }: PriceBook,
): { pricedAs: string; price: UnitPrice | undefined } {
  const own = Object.hasOwn(prices, endpoint) ? prices[endpoint] : undefined;
  if (own || endpoint !== preferredEndpoint) return { pricedAs: endpoint, price: own };
  return { pricedAs: fallbackEndpoint, price: prices[fallbackEndpoint] };
}
