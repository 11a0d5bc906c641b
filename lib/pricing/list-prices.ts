import type { PriceBook } from "./unit-prices";

const perMegapixel = (usd: number) => ({ usd, unit: "megapixels" });

/**
 * fal's list prices as its own pages gave them on this date, for when fal's answer is not there: before the first
 * one, when it cannot be read, and always behind a proxy. flux-1.1 is on no list.
 */
export const listPrices: PriceBook = {
  source: "list",
  at: Date.UTC(2026, 10, 26),
  prices: {
    "fal-ai/flux/schnell": perMegapixel(0.003),
    "fal-ai/flux-lora/image-to-image": perMegapixel(0.035),
    "fal-ai/flux-general/image-to-image": perMegapixel(0.075),
    "fal-ai/flux-2/edit": perMegapixel(0.012),
    // What fal's page of flux-2/lora says; the one of its edit endpoint was not to be had.
    "fal-ai/flux-2/lora/edit": perMegapixel(0.021),
  },
};

/** What a picture may cost at most by the list (US dollars a megapixel): an unknown price counts so for a limit. */
export const dearestListPrice = Math.max(...Object.values(listPrices.prices).map(({ usd }) => usd));
