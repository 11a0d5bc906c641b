import { type Generation, type GenerationIn, isOpen, type Status } from "../domain/generation";
import { cancelLine } from "../domain/log-lines";
import { FailureError, toFailure } from "../failure/failure";
import { FalHttpError } from "../fal/responses";
import { backoff, wait } from "../net/backoff";
import { moveTables } from "../storage/ledger";
import { isAnyShootLive, readWorkable } from "../storage/shoot-turns";
import { createConclude } from "./conclude";
import type { RunnerParts, StoreBatch } from "./dependencies";
import { createFindLost } from "./find-lost";
import { createHoldShoot } from "./hold-shoot";
import { createJournal } from "./journal";
import { createRequeue } from "./requeue";
import { createRetryReads } from "./retry-reads";
import { createFollow } from "./running";
import { createSave } from "./saving";
import { createSubmit, type Stepped } from "./submit";

/** What nobody expected is tried again so often in a row (about a minute) before it is an end. */
const maxFaults = 6;

/** It has just come to fal itself; or has left it, and with that move the next one was asked for already. */
const isFedElsewhere = (one: Generation | undefined) => one?.status === "running" || one?.status === "saving";

const isUnexpected = (error: unknown) =>
  !(error instanceof FalHttpError) && toFailure(error).code === "unexpected";

export interface Runner {
  /** Takes up every open generation that is not being worked on yet. Idempotent: call it at every start. */
  resume(): Promise<void>;
  /**
   * Has a new batch stored by `store`, and takes it up: what there are places for is sent in the same breath, and
   * nobody need read what is open before it. Throws what `store` throws.
   */
  begin(batch: Generation[], store: StoreBatch): Promise<void>;
  /** The user cancels: these end as `cancelled`, unless fal finishes all the same. */
  cancel(ids: string[]): Promise<void>;
}

/**
 * Takes every open generation to its end, by one move at a time:
 *
 *     queued -> submitting -> running -> saving -> done     (failed, cancelled)
 */
export function createRunner(parts: RunnerParts): Runner {
  const { db } = parts;
  const journal = createJournal(db, parts.log);
  const reads = createRetryReads(journal, parts.isOffline);
  const requeue = createRequeue(parts, journal);
  const findLost = createFindLost(parts, journal, reads);
  const holdShoot = createHoldShoot(db, journal, requeue);
  const { submit, begin: beginSubmits } = createSubmit(parts, journal, reads, {
    ...requeue,
    findLost,
    holdShoot,
  });
  const { begin: beginDownload, save } = createSave(parts, journal, reads, () => feeding);
  const follow = createFollow(parts, journal, reads, { beginDownload, feed });
  const conclude = createConclude(journal, requeue);
  const active = new Map<string, AbortController>();

  async function step(generation: Generation, signal: AbortSignal): Promise<Stepped> {
    if (generation.status === "queued") return submit(generation, signal);
    if (generation.status === "running") return follow(generation, signal);
    if (generation.status === "saving") return save(generation, signal);
    // `submitting` without a request id and not in our hands: fal's history may know whether it was received.
    if (generation.status === "submitting") await findLost.look(generation, signal);
    return undefined;
  }

  /** Steps one generation until it has ended or the signal takes it out of hand. */
  async function run(read: Generation, signal: AbortSignal, begun: Promise<Stepped>): Promise<void> {
    let last = begun;
    for (let faults = 0; ; ) {
      try {
        const known = await last;
        if (known === "held") return;
        const generation: Generation | undefined = known ?? (await db.generations.get(read.id));
        // There may be room for the next of its shoot.
        if (generation !== read && read.shootId !== undefined && !isFedElsewhere(generation)) feed();
        if (signal.aborted || !generation || !isOpen(generation)) return;
        last = stepOrConclude(generation, signal, faults);
        await last;
        faults = 0;
      } catch (fault) {
        last = Promise.resolve(undefined);
        if (signal.aborted) return;
        // Not even a failure can be written (disk full), or the fault is the browser's or our own: tried again. A paid
        // step is never behind this, only what has been read of it.
        parts.log(`A step broke off and is tried again: ${fault}`);
        db.revive();
        await wait(backoff(faults++, 1_000), signal).catch(() => undefined);
      }
    }
  }

  async function stepOrConclude(
    generation: Generation,
    signal: AbortSignal,
    faults: number,
  ): Promise<Stepped> {
    try {
      return await step(generation, signal);
    } catch (error) {
      if (signal.aborted) return undefined;
      // A request that may be paid for is looked for again, whatever went wrong with the looking.
      if (generation.status === "submitting") throw error;
      // A worker that is being stopped is told "No SW" by the browser's own calls. That ends nothing.
      if (isUnexpected(error) && faults < maxFaults) throw error;
      if (await holdShoot(generation, error)) return "held";
      await conclude(generation, error);
      return undefined;
    }
  }

  /** Takes one up, from the step on that has `begun`, if one has. */
  function take(generation: Generation, begun: Promise<Stepped> = Promise.resolve(generation)): void {
    const { id } = generation;
    if (active.has(id)) return;
    const controller = new AbortController();
    active.set(id, controller);
    parts.keepAlive.start();
    void run(generation, controller.signal, begun).finally(() => {
      active.delete(id);
      // Stopped by a cancel: taken up again, now that the record says that it was asked for.
      if (controller.signal.aborted) void resume();
      else if (active.size === 0) void relax();
    });
  }

  function takeAll(workable: readonly Generation[]): void {
    for (const generation of workable) take(generation);
  }

  /** Nothing is being worked on: the alarm stays only for what could not be taken to its end, and for a shoot that runs. */
  async function relax(): Promise<void> {
    const isNeeded = await hasWork().catch(() => true);
    if (active.size > 0 || feeding) return;
    if (isNeeded) parts.keepAlive.pause();
    else parts.keepAlive.stop();
  }

  const hasWork = async () => (await readWorkable(db)).length > 0 || (await isAnyShootLive(db));

  async function takeWorkable(): Promise<void> {
    takeAll(await readWorkable(db));
  }

  let feeding: Promise<void> | undefined;
  let isFeedWanted = false;

  /** Has the shoot whose turn it is made as many queued as it may, and takes these up; once more when asked meanwhile. */
  function feed(): void {
    isFeedWanted = true;
    feeding ??= feedNow()
      .catch((fault) => parts.log(`A shoot could not go on: ${fault}`))
      .finally(() => {
        feeding = undefined;
        // Asked for in the very moment of its end.
        if (isFeedWanted) feed();
        else if (active.size === 0) void relax();
      });
  }

  async function feedNow(): Promise<void> {
    do {
      isFeedWanted = false;
      await parts.feed({ take: takeAll, begin: beginBatch });
    } while (isFeedWanted);
  }

  /** Has a batch stored, and those of it that are sent at once in hand before anybody else can read them. */
  function beginBatch(batch: Generation[], store: StoreBatch): Promise<Generation[]> {
    const { stored, steps } = beginSubmits(batch, store);
    steps.forEach((step, i) => {
      const generation = batch[i];
      if (generation) take(generation, step);
    });
    return stored;
  }

  async function begin(batch: Generation[], store: StoreBatch): Promise<void> {
    takeAll(await beginBatch(batch, store));
  }

  async function resume(): Promise<void> {
    const [isShootLive] = await Promise.all([isAnyShootLive(db), takeWorkable()]);
    if (isShootLive) {
      parts.keepAlive.start();
      feed();
    } else if (active.size === 0) parts.keepAlive.stop();
  }

  async function cancel(ids: string[]): Promise<void> {
    for (const id of ids) {
      // Read and written as one: a step that moves it at the same moment comes before or after, never between.
      const status = await db.transaction("rw", moveTables(db), () => requestCancel(id));
      if (status === "queued" || status === "running" || status === "cancelled")
        active.get(id)?.abort(new FailureError("interrupted"));
    }
  }

  async function requestCancel(id: string): Promise<Status | undefined> {
    const generation = await db.generations.get(id);
    if (generation?.status === "queued") await journal.markCancelled(generation);
    // A submit is never cut off, because its outcome is money: the word waits in the record.
    if (generation?.status === "submitting" || generation?.status === "running") {
      const word: GenerationIn<"submitting" | "running"> = { ...generation, cancelRequested: true };
      await db.generations.put(word);
      await journal.appendLog(generation, cancelLine());
    }
    return generation?.status;
  }

  return { resume, begin, cancel };
}
