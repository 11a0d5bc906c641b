import type { Access } from "../domain/access";
import type { FalPlatform } from "../fal/platform";
import { FalHttpError } from "../fal/responses";
import { needsPrices, pricedEndpoints } from "../pricing/price-book";
import { parsePrices, type UnitPrices } from "../pricing/unit-prices";
import type { Setting } from "../storage/settings";

interface PriceParts {
  access(): Promise<Access>;
  connect(key: string): Pick<FalPlatform, "prices">;
  read(): Promise<Setting<"prices"> | undefined>;
  write(prices: Setting<"prices">): Promise<void>;
}

/**
 * Gives the function that asks fal for its unit prices, with the user's key, when the stored ones are older than a
 * day. Prices are a help: a failure here is not shown, and the prices of the list are used.
 */
export function createPriceRefresh({ access, connect, read, write }: PriceParts) {
  let running: Promise<void> | undefined;

  async function refreshNow(): Promise<void> {
    const [way, stored] = await Promise.all([access(), read()]);
    if (way.kind !== "key" || !needsPrices(stored, way, Date.now())) return;
    // Before the call: a worker that dies in it must not ask at every start.
    await write({ ...stored, tried: Date.now() });
    const prices = await askPrices(connect(way.key));
    // Another key meanwhile: these are not its prices.
    const now = await access();
    if (!prices || now.kind !== "key" || now.key !== way.key) return;
    await write({ tried: Date.now(), told: { at: Date.now(), prices } });
  }

  return function refresh(): Promise<void> {
    running ??= refreshNow()
      .catch(() => undefined)
      .finally(() => {
        running = undefined;
      });
    return running;
  };
}

/** All prices in one call; when one endpoint that fal does not know spoils it, each for itself. */
async function askPrices(fal: Pick<FalPlatform, "prices">): Promise<UnitPrices | undefined> {
  try {
    return parsePrices(await fal.prices(pricedEndpoints));
  } catch (error) {
    if (!isSpoilt(error)) throw error;
  }
  const found: UnitPrices[] = [];
  for (const endpoint of pricedEndpoints) {
    try {
      found.push(parsePrices(await fal.prices([endpoint])) ?? {});
    } catch (error) {
      if (!isSpoilt(error)) throw error;
    }
  }
  return Object.assign({}, ...found) as UnitPrices;
}

/** An answer about the endpoints that were asked for, not about the key or fal's health. */
const isSpoilt = (error: unknown) => error instanceof FalHttpError && [400, 404, 422].includes(error.status);
