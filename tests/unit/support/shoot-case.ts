import "fake-indexeddb/auto";
import { vi } from "vitest";
import { type Generation, openStatuses, type Status } from "../../../lib/domain/generation";
import type { EntryEstimate } from "../../../lib/domain/ledger";
import { openEntry } from "../../../lib/domain/ledger";
import { FailureError } from "../../../lib/failure/failure";
import type { Spend } from "../../../lib/pricing/spend";
import { createShootFeeder } from "../../../lib/runner/feed-shoot";
import { createRunner } from "../../../lib/runner/runner";
import { createShootCommands } from "../../../lib/runner/shoot-commands";
import type { Shoot } from "../../../lib/shoot/shoot";
import { addToLedger, moveTables } from "../../../lib/storage/ledger";
import { createCommandParts } from "./command-parts";
import { prepared } from "./records";
import { createRunCase } from "./run-case";
import { shootOf } from "./shoots";

export type ShootCase = Awaited<ReturnType<typeof createShootCase>>;

/** A runner that makes a shoot's pictures at a fake fal, with a limit that can be set. */
export async function createShootCase() {
  const to = await createRunCase();
  const { db } = to;
  /** So many pictures may still be asked for. */
  const money = { left: Number.POSITIVE_INFINITY };
  const spend = vi.fn<Spend>(async (request, now, write) => {
    if (request.images > money.left) throw new FailureError("daily_limit", "3");
    const each: EntryEstimate = { cautiousUsd: 0 };
    const tables = [...moveTables(db), db.references, db.thumbnails, db.pixels, db.shoots];
    await db.transaction("rw", tables, async () => {
      await write(each, async (written) => {
        money.left -= written.length;
        await addToLedger(
          db,
          written.map((one) => openEntry(one, now, each)),
        );
      });
    });
  });

  /** As after a new start of the worker: nothing in hand, nothing remembered. */
  function start() {
    const paid = createCommandParts(db, { spend });
    const { connect, history, takeHistoryTurn, book, isOffline, keepAlive, rememberMissing, memory } = to;
    const runner = createRunner({
      ...{ db, connect, history, takeHistoryTurn, book, isOffline, keepAlive, rememberMissing },
      missingEndpoints: async () => memory.missing,
      feed: createShootFeeder(paid),
      log: () => {},
    });
    return { runner, hasAccess: paid.hasAccess, ...createShootCommands({ ...paid, runner }) };
  }

  /** A shoot with the pictures that it needs. */
  async function plan(changes: Partial<Shoot> = {}): Promise<Shoot> {
    const shoot = shootOf(changes);
    for (const id of shoot.referenceIds) {
      const { jpeg, size, original } = prepared(`picture ${id}`);
      const receipt = { rung: "file" as const, source: id, original };
      await db.references.put({ id, role: "product", createdAt: 1, ...size, bytes: jpeg.size, receipt });
      await db.pixels.put({ id, blob: jpeg });
    }
    await db.shoots.put(shoot);
    return shoot;
  }

  const read = async (id: string) => (await db.shoots.get(id))!;
  const made = async (status?: Status): Promise<Generation[]> =>
    (await db.generations.orderBy("createdAt").toArray()).filter((one) => !status || one.status === status);
  /** `cell status`, in the order in which they were asked for. */
  const list = async () => (await made()).map(({ cell, status }) => `${cell ?? "-"} ${status}`);
  const openNow = async () => db.generations.where("status").anyOf(openStatuses).count();

  /** Waits until `is` holds. */
  async function until(is: () => Promise<boolean> | boolean): Promise<void> {
    for (const began = performance.now(); performance.now() - began < 20_000; ) {
      if (await is()) return;
      await new Promise((resolve) => setImmediate(resolve));
    }
    throw new Error(`never: ${await list()}; ${JSON.stringify(await db.shoots.toArray())}`);
  }
  const untilState = (id: string, state: Shoot["state"]) =>
    until(async () => (await read(id)).state === state && (await openNow()) === 0);

  return { ...to, money, spend, start, plan, readShoot: read, made, list, openNow, until, untilState };
}

/** A command's payload with a press of its own. */
export const press = <A extends string>(id: string, action: A) => ({
  ...{ id, action },
  press: crypto.randomUUID(),
});
