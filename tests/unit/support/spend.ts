import { vi } from "vitest";
import type { Spend } from "../../../lib/pricing/spend";

/** A paid press with no limits and no prices: it is only written. */
export const createFakeSpend = () =>
  vi.fn<Spend>(async (_request, _now, write) => {
    await write({ cautiousUsd: 0 }, async () => {});
  });
