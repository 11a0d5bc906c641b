import { setTimeout as sleep } from "node:timers/promises";
import { writeUnits } from "./billing.ts";
import { checkInput } from "./check-input.ts";
import { applicationOf, findEndpoint } from "./endpoints.ts";
import { answer, type Exchange } from "./exchange.ts";
import type { Job } from "./job.ts";
import { unprocessable } from "./model.ts";
import type { Queue } from "./queue.ts";
import type { World } from "./world.ts";

/** Takes a request into the queue, whatever its body holds: fal finds out when it runs it. */
export async function answerSubmit(exchange: Exchange, world: World, endpoint: string) {
  const { behaviour, queue } = world;
  const { body } = exchange.entry;
  const found = findEndpoint(endpoint, behaviour);
  if (found.kind === "no application") {
    return answer(exchange, 404, { detail: `Application '${endpoint.split("/")[1]}' not found` });
  }
  if (body === undefined) {
    return answer(exchange, 422, {
      detail: [{ loc: ["body"], msg: "JSON decode error", type: "json_invalid" }],
    });
  }
  if (found.kind === "model" && behaviour.validate === "submit") {
    const checked = checkInput(found.endpoint, body, behaviour.echoInput);
    if (Array.isArray(checked)) return answer(exchange, 422, unprocessable(checked).body);
  }
  const keepsPayloads = exchange.req.headers["x-fal-store-io"] !== "0";
  const job = queue.submit({ endpoint, body, mediaBase: mediaBase(exchange), keepsPayloads });
  exchange.entry.requestId = job.id;
  exchange.res.setHeader("x-fal-request-id", job.id);
  if (behaviour.submitMs > 0) await sleep(behaviour.submitMs);
  answer(exchange, 200, { status: "IN_QUEUE", ...addresses(job), queue_position: queue.position(job) });
}

/** Clients of the real host name get fal's media host; all others find pictures where they found us. */
function mediaBase({ entry, origin, target }: Exchange): string {
  const asFal = entry.via === "direct" && target.hostname === "queue.fal.run";
  return asFal ? "https://v3.fal.media/files/sandbox" : `${origin}/media`;
}

/** Always on fal's own host: the extension follows no other, with or without a proxy. */
function addresses(job: Job) {
  const response_url = `https://queue.fal.run/${applicationOf(job.endpoint)}/requests/${job.id}`;
  const [status_url, cancel_url] = [`${response_url}/status`, `${response_url}/cancel`];
  return { request_id: job.id, response_url, status_url, cancel_url };
}

function describeStatus(job: Job, queue: Queue, withLogs: boolean) {
  const logs = withLogs ? job.logs : null;
  if (job.state === "IN_QUEUE") {
    return { status: job.state, ...addresses(job), queue_position: queue.position(job) };
  }
  if (job.state === "IN_PROGRESS") return { status: job.state, ...addresses(job), logs };
  const metrics = { inference_time: job.inferenceTime };
  return { status: job.state, ...addresses(job), logs, metrics, ...job.outcome?.error };
}

const wantsLogs = ({ target }: Exchange) => target.searchParams.get("logs") === "1";

/** 202 while pending, 200 when complete. */
export function answerStatus(exchange: Exchange, { queue }: World, job: Job) {
  const status = job.state === "COMPLETED" ? 200 : 202;
  answer(exchange, status, describeStatus(job, queue, wantsLogs(exchange)));
}

/** The same as server-sent events: the state now, then each change, until it is complete. */
export function answerStream(exchange: Exchange, { behaviour, queue }: World, job: Job) {
  const { res, entry } = exchange;
  if (!behaviour.stream) return answer(exchange, 404, { detail: "Not Found" });
  // A spoiled stream: whatever it would have said.
  if (exchange.spoil) return answer(exchange, 200, describeStatus(job, queue, false));
  entry.status = 200;
  res.writeHead(200, { "content-type": "text/event-stream; charset=utf-8", "cache-control": "no-store" });
  let last = "";
  let first = "";
  const push = () => {
    const line = JSON.stringify(describeStatus(job, queue, wantsLogs(exchange)));
    const event = `data: ${line}\n\n`;
    first ||= event;
    if (line !== last) res.write(behaviour.disorder ? event + event : event);
    last = line;
    if (job.state === "COMPLETED") res.end(behaviour.disorder ? first : undefined);
  };
  const cut = () => res.destroy();
  queue.changes.on(job.id, push);
  queue.ended.addEventListener("abort", cut);
  res.on("close", () => {
    queue.changes.off(job.id, push);
    queue.ended.removeEventListener("abort", cut);
  });
  push();
}

/** The result with what it cost, or the error that it carries. */
export function answerResult(exchange: Exchange, { behaviour }: World, { outcome }: Job) {
  if (!outcome) return answer(exchange, 400, { detail: "Request is still in progress" });
  const { billableUnits } = behaviour;
  if (outcome.charge && billableUnits !== null) {
    const units = billableUnits === "charged" ? writeUnits(outcome.charge.units) : billableUnits;
    exchange.res.setHeader("x-fal-billable-units", units);
  }
  answer(exchange, outcome.status, outcome.body);
}

/** 202 requested, 400 too late. */
export function answerCancel(exchange: Exchange, { queue }: World, job: Job) {
  if (queue.cancel(job) === "requested") return answer(exchange, 202, { status: "CANCELLATION_REQUESTED" });
  answer(exchange, 400, { status: "ALREADY_COMPLETED" });
}
