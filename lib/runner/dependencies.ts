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
   * Makes generations of the shoot whose turn it is, and hands over everything that can be worked on; called for one at
   * a time.
   */
  feed(hands: ShootHands): Promise<void>;
  /** Every log line, as it is written. */
  log(line: string): void;
}

/** Stores a new batch, the first `places` of it as `submitting` where nothing stands against it. Gives what is stored. */
export type StoreBatch = (places: number) => Promise<Generation[]>;

/** How a shoot hands over what is to be worked on. */
export interface ShootHands {
  take(workable: Generation[]): void;
  /** Has a new batch stored by `store`, the first of it as `submitting` where there are places; gives what is stored. */
  begin(batch: Generation[], store: StoreBatch): Promise<Generation[]>;
}
