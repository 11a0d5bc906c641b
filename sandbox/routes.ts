import { type Behaviour, type Refusal, takeRefusal } from "./behaviour.ts";
import { answer, type Exchange, type Received, readBody } from "./exchange.ts";
import { answerCancel, answerResult, answerStatus, answerStream, answerSubmit } from "./fal-routes.ts";
import { type Fault, spoil, takeFault } from "./faults.ts";
import { pictureName } from "./model.ts";
import type { Queue } from "./queue.ts";
import { serveShop } from "./shop.ts";

/** All that a route may look at or change. */
export interface World {
  behaviour: Behaviour;
  pictures: Map<string, Buffer>;
  queue: Queue;
  /** Told of every request to fal's routes, when it has arrived and when its answer has left. */
  watchers: Set<Watcher>;
}

export type Watcher = (moment: "received" | "answered", entry: Received) => void;

const PROXY_PATH = "/api/fal/proxy";
const FAL_HOST = /(^|\.)fal\.(run|ai)$/;
const LOOPBACK = /^(127\.0\.0\.1|localhost|\[::1\])$/;

/** Finds who answers: the proxy, the media store, the shop or fal's queue. */
export async function route(exchange: Exchange, world: World): Promise<void> {
  const { req, entry } = exchange;
  if (!world.behaviour.keepAlive) exchange.res.setHeader("connection", "close");
  if (req.method === "OPTIONS") return answer(exchange, 204, null);
  const body = await readBody(req);
  if (!body) return answer(exchange, 413, { detail: "Request body too large" });
  if (exchange.target.pathname === PROXY_PATH && !enterProxy(exchange)) return;
  const { pathname, hostname } = exchange.target;
  const segments = pathname.split("/").filter(Boolean);
  const reading = req.method === "GET" || req.method === "HEAD";

  if (entry.via === "direct" && reading && /^\/(media|files)\//.test(pathname))
    return answerMedia(exchange, world);
  if (entry.via === "direct" && reading && segments[0] === "shop")
    return serveShop(exchange, segments.slice(1));
  const isQueue = hostname === "queue.fal.run" || LOOPBACK.test(hostname);
  if (!isQueue || segments.length < 2) return answer(exchange, 404, { detail: "Not Found" });
  return routeQueue(exchange, world, segments, body);
}

/** Makes the proxy's target the request's own; answers as @fal-ai/server-proxy does when it may not. */
function enterProxy(exchange: Exchange): boolean {
  const { entry, req } = exchange;
  entry.via = "proxy";
  const named = req.headers["x-fal-target-url"];
  if (typeof named !== "string" || !named) {
    answer(exchange, 400, { detail: "Missing the x-fal-target-url header" });
    return false;
  }
  const target = URL.parse(named);
  if (target?.protocol !== "https:" || !FAL_HOST.test(target.host)) {
    answer(exchange, 412, { detail: "Invalid x-fal-target-url header" });
    return false;
  }
  exchange.target = target;
  entry.path = target.pathname + target.search;
  return true;
}

async function routeQueue(exchange: Exchange, world: World, segments: string[], body: Buffer) {
  const { entry, req } = exchange;
  const at = segments.indexOf("requests");
  if (at < 0) {
    if (req.method !== "POST") return answer(exchange, 405, { detail: "Method Not Allowed" });
    entry.route = "submit";
    entry.endpoint = segments.join("/");
    entry.body = parseJson(body);
    announce(exchange, world);
    if (strike(exchange, world, "submit", true)) return answer(exchange, 200, {});
    strike(exchange, world, "submit");
    if (refused(exchange, world, ["submit"], entry.body) || turnedAway(exchange, world)) return;
    return answerSubmit(exchange, world, entry.endpoint);
  }
  const [application, id, action] = [
    segments.slice(0, at).join("/"),
    segments[at + 1],
    segments.slice(at + 2).join("/"),
  ];
  const operation = OPERATIONS[`${req.method} ${action}`];
  entry.endpoint = application;
  if (id) entry.requestId = id;
  // fal drops the endpoint's sub-path from these addresses, and refuses a client that leaves it in.
  if (at !== 2 || !operation) return answer(exchange, 405, { detail: "Method Not Allowed" });
  entry.route = operation.route;
  announce(exchange, world);
  const job = world.queue.find(id ?? "");
  if (operation.route !== "cancel") strike(exchange, world, operation.route, false, job?.body);
  if (refused(exchange, world, operation.refusedAt, job?.body)) return;
  if (turnedAway(exchange, world)) return;
  if (!job?.endpoint.startsWith(`${application}/`) || isForgotten(world, operation.route))
    return answer(exchange, 404, { detail: "Request not found" });
  entry.endpoint = job.endpoint;
  exchange.res.setHeader("x-fal-request-id", job.id);
  return operation.run(exchange, world, job);
}

interface Operation {
  route: "status" | "stream" | "result" | "cancel";
  refusedAt: Refusal["at"][];
  run: typeof answerStatus;
}

const OPERATIONS: Record<string, Operation | undefined> = {
  "GET ": { route: "result", refusedAt: ["result"], run: answerResult },
  "GET status": { route: "status", refusedAt: ["status"], run: answerStatus },
  "GET status/stream": { route: "stream", refusedAt: ["status", "stream"], run: answerStream },
  "PUT cancel": { route: "cancel", refusedAt: ["cancel"], run: answerCancel },
};

function refused(exchange: Exchange, world: World, at: Refusal["at"][], body: unknown): boolean {
  const refusal = takeRefusal(world.behaviour, at, promptOf(body));
  if (refusal) answer(exchange, refusal.status, refusal.body, refusal.headers);
  return refusal !== undefined;
}

const promptOf = (body: unknown) => ({ prompt: undefined, ...(body as object | undefined) }).prompt;

/** The proxy has a key of its own; everyone else must show one, on an account that can pay. */
function turnedAway(exchange: Exchange, { behaviour }: World): boolean {
  const { entry } = exchange;
  if (entry.via === "direct" && entry.authorization !== `Key ${behaviour.key}`) {
    answer(exchange, 401, { detail: "No user found for Key ID and Secret" });
    return true;
  }
  if (behaviour.locked) {
    const reason = "Exhausted balance. Top up your balance at fal.ai/dashboard/billing.";
    answer(exchange, 403, { detail: `User is locked. Reason: ${reason}` });
  }
  return behaviour.locked;
}

/** Tells the watchers of a request, and of its answer when that has left. */
function announce({ entry, res }: Exchange, { watchers }: World) {
  for (const watcher of watchers) watcher("received", entry);
  res.on("finish", () => {
    for (const watcher of watchers) watcher("answered", entry);
  });
}

/** Arms the fault that is due at this point, if any. */
function strike(exchange: Exchange, world: World, at: Fault["at"], before = false, body?: unknown): boolean {
  const fault = takeFault(world.behaviour.faults, at, promptOf(body ?? exchange.entry.body), before);
  if (fault) exchange.spoil = (status, bytes) => spoil(exchange, fault.kind, status, bytes);
  return fault !== null;
}

/** Whether fal has lost this request, as far as this route can tell. */
function isForgotten({ behaviour }: World, route: Operation["route"]): boolean {
  return behaviour.forget === "accepted" || (behaviour.forget === "completed" && route === "result");
}

function answerMedia(exchange: Exchange, world: World) {
  exchange.entry.route = "media";
  const name = pictureName(exchange.target.pathname);
  announce(exchange, world);
  const { body } = world.queue.find(name.replace(/-\d+$/, "")) ?? {};
  strike(exchange, world, "media", false, body);
  if (refused(exchange, world, ["media"], body)) return;
  const picture = world.pictures.get(name);
  if (!picture) return answer(exchange, 404, { detail: "File not found" });
  answer(exchange, 200, picture, { "content-type": "image/jpeg", "content-length": String(picture.length) });
}

function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString());
  } catch {
    return undefined;
  }
}
