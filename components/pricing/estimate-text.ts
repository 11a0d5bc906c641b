import { language, text } from "../../lib/browser/i18n";
import type { Estimate } from "../../lib/pricing/estimate";
import { formatExactUsd, formatUsd } from "../format/money";
import { formatNumber } from "../format/numbers";

/** An estimate in one word: `≈ $0.07`, or that the price is not known. */
export function estimateText({ usd }: Estimate): string {
  return usd === undefined ? text("priceUnknown") : text("approximately", formatUsd(usd));
}

/** Where a price comes from when that is not fal's own answer: `list price of Nov 26, 2026`. */
export function listPriceText({ source, at, usd }: Estimate): string | undefined {
  return source === "list" && usd !== undefined ? text("listPriceOf", dayText(at)) : undefined;
}

/** The calculation behind an estimate, a line for each step. */
export function calculationLines(made: Estimate): string[] {
  const { outputMegapixels, inputMegapixels, endpoint, pricedAs, source, at } = made;
  const product = productText(made);
  if (!product) return [text("priceUnknownWhy", pricedAs)];
  const parts = [outputMegapixels, ...inputMegapixels].map(inMegapixels);
  return [
    product,
    ...(inputMegapixels.length > 0 ? [text("priceParts", parts.join(" + "))] : []),
    ...(endpoint === pricedAs ? [] : [text("priceBorrowed", endpoint)]),
    source === "list"
      ? text("priceFromList", pricedAs, dayText(at))
      : text("priceFromFal", pricedAs, timeText(at)),
    text("priceBilledAfter"),
  ];
}

/** `$0.035 a megapixel × 1.05 megapixels × 2 images = $0.0734` */
function productText({ usd, unitUsd, megapixels, images }: Estimate): string | undefined {
  if (usd === undefined || unitUsd === undefined) return undefined;
  const [unit, size, total] = [formatExactUsd(unitUsd), inMegapixels(megapixels), formatExactUsd(round(usd))];
  return images === 1
    ? text("priceCalculationOne", unit, size, total)
    : text("priceCalculation", unit, size, images, total);
}

const inMegapixels = (megapixels: number) => formatNumber(megapixels, 2);

/** More digits than this would claim to know more than an estimate does. */
const round = (usd: number) => Math.round(usd * 1e4) / 1e4;

/** The list's date is a day, whatever the reader's time zone is. */
const dayText = (at: number) =>
  new Date(at).toLocaleDateString(language(), { dateStyle: "medium", timeZone: "UTC" });

const timeText = (at: number) =>
  new Date(at).toLocaleString(language(), { dateStyle: "medium", timeStyle: "short" });
