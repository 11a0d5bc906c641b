import { roundUsd } from "../domain/money";
import { dearestListPrice } from "./list-prices";
import { isPerMegapixel, type PriceBook, priceFor } from "./unit-prices";

/** fal's megapixel, as an estimate takes it; not rounded up to whole ones. */
const megapixel = 1_000_000;

/** What fal makes where the request names no size (`landscape_4_3`), in pixels. */
export const textToImageSize = { width: 1024, height: 768 };

interface Size {
  width: number;
  height: number;
}

/** What is to be sent, as far as it decides the price. */
export interface PricedRequest {
  endpoint: string;
  /** The picture that comes back, in pixels. */
  output: Size;
  /** The pictures that are sent, where fal bills these too (Combine); none otherwise. */
  inputs: readonly Size[];
  images: number;
}

/** An estimate with its calculation: `usd` = `unitUsd` × `megapixels` × `images`. */
export interface Estimate {
  /** US dollars for all images; undefined when the price is not known. */
  usd: number | undefined;
  /** US dollars a megapixel. */
  unitUsd: number | undefined;
  /** Megapixels that one image is billed for: the parts below together. */
  megapixels: number;
  outputMegapixels: number;
  inputMegapixels: readonly number[];
  images: number;
  /** Where it goes. */
  endpoint: string;
  /** The endpoint whose price this is: the request's own, or for flux-1.1 its fallback's. */
  pricedAs: string;
  source: PriceBook["source"];
  /** When the price was told (ms since 1970), or the date of the list. */
  at: number;
}

/** What a request should cost before it is sent. An unknown price, or a unit other than megapixels, stays unknown. */
export function estimate(request: PricedRequest, book: PriceBook): Estimate {
  const { endpoint, output, inputs, images } = request;
  const { pricedAs, price } = priceFor(endpoint, book);
  const unitUsd = price && isPerMegapixel(price) ? price.usd : undefined;
  // Where fal bills what is sent, it counts every picture as one megapixel at least.
  const least = inputs.length > 0 ? 1 : 0;
  const outputMegapixels = megapixelsOf(output, least);
  const inputMegapixels = inputs.map((input) => megapixelsOf(input, least));
  const megapixels = inputMegapixels.reduce((sum, part) => sum + part, outputMegapixels);
  const usd = unitUsd === undefined ? undefined : roundUsd(unitUsd * megapixels * images);
  const { source, at } = book;
  const calculation = { unitUsd, megapixels, outputMegapixels, inputMegapixels, images };
  return { usd, ...calculation, endpoint, pricedAs, source, at };
}

/** What an estimate counts for a limit in dollars: an unknown price counts as the dearest that the list knows. */
export function cautiousUsd({ usd, megapixels, images }: Estimate): number {
  return usd ?? roundUsd(dearestListPrice * megapixels * images);
}

const megapixelsOf = ({ width, height }: Size, least: number) =>
  Math.max(least, (width * height) / megapixel);
