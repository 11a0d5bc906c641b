/** A price as fal's pricing call gives it. */
export interface Price {
  unit_price: number;
  unit: string;
  currency: string;
}

/** What one request cost. */
export interface Charge {
  units: number;
  /** US dollars a unit, as the price list had it when the request ran; null where there is no such price. */
  unitPrice: number | null;
}

const perMegapixel = (unit_price: number): Price => ({ unit_price, unit: "megapixels", currency: "USD" });

/** fal's list prices as seen in 2026. Nobody has ever seen one of `flux-1.1`. */
const listPrices: Record<string, Price> = {
  "fal-ai/flux/schnell": perMegapixel(0.003),
  "fal-ai/flux/dev/image-to-image": perMegapixel(0.03),
  "fal-ai/flux-lora/image-to-image": perMegapixel(0.035),
  "fal-ai/flux-general/image-to-image": perMegapixel(0.075),
  "fal-ai/flux-2/edit": perMegapixel(0.012),
  "fal-ai/flux-2/lora/edit": perMegapixel(0.021),
};

/** Prices that a test has set, over the list's; null takes an endpoint off it. */
export type PriceChanges = Record<string, Partial<Price> | null>;

/** The price of an endpoint, if fal has one. */
export function priceOf(endpoint: string, changes: PriceChanges): Price | null {
  const listed = Object.hasOwn(listPrices, endpoint) ? listPrices[endpoint] : undefined;
  const changed = Object.hasOwn(changes, endpoint) ? changes[endpoint] : undefined;
  if (changed === null || (!listed && !changed)) return null;
  return { ...perMegapixel(0), ...listed, ...changed };
}

/**
 * A charge for what was made and, where it counts, what was `sent`, at the price of the moment. FLUX.2's editors
 * count both, and nothing as less than a megapixel; the others count what was made, as it is.
 */
export function charge(
  endpoint: string,
  pictures: { made: Size[]; sent: Size[] | null },
  changes: PriceChanges,
): Charge {
  const { made, sent } = pictures;
  const units = [...(sent ?? []), ...made].map((size) => Math.max(sent ? 1 : 0, megapixels(size)));
  const price = priceOf(endpoint, changes);
  const inDollars = price?.unit === "megapixels" && price.currency === "USD";
  return { units: toMillionths(sum(units)), unitPrice: inDollars ? price.unit_price : null };
}

interface Size {
  width: number;
  height: number;
}

/** A megapixel is 1,000,000 pixels, not rounded up: fal's pages leave both open, its recorded answers have fractions. */
const megapixels = ({ width, height }: Size) => (width * height) / 1_000_000;
const sum = (values: number[]) => values.reduce((total, value) => total + value, 0);
const toMillionths = (value: number) => Math.round(value * 1_000_000) / 1_000_000;

/** Units as fal writes them into `X-Fal-Billable-Units`: 1 is `1.0`. */
export function writeUnits(units: number): string {
  return Number.isInteger(units) ? units.toFixed(1) : String(units);
}
