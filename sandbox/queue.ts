import { randomUUID } from "node:crypto";
import { EventEmitter, setMaxListeners } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import type { Behaviour } from "./behaviour.ts";
import type { Job, Outcome } from "./job.ts";

export type Queue = ReturnType<typeof createQueue>;

/** The request store and its timeline. `run` makes the outcome; the queue decides when it shows. */
export function createQueue(behaviour: Behaviour, run: (job: Job) => Promise<Outcome>) {
  const jobs = new Map<string, Job>();
  const waiting: Job[] = [];
  const changes = new EventEmitter().setMaxListeners(0);
  const life = new AbortController();
  setMaxListeners(0, life.signal);
  let running = 0;

  function submit(order: Pick<Job, "endpoint" | "body" | "mediaBase" | "keepsPayloads">): Job {
    const times = { acceptedAt: Date.now(), startedAt: 0, endedAt: 0, inferenceTime: 0 };
    const start = { state: "IN_QUEUE", strangers: 2, outcome: null } as const;
    const job: Job = { id: randomUUID(), ...order, ...start, ...times, logs: [] };
    jobs.set(job.id, job);
    waiting.push(job);
    void approach(job).catch(ignoreEndOfLife);
    return job;
  }

  async function approach(job: Job) {
    while (job.strangers > 0) {
      await sleep(behaviour.queueMs / 3, undefined, { signal: life.signal });
      job.strangers -= 1;
      changes.emit(job.id);
    }
    await sleep(behaviour.queueMs / 3, undefined, { signal: life.signal });
    job.strangers = -1;
    startNext();
  }

  /** Begins what waits, as far as there is room; called again when there may be more. */
  function startNext() {
    while (running < behaviour.concurrency) {
      const next = waiting.find((job) => job.strangers < 0);
      if (!next) return;
      waiting.splice(waiting.indexOf(next), 1);
      void work(next).catch(ignoreEndOfLife);
      for (const job of waiting) changes.emit(job.id);
    }
  }

  async function work(job: Job) {
    running += 1;
    job.state = "IN_PROGRESS";
    job.startedAt = Date.now();
    log(job, "Sandbox: no model runs here, a picture is painted");
    changes.emit(job.id);
    const pause = sleep(behaviour.runMs, undefined, { signal: life.signal });
    const [outcome] = await Promise.all([run(job).catch(toServerError), pause]);
    running -= 1;
    complete(job, outcome);
    startNext();
  }

  function complete(job: Job, outcome: Outcome) {
    job.state = "COMPLETED";
    job.outcome = outcome;
    job.endedAt = Date.now();
    job.inferenceTime = job.startedAt ? (job.endedAt - job.startedAt) / 1000 : 0;
    changes.emit(job.id);
  }

  /** Takes a waiting request out; like fal's, one that runs may still finish. */
  function cancel(job: Job): "requested" | "already completed" {
    if (job.state === "COMPLETED") return "already completed";
    const index = waiting.indexOf(job);
    if (index >= 0) {
      waiting.splice(index, 1);
      const error = { error: "Request was cancelled", error_type: "client_cancelled" };
      complete(job, { status: 499, body: { detail: error.error, error_type: error.error_type }, error });
    }
    return "requested";
  }

  const position = (job: Job) => Math.max(job.strangers, 0) + Math.max(waiting.indexOf(job), 0);
  const close = () => life.abort();
  const find = (id: string) => jobs.get(id);
  /** In the order of arrival. */
  const list = () => [...jobs.values()];
  return { submit, startNext, cancel, position, close, changes, ended: life.signal, find, list };
}

function log(job: Job, message: string) {
  job.logs.push({ message, level: "INFO", source: "USER", timestamp: new Date().toISOString() });
}

function toServerError(error: unknown): Outcome {
  const failure = { error: String(error), error_type: "internal_server_error" };
  return { status: 500, body: { detail: failure.error, error_type: failure.error_type }, error: failure };
}

function ignoreEndOfLife(error: unknown) {
  if (!(error instanceof Error && error.name === "AbortError")) throw error;
}
