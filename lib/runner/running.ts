import type { Generation, GenerationIn, Move } from "../domain/generation";
import { queueLine, receivedLine, runningLine } from "../domain/log-lines";
import { FailureError } from "../failure/failure";
import type { Fal } from "../fal/client";
import {
  detailOf,
  errorIn,
  FalHttpError,
  isEndpointMissing,
  isPassing,
  isStillRunning,
  type QueueStatus,
} from "../fal/responses";
import { backoff, wait } from "../net/backoff";
import { createOpenCount } from "../net/open-count";
import { costOf, parseBillableUnits } from "../pricing/cost";
import type { RunnerParts } from "./dependencies";
import { followRequest } from "./follow";
import type { Journal } from "./journal";
import { readRules } from "./retry-policy";
import type { RetryReads } from "./retry-reads";
import type { Save } from "./saving";

/** A cancelled request that is still in fal's queue after so many looks, half a second apart, will not be run. */
const looksAfterCancel = 10;
/** fal gets this long (ms) for one request, then the user is asked. Not by the clock on the wall, which jumps. */
const followFor = 2 * 60 * 60 * 1000;
/** So often a result may still be on its way after COMPLETED: about five minutes. */
const maxEarlyLooks = 60;
/** So many lines of the log may tell positions in the queue. */
const maxPositionLines = 30;

/** One accepted request while it is followed. */
interface Followed {
  fal: Fal;
  running: GenerationIn<"running">;
  signal: AbortSignal;
  report: Report;
}

/** What was told of the queue while one request is followed: the last line, and how many were positions. */
interface Report {
  line: string;
  positions: number;
}

type Result = Awaited<ReturnType<Fal["result"]>>;

interface Next {
  beginDownload: Save["begin"];
  /** Asks for the next of a shoot. */
  feed(): void;
}

/** The step `running` -> `saving`. It only reads, and may be repeated. */
export function createFollow(
  { connect, book }: Pick<RunnerParts, "connect" | "book">,
  { transition, appendLog, fail, markCancelled, note }: Journal,
  { retryRead }: RetryReads,
  { beginDownload, feed }: Next,
) {
  const streams = createOpenCount();

  /** Gives it after its move, where it goes on. */
  async function follow(
    running: GenerationIn<"running">,
    signal: AbortSignal,
  ): Promise<Generation | undefined> {
    const report: Report = { line: "", positions: 0 };
    const followed = { fal: await connect(), running, signal, report };
    const isCancelled = running.cancelRequested && (await settleCancel(followed));
    const deadline = performance.now() + followFor;
    for (let looks = 1; !isCancelled; looks++) {
      const last = await untilOver(followed, deadline);
      if (last.status === "CANCELLED") break;
      try {
        return await receive(followed, await readResult(followed, errorIn(last)));
      } catch (error) {
        // COMPLETED was said too early, or by an event of the past.
        if (!(error instanceof FalHttpError && isStillRunning(error))) throw error;
        if (looks >= maxEarlyLooks) throw new FailureError("fal_odd_answer", detailOf(error.body));
        await wait(backoff(looks - 1, 500, 5_000), signal);
      }
    }
    await markCancelled(running);
    return undefined;
  }

  async function untilOver(followed: Followed, deadline: number): Promise<QueueStatus> {
    const { fal, running, signal } = followed;
    return followRequest(running, {
      stream: fal.stream,
      streams,
      maxStreams: fal.maxStreams,
      readStatus: () => readStatus(followed),
      onStatus: async (status) => tell(followed, status),
      signal,
      deadline,
    });
  }

  const readStatus = ({ fal, running, signal }: Followed) =>
    retryRead(running, signal, () =>
      fal.status(running.endpoint, running.request, signal).catch(notByStatus),
    );

  /** The result. When the status told an error (`reported`), it is asked once, for what it says more of that. */
  const readResult = ({ fal, running, signal }: Followed, reported: FalHttpError | undefined) =>
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
  async function settleCancel(followed: Followed): Promise<boolean> {
    const { fal, running, signal } = followed;
    try {
      await retryRead(running, signal, () => fal.cancel(running.endpoint, running.request, signal));
    } catch (error) {
      signal.throwIfAborted();
      // 400 says that it has ended, 404 that it is not known: the status tells what follows from that.
      await appendLog(running, `Cancel was answered: ${error instanceof Error ? error.message : error}`);
      return false;
    }
    for (let look = 0; look < looksAfterCancel; look++, await wait(500, signal)) {
      const { status } = await readStatus(followed);
      if (status !== "IN_QUEUE") return status === "CANCELLED";
    }
    return true;
  }

  /** Notes what fal says of the queue, once per change: in the record, and in the log while that is short. */
  function tell({ running, report }: Followed, status: QueueStatus): void {
    const line = statusLine(status);
    if (line === undefined || line === report.line) return;
    report.line = line;
    const phase = status.status === "IN_QUEUE" ? "in-queue" : "in-progress";
    const isTold = phase === "in-progress" || report.positions++ < maxPositionLines;
    const { queue_position: queuePosition } = status;
    const to = { phase, ...(queuePosition !== undefined && { queuePosition }) } as const;
    note(running.id, { ...to, lines: isTold ? [line] : [] });
  }

  async function receive(
    { fal, running, signal }: Followed,
    result: Result,
  ): Promise<Generation | undefined> {
    const { seed, timings, images, has_nsfw_concepts } = result;
    // A flagged picture comes back black, with HTTP 200: it is no result (FAL).
    const isBlocked = has_nsfw_concepts?.[0];
    const [image] = images;
    if (image && !isBlocked) beginDownload(fal, image.url, signal);
    const paid = await costIn(result, running);
    if (isBlocked || !image) {
      await fail(running, new FailureError(isBlocked ? "blocked" : "fal_odd_answer"), paid);
      return undefined;
    }
    const remote = { url: image.url, ...(seed !== undefined && { seed }), ...(timings && { timings }) };
    const { submittedAt, request } = running;
    const to: Move = { status: "saving", submittedAt, request, remote, ...paid };
    const moved = transition(running, to, receivedLine(seed));
    // Its place is free with this move: the database answers what comes next right behind it.
    if (running.shootId !== undefined) feed();
    return moved;
  }

  /** What fal says that a result cost; nothing where it does not, or not in a way that can be believed. */
  async function costIn(
    { billableUnits }: Result,
    { endpoint }: Generation,
  ): Promise<{ cost?: Generation["cost"] }> {
    const units = parseBillableUnits(billableUnits);
    if (units === undefined) return {};
    const usd = costOf(units, endpoint, await book());
    return { cost: { units, ...(usd !== undefined && { usd }) } };
  }

  return follow;
}

const isUnreachable = (error: unknown) => readRules.some((rule) => rule.untilOnline && rule.applies(error));

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
