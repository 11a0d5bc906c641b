import pLimit from "p-limit";
import type { Generation, GenerationIn, Move } from "../domain/generation";
import { queueLine, receivedLine, runningLine, storedLine } from "../domain/log-lines";
import { FailureError, toFailure } from "../failure/failure";
import type { Fal } from "../fal/client";
import {
  detailOf,
  errorIn,
  FalHttpError,
  type FalResult,
  isEndpointMissing,
  isPassing,
  isStillRunning,
  type QueueStatus,
  toFailureError,
} from "../fal/responses";
import { inspectResult } from "../image/normalize";
import { backoff, wait } from "../net/backoff";
import type { RunnerParts } from "./dependencies";
import { followRequest } from "./follow";
import type { Journal } from "./journal";
import { isUnreachable, type RetryPolicy } from "./retry-reads";
import type { Submit } from "./submit";

/** A cancelled request that is still in fal's queue after so many looks, half a second apart, will not be run. */
const looksAfterCancel = 10;
/** fal gets this long (ms) for one request, then the user is asked. Not by the clock on the wall, which jumps. */
const followFor = 2 * 60 * 60 * 1000;

/** So often a result may still be on its way after COMPLETED: about five minutes. */
const maxEarlyLooks = 60;

/** So many streams are open at once: browsers open 6 connections to a host over HTTP/1.1, the others are polled. */
const maxStreams = 4;
/** So many pictures are in the memory at once. */
const maxDownloads = 4;

/** So many lines of the log may tell positions in the queue. */
const maxPositionLines = 30;

/** What has been reported of the queue while one request is followed. */
interface ReportedStatus {
  line: string;
  positions: number;
}

interface ReceiveParts extends Pick<RunnerParts, "db" | "connect"> {
  journal: Journal;
  retryPolicy: RetryPolicy;
  fallBack: Submit["fallBack"];
}

/** The free steps: `running` -> `saving` -> `done`. All of them only read, and may be repeated. */
export function createReceive({ db, connect, journal, retryPolicy, fallBack }: ReceiveParts) {
  const { transition, appendLog, fail, markCancelled } = journal;
  const { retryRead } = retryPolicy;
  const streams = { free: maxStreams };
  const downloads = pLimit(maxDownloads);

  async function follow(running: GenerationIn<"running">, signal: AbortSignal): Promise<void> {
    const fal = await connect();
    if (running.cancelRequested && (await settleCancel(fal, running, signal))) return markCancelled(running);
    const deadline = performance.now() + followFor;
    for (let looks = 1; ; looks++) {
      const last = await untilOver(fal, running, signal, deadline);
      if (last.status === "CANCELLED") return markCancelled(running);
      try {
        return await receive(running, await readResult(fal, running, errorIn(last), signal));
      } catch (error) {
        // COMPLETED was said too early, or by an event of the past.
        if (!(error instanceof FalHttpError && isStillRunning(error))) throw error;
        if (looks >= maxEarlyLooks) throw new FailureError("fal_odd_answer", detailOf(error.body));
        await wait(backoff(looks - 1, 500, 5_000), signal);
      }
    }
  }

  async function untilOver(
    fal: Fal,
    running: GenerationIn<"running">,
    signal: AbortSignal,
    deadline: number,
  ): Promise<QueueStatus> {
    const reported = { line: "", positions: 0 };
    const onStatus = (status: QueueStatus) => tell(running, status, reported);
    const look = () => readStatus(fal, running, signal);
    return followRequest(running, {
      stream: fal.stream,
      streams,
      readStatus: look,
      onStatus,
      signal,
      deadline,
    });
  }

  const readStatus = (fal: Fal, running: GenerationIn<"running">, signal: AbortSignal) =>
    retryRead(running, signal, () =>
      fal.status(running.endpoint, running.request, signal).catch(notByStatus),
    );

  /** The result. When the status reported an error (`reported`), it is asked once, for what it says more of that. */
  const readResult = (
    fal: Fal,
    running: GenerationIn<"running">,
    reported: FalHttpError | undefined,
    signal: AbortSignal,
  ) =>
    retryRead(running, signal, async () => {
      try {
        return await fal.result(running.endpoint, running.request, signal);
      } catch (error) {
        signal.throwIfAborted();
        throw reported && !isUnreachable(error) ? clearer(error, reported) : asLost(error);
      }
    });

  /**
   * Asks fal to cancel. True when fal has taken that and then does not run the request. Otherwise it is followed
   * on: what fal makes all the same is paid for, and is kept.
   */
  async function settleCancel(
    fal: Fal,
    running: GenerationIn<"running">,
    signal: AbortSignal,
  ): Promise<boolean> {
    try {
      await retryRead(running, signal, () => fal.cancel(running.endpoint, running.request, signal));
    } catch (error) {
      signal.throwIfAborted();
      // 400 says that it has ended, 404 that it is not known: the status tells what follows from that.
      await appendLog(running, `Cancel was answered: ${error instanceof Error ? error.message : error}`);
      return false;
    }
    for (let look = 0; look < looksAfterCancel; look++, await wait(500, signal)) {
      const { status } = await readStatus(fal, running, signal);
      if (status !== "IN_QUEUE") return status === "CANCELLED";
    }
    return true;
  }

  /** Writes what fal says of the queue, once per change: into the transition, and into the log while that is short. */
  async function tell(
    running: GenerationIn<"running">,
    status: QueueStatus,
    reported: ReportedStatus,
  ): Promise<void> {
    const line = statusLine(status);
    if (line === undefined || line === reported.line) return;
    reported.line = line;
    const phase = status.status === "IN_QUEUE" ? "in-queue" : "in-progress";
    await db.generations
      .where({ id: running.id, status: "running" })
      .modify((stored) => void Object.assign(stored, { phase, queuePosition: status.queue_position }));
    if (phase === "in-progress" || reported.positions++ < maxPositionLines) await appendLog(running, line);
  }

  async function receive(running: GenerationIn<"running">, result: FalResult): Promise<void> {
    const { seed, timings, images, has_nsfw_concepts } = result;
    // A flagged picture comes back black, with HTTP 200: it is no result (FAL).
    if (has_nsfw_concepts?.[0]) return fail(running, new FailureError("blocked"));
    const [image] = images;
    if (!image) return fail(running, new FailureError("fal_odd_answer"));
    const remote = { url: image.url, ...(seed !== undefined && { seed }), ...(timings && { timings }) };
    const { submittedAt, request } = running;
    const to: Move = { status: "saving", submittedAt, request, remote };
    await transition(running, to, receivedLine(seed));
  }

  /** What an error means for a request that fal had accepted. */
  async function concludeRefusal(running: GenerationIn<"running">, error: unknown): Promise<void> {
    const isAnswer = error instanceof FalHttpError;
    const isGone = isAnswer ? !isPassing(error) : toFailure(error).code === "request_lost";
    if (isGone && running.cancelRequested) return markCancelled(running);
    if (isAnswer && isEndpointMissing(error) && running.fallback) return fallBack(running, running.fallback);
    return fail(running, error);
  }

  async function save(saving: GenerationIn<"saving">, signal: AbortSignal): Promise<void> {
    const fal = await connect();
    const { url, ...report } = saving.remote;
    // A page in the picture's place is a read that failed, like any other.
    const read = () => downloads(async () => inspectResult(await fal.download(url, signal)));
    const { blob, size, thumbnail } = await retryRead(saving, signal, read);
    const { submittedAt, request } = saving;
    const facts = { submittedAt, request, finishedAt: Date.now(), ...size, bytes: blob.size, ...report };
    const done: Move = { status: "done", ...facts };
    // A picture counts as ours only when its bytes are stored: bytes and status are one transaction.
    await db.transaction("rw", [db.generations, db.logs, db.pixels, db.thumbnails], async () => {
      const moved = await transition(saving, done, storedLine(size.width, size.height, blob.size));
      // Deleted meanwhile: a picture without a transition would never be found again.
      if (!moved) return;
      await db.pixels.put({ id: saving.id, blob });
      await db.thumbnails.put({ id: saving.id, bytes: thumbnail });
    });
  }

  /** What an error in any of these steps leads to. */
  async function conclude(generation: Generation, error: unknown): Promise<void> {
    // fal has taken the request: what it does not take now is one more look.
    if (error instanceof FalHttpError && error.status === 429)
      return fail(generation, new FailureError("fal_throttled", toFailureError(error).failure.detail));
    return generation.status === "running" ? concludeRefusal(generation, error) : fail(generation, error);
  }

  return { follow, save, conclude };
}

/** A 404 that does not speak of the endpoint: fal has forgotten the request, for example while the computer slept. */
function asLost(error: unknown): unknown {
  const isLost = error instanceof FalHttpError && error.status === 404 && !isEndpointMissing(error);
  return isLost ? new FailureError("request_lost", detailOf(error.body)) : error;
}

/** A status decides nothing by refusing: a 404 is about the request, never the endpoint, the rest is odd. */
function notByStatus(error: unknown): never {
  if (!(error instanceof FalHttpError) || isPassing(error)) throw error;
  throw new FailureError(error.status === 404 ? "request_lost" : "fal_odd_answer", detailOf(error.body));
}

/** The result's own refusal where it says more than the error that the status `reported`. */
function clearer(error: unknown, reported: FalHttpError): FalHttpError {
  const isWord = error instanceof FalHttpError && !isPassing(error) && !isStillRunning(error);
  return isWord && detailOf(error.body) ? error : reported;
}

/** What a status is worth a line: COMPLETED says nothing that the result does not say better. */
function statusLine({ status, queue_position }: QueueStatus): string | undefined {
  if (status === "IN_PROGRESS") return runningLine();
  return status === "IN_QUEUE" && queue_position !== undefined ? queueLine(queue_position) : undefined;
}
