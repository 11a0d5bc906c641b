import pLimit from "p-limit";
import type { Generation, GenerationIn, Move } from "../domain/generation";
import { acceptedLine, fallbackLines, heldLine, sendingLine } from "../domain/log-lines";
import { type Failure, FailureError } from "../failure/failure";
import type { Accepted, Fal } from "../fal/client";
import {
  FalHttpError,
  isEndpointMissing,
  isFromGateway,
  maxRetryAfter,
  toFailureError,
} from "../fal/responses";
import { backoff, wait } from "../net/backoff";
import { removeHidden } from "../storage/generations";
import { runTables } from "../storage/shoot-runs";
import { readPlaces } from "../storage/shoot-turns";
import type { RunnerParts, StoreBatch } from "./dependencies";
import type { FindLost } from "./find-lost";
import type { HoldShoot } from "./hold-shoot";
import type { Journal } from "./journal";
import type { Requeue } from "./requeue";
import { busyRule } from "./retry-policy";
import type { RetryReads } from "./retry-reads";
import { readBody } from "./sent-body";

/** So many submits are under way at once: browsers open 6 connections to a host over HTTP/1.1. */
const concurrency = 4;

/** A paid step is never given up, so it listens to no signal. */
const never = new AbortController().signal;

/**
 * What a step gives: the generation after its move, where it is known without reading it again; `held` when its shoot
 * does not let it go on, and only the next `resume` takes it up again.
 */
export type Stepped = Generation | "held" | undefined;

interface Begun {
  stored: Promise<Generation[]>;
  /** Of the first of the batch, in its order. */
  steps: Promise<Stepped>[];
}

interface Prepared {
  fal: Fal;
  body: Record<string, unknown>;
}

interface SubmitParts extends Requeue {
  findLost: FindLost;
  holdShoot: HoldShoot;
}

/** The paid step: `queued` -> `submitting` -> `running`. A submit is never repeated by itself. */
export function createSubmit(
  parts: RunnerParts,
  { transition, appendLog, fail, markCancelled }: Journal,
  { waitUntilOnline }: RetryReads,
  { isCancelled, requeue, fallBack, findLost, holdShoot }: SubmitParts,
) {
  const { db } = parts;
  const busyCounts = new Map<string, number>();
  // Taken for the call alone: what waits stands in nobody's way.
  const slots = pLimit(concurrency);
  /** How many that belong to no shoot stand in line: they go first. */
  let singles = 0;

  /** Gives `held` when its shoot does not let it be sent now. */
  async function submit(queued: GenerationIn<"queued">, signal: AbortSignal): Promise<Stepped> {
    if (queued.fallback && (await isMissing(queued))) {
      await switchBefore(queued, queued.fallback);
      return undefined;
    }
    await waitUntilOnline(queued, heldLine(), signal);
    const pause = pauseBefore(queued, Date.now());
    if (pause > 0) await wait(pause, signal);
    return queued.shootId === undefined ? sendSingle(queued, signal) : sendOfShoot(queued, signal);
  }

  async function sendSingle(queued: GenerationIn<"queued">, signal: AbortSignal): Promise<Stepped> {
    singles += 1;
    return slots(() => {
      singles -= 1;
      return send(queued, signal);
    });
  }

  async function sendOfShoot(queued: GenerationIn<"queued">, signal: AbortSignal): Promise<Stepped> {
    for (;;) {
      // While a single one stands in line, its turn passes to the end of the line.
      const turn = await slots(async () => (singles > 0 ? "passed" : send(queued, signal)));
      if (turn !== "passed") return turn;
    }
  }

  async function send(queued: GenerationIn<"queued">, signal: AbortSignal): Promise<Stepped> {
    // While it waited the user may have cancelled, the connection gone, the endpoint been found missing by
    // another: the next step looks anew.
    if (signal.aborted || (await parts.isOffline()) || (queued.fallback && (await isMissing(queued))))
      return undefined;
    const request = await prepare(queued);
    const sending = sendingLine(queued.mode, queued.number, queued.batchSize);
    // The status is written before the call that it announces.
    const submitting = await db.transaction("rw", runTables(db), async () =>
      (await readPlaces(db, queued)) > 0
        ? transition(queued, { status: "submitting", submittedAt: Date.now() }, sending)
        : "held",
    );
    if (submitting === "held") return "held";
    return submitting?.status === "submitting" ? call(submitting, request) : undefined;
  }

  /**
   * Has a new batch stored by `store`: as many of it as there are places for as `submitting` already, which are then
   * sent. Gives what was stored, and for each of these what comes of its step.
   */
  function begin(batch: Generation[], store: StoreBatch): Begun {
    const [first] = batch;
    const places = Math.max(0, concurrency - slots.activeCount - slots.pendingCount);
    const request = first && places > 0 ? prepare(first) : undefined;
    const stored = parts.isOffline().then((isOffline) => store(isOffline ? 0 : places));
    // What goes wrong with either is told below, and by the press.
    request?.catch(() => undefined);
    const steps = batch.slice(0, places).map((_, i) =>
      slots(async () => {
        const own = (await stored.catch(() => []))[i];
        // Refused, by a limit or its shoot: there is nothing to go on with.
        if (!own || !request) return "held";
        return own.status === "submitting" ? sendStored(own, request) : own;
      }),
    );
    return { stored, steps };
  }

  async function sendStored(
    submitting: GenerationIn<"submitting">,
    preparing: Promise<Prepared>,
  ): Promise<Stepped> {
    const request = await preparing.catch(() => undefined);
    if (request) return call(submitting, request);
    // Nothing has left: the next step meets what is wrong.
    await requeue(submitting, { status: "queued" });
    return undefined;
  }

  /** fal as it is reached now, and the body. The data URLs exist only for the call. */
  async function prepare(generation: Generation): Promise<Prepared> {
    const [fal, body] = await Promise.all([parts.connect(), readBody(db, generation)]);
    return { fal, body };
  }

  /** The paid call. */
  async function call(submitting: GenerationIn<"submitting">, { fal, body }: Prepared): Promise<Stepped> {
    let accepted: Accepted;
    try {
      accepted = await fal.submit(submitting.endpoint, body);
    } catch (error) {
      return refused(submitting, error);
    }
    // Deleted with everything else while it was sent: nobody else is left who could take it back.
    const running = await accept(submitting, accepted);
    if (!running && !(await db.generations.get(submitting.id)))
      await fal.cancel(submitting.endpoint, accepted, never).catch(parts.log);
    return running;
  }

  const isMissing = async ({ endpoint }: Generation) => (await parts.missingEndpoints()).includes(endpoint);

  /** fal is known not to offer the first endpoint: the log says so, and nothing is sent there. */
  async function switchBefore(queued: GenerationIn<"queued">, fallback: string): Promise<void> {
    await db.generations.update(queued.id, { endpoint: fallback, fallback: undefined });
    await appendLog(queued, ...fallbackLines(queued.endpoint, { ...queued, endpoint: fallback }));
  }

  /** The request id is stored before anything else happens. Gives nothing when the generation has gone. */
  async function accept(
    submitting: GenerationIn<"submitting">,
    accepted: Accepted,
  ): Promise<Generation | undefined> {
    const { queuePosition, ...request } = accepted;
    const to: Move = {
      status: "running",
      submittedAt: submitting.submittedAt,
      request,
      phase: "in-queue",
      ...(queuePosition !== undefined && { queuePosition }),
    };
    busyCounts.delete(submitting.id);
    return transitionSurely(submitting, to, acceptedLine(request.requestId));
  }

  /** An accepted request is money: where its id cannot be stored, it is held in memory and tried again. */
  async function transitionSurely(...move: Parameters<typeof transition>): ReturnType<typeof transition> {
    for (let attempt = 0; ; attempt++) {
      try {
        return await transition(...move);
      } catch (error) {
        parts.log(`${move[2]}, and this could not be stored: ${error}`);
        db.revive();
        // What the user has deleted makes room, though it then cannot be taken back.
        await removeHidden(db, Number.POSITIVE_INFINITY).catch(() => undefined);
        await wait(backoff(attempt, 500, 5_000), never);
      }
    }
  }

  /** What an answer that accepted nothing leads to, or none at all. */
  async function refused(submitting: GenerationIn<"submitting">, error: unknown): Promise<Stepped> {
    const isWord = error instanceof FalHttpError && !isFromGateway(error);
    if (!isWord && !isNotFal(error)) await findLost.begin(submitting, lostBy(error));
    else if (isWord && (await isCancelled(submitting))) await markCancelled(submitting);
    else if (isWord && isEndpointMissing(error) && submitting.fallback)
      await fallBack(submitting, submitting.fallback);
    else if (isWord && busyRule.applies(error)) await waitForRoom(submitting, error);
    else if (await holdShoot(submitting, error)) return "held";
    else await fail(submitting, error);
    return undefined;
  }

  async function waitForRoom(submitting: GenerationIn<"submitting">, error: unknown): Promise<void> {
    const count = (busyCounts.get(submitting.id) ?? 0) + 1;
    if (count >= busyRule.maxFailures) {
      busyCounts.delete(submitting.id);
      return fail(submitting, error);
    }
    busyCounts.set(submitting.id, count);
    const delay = busyRule.delay(count, error);
    const to: Move = { status: "queued", notBefore: Date.now() + delay };
    await requeue(submitting, to, busyRule.line(error, delay));
  }

  return { submit, begin };
}

/** No answer, or one that cannot be read: it is looked for, and only the user may say whether to send it again. */
function lostBy(error: unknown): Failure {
  const detail = error instanceof FalHttpError ? toFailureError(error).failure.detail : undefined;
  return new FailureError("submit_unanswered", detail).failure;
}

/** How long (ms) fal still wants to be left alone. A clock that has jumped could say years: that is not believed. */
function pauseBefore({ notBefore }: GenerationIn<"queued">, now: number): number {
  const left = (notBefore ?? now) - now;
  return left <= maxRetryAfter ? left : 0;
}

/** It never left, or whoever answered was not fal: nothing was accepted. */
const isNotFal = (error: unknown) =>
  error instanceof FailureError && ["not_sent", "fal_redirected", "proxy_wrong"].includes(error.failure.code);
