import { failureOf, Refusal } from "./errors";
import type { Fal } from "./fal";
import {
  FalAnswer,
  type FalResult,
  isEndpointMissing,
  isStillRunning,
  namesRequest,
  type QueueStatus,
  wordsOf,
} from "./fal-answers";
import { followRequest } from "./follow";
import type { Generation, GenerationIn, Move } from "./generation";
import type { Journal } from "./journal";
import { queueLine, receivedLine, runningLine, storedLine } from "./log";
import type { Patience } from "./patience";
import { inspectResult } from "./picture";
import type { RunnerParts } from "./runner";
import type { Submit } from "./submit";
import { backoff, wait } from "./waiting";

/** A cancelled request that is still in fal's queue after so many looks, half a second apart, will not be run. */
const looksAfterCancel = 10;
/** fal gets this long (ms) for one request, then the user is asked. Not by the clock on the wall, which jumps. */
const followFor = 2 * 60 * 60 * 1000;

interface ReceiveParts extends Pick<RunnerParts, "db" | "connect"> {
  journal: Journal;
  patience: Patience;
  fallBack: Submit["fallBack"];
}

/** The free steps: `running` -> `saving` -> `done`. All of them only read, and may be repeated. */
export function createReceive({ db, connect, journal, patience, fallBack }: ReceiveParts) {
  const { record, note, fail, endCancelled } = journal;
  const { readPatiently } = patience;

  async function follow(running: GenerationIn<"running">, signal: AbortSignal): Promise<void> {
    const fal = await connect();
    if (running.cancelRequested && (await settleCancel(fal, running, signal))) return endCancelled(running);
    const deadline = performance.now() + followFor;
    for (let looks = 0; ; looks++) {
      await untilCompleted(fal, running, signal, deadline);
      try {
        return await receive(running, await readResult(fal, running, signal));
      } catch (error) {
        // COMPLETED was said too early, or by an event of the past.
        if (!(error instanceof FalAnswer && isStillRunning(error))) throw error;
        await wait(backoff(looks, 500, 5_000), signal);
      }
    }
  }

  async function untilCompleted(
    fal: Fal,
    running: GenerationIn<"running">,
    signal: AbortSignal,
    deadline: number,
  ): Promise<void> {
    let said = "";
    const onStatus = async (status: QueueStatus) => {
      said = await tell(running, status, said);
    };
    const readStatus = () =>
      readPatiently(running, signal, () => fal.status(running.endpoint, running.request, signal));
    await followRequest(running, { stream: fal.stream, readStatus, onStatus, signal, deadline }).catch(
      (error) => {
        // A 404 here is about the request, never about the endpoint: that is proved by the submit or the result.
        if (error instanceof FalAnswer && error.status === 404)
          throw new Refusal("request_lost", wordsOf(error.body));
        throw error;
      },
    );
  }

  const readResult = (fal: Fal, running: GenerationIn<"running">, signal: AbortSignal) =>
    readPatiently(running, signal, () => fal.result(running.endpoint, running.request, signal));

  /** Asks fal to cancel. True when the request will not be run; false when it runs or has ended already. */
  async function settleCancel(
    fal: Fal,
    running: GenerationIn<"running">,
    signal: AbortSignal,
  ): Promise<boolean> {
    const { endpoint, request } = running;
    // 400 says that it has ended, 404 that it is not known: the status tells what follows from that.
    await readPatiently(running, signal, () => fal.cancel(endpoint, request, signal)).catch((error) => {
      signal.throwIfAborted();
      return note(running, `Cancel was answered: ${error.message}`);
    });
    for (let look = 0; look < looksAfterCancel; look++, await wait(500, signal)) {
      const { status } = await readPatiently(running, signal, () => fal.status(endpoint, request, signal));
      if (status !== "IN_QUEUE") return false;
    }
    return true;
  }

  /** Writes what fal says of the queue, once per change; gives the line that was said. */
  async function tell(running: GenerationIn<"running">, status: QueueStatus, said: string): Promise<string> {
    const line = statusLine(status);
    if (line === undefined || line === said) return said;
    const phase = status.status === "IN_QUEUE" ? "in-queue" : "in-progress";
    await db.generations
      .where({ id: running.id, status: "running" })
      .modify((stored) => void Object.assign(stored, { phase, queuePosition: status.queue_position }));
    await note(running, line);
    return line;
  }

  async function receive(running: GenerationIn<"running">, result: FalResult): Promise<void> {
    const { seed, timings, images, has_nsfw_concepts } = result;
    // A flagged picture comes back black, with HTTP 200: it is no result (FAL).
    if (has_nsfw_concepts?.[0]) return fail(running, new Refusal("blocked"));
    const [image] = images;
    if (!image) return fail(running, new Refusal("fal_odd_answer"));
    const remote = { url: image.url, ...(seed !== undefined && { seed }), ...(timings && { timings }) };
    const { submittedAt, request, cancelRequested } = running;
    const to: Move = {
      status: "saving",
      submittedAt,
      request,
      remote,
      ...(cancelRequested && { cancelRequested }),
    };
    await record(running, to, receivedLine(seed));
  }

  /** What an error means for a request that fal had accepted. */
  async function concludeRefusal(running: GenerationIn<"running">, error: unknown): Promise<void> {
    const isGone = error instanceof FalAnswer || failureOf(error).code === "request_lost";
    if (isGone && running.cancelRequested) return endCancelled(running);
    if (!(error instanceof FalAnswer)) return fail(running, error);
    // fal has forgotten the request, for example while the computer slept: no word about the endpoint.
    if (error.status === 404 && namesRequest(error))
      return fail(running, new Refusal("request_lost", wordsOf(error.body)));
    if (isEndpointMissing(error) && running.fallback) return fallBack(running, running.fallback);
    return fail(running, error);
  }

  async function save(saving: GenerationIn<"saving">, signal: AbortSignal): Promise<void> {
    const fal = await connect();
    const { url, ...report } = saving.remote;
    const bytes = await readPatiently(saving, signal, () => fal.download(url, signal));
    const { blob, size, thumbnail } = await inspectResult(bytes);
    const { submittedAt, request, cancelRequested } = saving;
    const facts = { submittedAt, request, finishedAt: Date.now(), ...size, bytes: blob.size, ...report };
    const done: Move = { status: "done", ...facts, ...(cancelRequested && { cancelRequested }) };
    // A picture counts as ours only when its bytes are stored: bytes and status are one transaction.
    await db.transaction("rw", [db.generations, db.logs, db.pixels, db.thumbnails], async () => {
      const moved = await record(saving, done, storedLine(size.width, size.height, blob.size));
      // Deleted meanwhile: a picture without a record would never be found again.
      if (!moved) return;
      await db.pixels.put({ id: saving.id, blob });
      await db.thumbnails.put({ id: saving.id, bytes: thumbnail });
    });
  }

  /** What an error in any of these steps leads to. */
  async function conclude(generation: Generation, error: unknown): Promise<void> {
    return generation.status === "running" ? concludeRefusal(generation, error) : fail(generation, error);
  }

  return { follow, save, conclude };
}

/** What a status is worth a line: COMPLETED says nothing that the result does not say better. */
function statusLine({ status, queue_position }: QueueStatus): string | undefined {
  if (status === "IN_PROGRESS") return runningLine();
  return status === "IN_QUEUE" && queue_position !== undefined ? queueLine(queue_position) : undefined;
}
