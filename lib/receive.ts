import { failureOf, Refusal } from "./errors";
import type { Fal } from "./fal";
import { FalAnswer, type FalResult, isEndpointMissing, type QueueStatus, wordsOf } from "./fal-answers";
import { followRequest } from "./follow";
import type { Generation, GenerationIn, Move } from "./generation";
import type { Journal } from "./journal";
import { queueLine, receivedLine, runningLine, storedLine } from "./log";
import { inspectResult } from "./picture";
import type { RunnerParts } from "./runner";
import type { Submit } from "./submit";
import { wait } from "./waiting";

/** A cancelled request that is still in fal's queue after this long (ms) will not be run. */
const cancelGrace = 5_000;

/** The free steps: `running` -> `saving` -> `done`. All of them only read, and may be repeated. */
export function createReceive(
  { db, connect }: RunnerParts,
  journal: Journal,
  { fallBack }: Pick<Submit, "fallBack">,
) {
  const { record, note, fail, endCancelled, readPatiently } = journal;

  async function follow(running: GenerationIn<"running">, signal: AbortSignal): Promise<void> {
    const fal = await connect();
    if (running.cancelRequested && (await settleCancel(fal, running, signal))) return endCancelled(running);
    let said = "";
    const onStatus = async (status: QueueStatus) => {
      said = await tell(running, status, said);
    };
    await readPatiently(running, signal, () => followRequest(fal, running, onStatus, signal)).catch(
      (error) => {
        // A 404 here is about the request, never about the endpoint: that is proved by the submit or the result.
        if (error instanceof FalAnswer && error.status === 404)
          throw new Refusal("request_lost", wordsOf(error.body));
        throw error;
      },
    );
    const result = await readPatiently(running, signal, () =>
      fal.result(running.endpoint, running.request, signal),
    );
    await receive(running, result);
  }

  /** Asks fal to cancel. True when the request will not be run; false when it runs or has ended already. */
  async function settleCancel(
    fal: Fal,
    running: GenerationIn<"running">,
    signal: AbortSignal,
  ): Promise<boolean> {
    const { endpoint, request } = running;
    // 400 says that it has ended, 404 that it is not known: the status tells what follows from that.
    await fal
      .cancel(endpoint, request)
      .catch((error) => note(running, `Cancel was answered: ${error.message}`));
    for (const until = Date.now() + cancelGrace; Date.now() < until; await wait(500, signal)) {
      const { status } = await readPatiently(running, signal, () => fal.status(endpoint, request, signal));
      if (status !== "IN_QUEUE") return false;
    }
    return true;
  }

  /** Writes what fal says of the queue, once per change; gives the line that was said. */
  async function tell(running: GenerationIn<"running">, status: QueueStatus, said: string): Promise<string> {
    const position = status.queue_position;
    const inQueue = status.status === "IN_QUEUE";
    const line = !inQueue ? runningLine() : position === undefined ? said : queueLine(position);
    if (line === said) return said;
    const phase = inQueue ? "in-queue" : "in-progress";
    await db.generations
      .where({ id: running.id, status: "running" })
      .modify((stored) => void Object.assign(stored, { phase, queuePosition: position }));
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
      await db.pixels.put({ id: saving.id, blob });
      await db.thumbnails.put({ id: saving.id, bytes: thumbnail });
      await record(saving, done, storedLine(size.width, size.height, blob.size));
    });
  }

  /** What an error in any of these steps leads to. */
  async function conclude(generation: Generation, error: unknown): Promise<void> {
    return generation.status === "running" ? concludeRefusal(generation, error) : fail(generation, error);
  }

  return { follow, save, conclude };
}
