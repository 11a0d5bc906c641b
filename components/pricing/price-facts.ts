import { useSyncExternalStore } from "react";
import { sendCommand } from "../../lib/messaging/send-command";
import { bookFrom, needsPrices } from "../../lib/pricing/price-book";
import type { RouteFacts } from "../../lib/pricing/priced-request";
import type { PriceBook } from "../../lib/pricing/unit-prices";
import {
  readAccess,
  readMissingEndpoints,
  readSetting,
  type SettingName,
  watchSetting,
} from "../../lib/storage/settings";

/** What every price on a page needs: the unit prices, and where requests go. */
export type PriceFacts = RouteFacts & { book: PriceBook };

/** What they are made of; a change of any makes them anew. */
const sources: SettingName[] = ["prices", "falKey", "proxyUrl", "endpointChoice", "missingEndpoints"];

async function readFacts(): Promise<PriceFacts> {
  const [stored, access, choice, missing] = await Promise.all([
    readSetting("prices"),
    readAccess(),
    readSetting("endpointChoice"),
    readMissingEndpoints(),
  ]);
  // The background asks fal, and only when it has to: a fresh price costs no call, and no message.
  if (needsPrices(stored, access, Date.now())) void sendCommand("prices", {});
  return { book: bookFrom(stored, access, Date.now()), choice: choice ?? "auto", missing };
}

/*
 * One for the whole page: a grid has dozens of prices, and each would else read and watch five settings.
 */
let facts: PriceFacts | undefined;
const listeners = new Set<() => void>();
let stop: (() => void) | undefined;

async function refresh(): Promise<void> {
  facts = await readFacts().catch(() => facts);
  for (const listener of listeners) listener();
}

const onVisible = () => void (document.visibilityState === "visible" && refresh());

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  if (!stop) {
    const stops = sources.map((name) => watchSetting(name, () => void refresh()));
    // A page that stays open shows tomorrow's prices, too.
    document.addEventListener("visibilitychange", onVisible);
    stop = () => {
      for (const end of stops) end();
      document.removeEventListener("visibilitychange", onVisible);
    };
    void refresh();
  }
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    stop?.();
    stop = undefined;
  };
}

/** The unit prices and routes that hold now; undefined until they are read. */
export function usePriceFacts(): PriceFacts | undefined {
  return useSyncExternalStore(subscribe, () => facts);
}
