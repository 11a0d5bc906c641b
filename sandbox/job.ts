import type { Charge } from "./billing.ts";

/** What a request came to: the answer of its result route. */
export interface Outcome {
  status: number;
  body: unknown;
  /** What COMPLETED says beside it: fal has no FAILED status. */
  error?: { error: string; error_type: string };
  /** Only what was made is charged: no refusal, no error. */
  charge?: Charge;
}

/** One accepted request. */
export interface Job {
  id: string;
  endpoint: string;
  body: unknown;
  /** Where its pictures will be said to lie. */
  mediaBase: string;
  /** Whether the request history has its input and output: not with `X-Fal-Store-IO: 0`. */
  keepsPayloads: boolean;
  state: "IN_QUEUE" | "IN_PROGRESS" | "COMPLETED";
  /** How many strangers' requests are still before ours: a queue nobody sees would not move. */
  strangers: number;
  logs: { message: string; level: "INFO"; source: "USER"; timestamp: string }[];
  acceptedAt: number;
  /** 0 as long as it has not begun, or not ended. */
  startedAt: number;
  endedAt: number;
  inferenceTime: number;
  outcome: Outcome | null;
}
