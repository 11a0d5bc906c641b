import { type Behaviour, type Refusal, takeRefusal } from "./behaviour.ts";
import { answer, type Exchange, type Received } from "./exchange.ts";
import { type Fault, spoil, takeFault } from "./faults.ts";
import type { Painted } from "./paint.ts";
import type { Queue } from "./queue.ts";

/** All that a route may look at or change. */
export interface World {
  behaviour: Behaviour;
  pictures: Map<string, Painted>;
  queue: Queue;
  /** Told of every request to fal's routes, when it has arrived and when its answer has left. */
  watchers: Set<Watcher>;
}

export type Watcher = (moment: "received" | "answered", entry: Received) => void;

/** Tells the watchers of a request, and of its answer when that has left. */
export function announce({ entry, res }: Exchange, { watchers }: World): void {
  for (const watcher of watchers) watcher("received", entry);
  res.on("finish", () => {
    for (const watcher of watchers) watcher("answered", entry);
  });
}

/** Arms the fault that is due at this point for a request with this body, if any. */
export function strike(exchange: Exchange, world: World, at: Fault["at"], body?: unknown, before = false) {
  const fault = takeFault(world.behaviour.faults, at, promptOf(body), before);
  if (fault) exchange.spoil = (status, bytes) => spoil(exchange, fault.kind, status, bytes);
  return fault !== null;
}

/** Gives the refusal that is due at this point for a request with this body, if any. */
export function refused(exchange: Exchange, world: World, at: Refusal["at"][], body?: unknown): boolean {
  const refusal = takeRefusal(world.behaviour, at, promptOf(body));
  if (refusal) answer(exchange, refusal.status, refusal.body, refusal.headers);
  return refusal !== undefined;
}

const promptOf = (body: unknown) => ({ prompt: undefined, ...(body as object | undefined) }).prompt;

/** The proxy has a key of its own; everyone else must show the one that is known. */
export function hasKey({ entry }: Exchange, { behaviour }: World): boolean {
  return entry.via === "proxy" || entry.authorization === `Key ${behaviour.key}`;
}
