import type { Generation } from "../domain/generation";
import type { Fal } from "../fal/client";
import type { FalPlatform } from "../fal/platform";
import type { PriceBook } from "../pricing/unit-prices";
import type { Db } from "../storage/db";

/** All that the runner needs. */
export interface RunnerParts {
  db: Db;
  /** fal as it can be reached now; throws `no_access`. */
  connect(): Promise<Fal>;
  /** The endpoints that fal is known not to offer; and the way to remember one. */
  missingEndpoints(): Promise<string[]>;
  rememberMissing(endpoint: string): Promise<void>;
  /** Reads a page of fal's request history; undefined where that cannot help: behind a proxy, or kept by nobody. */
  history(): Promise<FalPlatform["history"] | undefined>;
  /** Resolves when one more such call may be made. */
  takeHistoryTurn(signal: AbortSignal): Promise<void>;
  /** The unit prices that hold now. */
  book(): Promise<PriceBook>;
  /** Whether the browser knows that fal cannot be reached now. */
  isOffline(): Promise<boolean>;
  keepAlive: {
    /** Work begins. */
    start(): void;
    /** Nothing is being worked on, though something is open: the alarm brings the worker back. */
    pause(): void;
    /** Nothing is open. */
    stop(): void;
  };
  /**
   * Makes queued generations of the shoot whose turn it is, and hands over everything that can be worked on; called for
   * one at a time.
   */
  feed(take: (workable: Generation[]) => void): Promise<void>;
  /** Every log line, as it is written. */
  log(line: string): void;
}
