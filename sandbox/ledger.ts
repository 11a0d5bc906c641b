import type { Charge } from "./billing.ts";
import { answer, type Exchange } from "./exchange.ts";
import type { Queue } from "./queue.ts";
import type { World } from "./world.ts";

/** One request that was charged. */
export interface LedgerRow extends Charge {
  requestId: string;
  endpoint: string;
  prompt: unknown;
  /** When it ended, in ms since 1970. */
  at: number;
  /** US dollars; null where the endpoint has no price in them. */
  cost: number | null;
}

/** All that was charged, in the order in which it ended. */
export function readLedger(queue: Queue): LedgerRow[] {
  const rows = queue.list().flatMap(({ id, endpoint, body, endedAt, outcome }) => {
    if (!outcome?.charge) return [];
    const { units, unitPrice } = outcome.charge;
    const { prompt } = body as { prompt?: unknown };
    // Millionths of a dollar's thousandth: far below what a float gets wrong.
    const cost = unitPrice === null ? null : Math.round(units * unitPrice * 1e9) / 1e9;
    return [{ requestId: id, endpoint, prompt, at: endedAt, units, unitPrice, cost }];
  });
  return rows.toSorted((a, b) => a.at - b.at);
}

/** The same for a person with a browser, and the sum. */
export function answerLedger(exchange: Exchange, { queue }: World): void {
  const rows = readLedger(queue);
  const total = rows.reduce((sum, { cost }) => sum + (cost ?? 0), 0);
  answer(exchange, 200, { rows, total: Math.round(total * 1e9) / 1e9 });
}
