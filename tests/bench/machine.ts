import { availableParallelism, cpus, loadavg } from "node:os";

/** What it was measured on, and what else that did: a figure of a busy machine says so. */
export interface Machine {
  chromium: string;
  processor: string;
  processors: number;
  /** How many processes wanted a processor in the minute before, and in the last one (the bench itself wants about two). */
  loadBefore: number;
  loadAfter: number;
  at: string;
  seconds: number;
}

/** Begins to watch the machine; the function it gives tells of it. */
export function watchMachine(): (chromium: string) => Machine {
  const [loadBefore = 0] = loadavg();
  const began = Date.now();
  return (chromium) => ({
    chromium,
    processor: cpus()[0]?.model.trim() ?? "unknown",
    processors: availableParallelism(),
    loadBefore,
    loadAfter: loadavg()[0] ?? 0,
    at: new Date(began).toISOString().slice(0, 16),
    seconds: Math.round((Date.now() - began) / 1000),
  });
}

/** The same in a sentence. */
export function tellMachine(machine: Machine): string {
  const { chromium, processor, processors, loadBefore, loadAfter, at, seconds } = machine;
  const load = `load ${loadBefore.toFixed(1)} before, ${loadAfter.toFixed(1)} at the end`;
  return `Chromium ${chromium}, ${processors} processors (${processor}), ${at} UTC, ${seconds} s; ${load}.`;
}
