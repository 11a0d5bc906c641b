import "fake-indexeddb/auto";
import { vi } from "vitest";
import { type Generation, isOpen } from "../../../lib/domain/generation";
import type { EndpointChoice } from "../../../lib/domain/request";
import type { FalPlatform } from "../../../lib/fal/platform";
import { listPrices } from "../../../lib/pricing/list-prices";
import { createRunner } from "../../../lib/runner/runner";
import { Db } from "../../../lib/storage/db";
import { addGenerations } from "../../../lib/storage/generations";
import { readLog } from "../../../lib/storage/logs";
import { createFakeFal } from "./fake-fal";
import { fromPicture, generationIn, prepared } from "./records";

export type RunCase = Awaited<ReturnType<typeof createRunCase>>;

/** A runner with its own database, a fake fal, and all that it was given to remember and to say. */
export async function createRunCase() {
  const db = new Db(crypto.randomUUID());
  const fal = createFakeFal();
  const said: string[] = [];
  const keepAlive = { start: vi.fn(), pause: vi.fn(), stop: vi.fn() };
  const connect = vi.fn(async () => fal);
  const memory: { missing: string[]; offline: boolean } = { missing: [], offline: false };
  const isOffline = async () => memory.offline;
  /** fal's request history; unset, it cannot help. */
  const history = vi.fn(async (): Promise<FalPlatform["history"] | undefined> => undefined);
  const takeHistoryTurn = vi.fn(async () => {});
  const book = async () => listPrices;
  const money = { history, takeHistoryTurn, book };
  /** What makes a shoot's queued ones; unset, there are none. */
  const feed = vi.fn(async () => {});
  const given = { db, connect, ...money, isOffline, keepAlive, feed };
  const rememberMissing = vi.fn(async (endpoint: string) => {
    memory.missing.push(endpoint);
  });
  const missingEndpoints = async () => memory.missing;
  const log = (line: string) => void said.push(line);
  /** As after a new start of the worker: nothing in hand. */
  const startRunner = () => createRunner({ ...given, missingEndpoints, rememberMissing, log });
  const runner = startRunner();
  await db.pixels.put({ id: "face-1", blob: prepared().jpeg });

  async function add(...generations: Generation[]): Promise<string[]> {
    await addGenerations(db, generations, () => [], Date.now());
    return generations.map(({ id }) => id);
  }
  async function read(id: string): Promise<Generation> {
    const found = await db.generations.get(id);
    if (!found) throw new Error("no such generation");
    return found;
  }
  /** Waits until the generation has come to an end; a held clock is moved on meanwhile. */
  async function end(id: string): Promise<Generation> {
    for (let turn = 0; turn < 4000; turn++) {
      const generation = await read(id);
      if (!isOpen(generation)) return generation;
      if (vi.isFakeTimers()) await vi.advanceTimersByTimeAsync(100);
      await new Promise((resolve) => setImmediate(resolve));
    }
    throw new Error(`still ${(await read(id)).status}`);
  }
  const readLines = async (id: string) => (await readLog(db, id)).map(({ text }) => text);
  const held = { ...given, fal, said, memory, runner, rememberMissing };
  return { ...held, startRunner, add, read, end, log: readLines };
}

/** A queued generation in image-to-image mode, whose init image is the stored face. */
export const faceJob = (choice: EndpointChoice = "auto"): Generation =>
  generationIn("queued", fromPicture({ referenceId: "face-1", role: "face" }, choice));

/** Takes one generation to its end. */
export async function runToEnd(to: RunCase, generation: Generation): Promise<Generation> {
  await to.add(generation);
  await to.runner.resume();
  return to.end(generation.id);
}

/** Only the clock that the product uses: fake-indexeddb lives on setImmediate. */
export function holdClock(): void {
  vi.useFakeTimers({
    toFake: ["setTimeout", "clearTimeout", "setInterval", "clearInterval", "Date", "performance"],
  });
}
