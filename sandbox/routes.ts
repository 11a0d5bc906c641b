import type { Refusal } from "./behaviour.ts";
import { answer, type Exchange, readBody } from "./exchange.ts";
import { answerCancel, answerResult, answerStatus, answerStream, answerSubmit } from "./fal-routes.ts";
import { answerLedger } from "./ledger.ts";
import { pictureName } from "./model.ts";
import { routePlatform } from "./platform-routes.ts";
import { enterProxy, proxyPath } from "./proxy.ts";
import { serveShop } from "./shop.ts";
import { announce, hasKey, refused, strike, type World } from "./world.ts";

const loopback = /^(127\.0\.0\.1|localhost|\[::1\])$/;

/** Finds who answers: the proxy, the media store, the shop, fal's platform API or its queue. */
export async function route(exchange: Exchange, world: World): Promise<void> {
  const { req, entry } = exchange;
  if (!world.behaviour.keepAlive) exchange.res.setHeader("connection", "close");
  if (req.method === "OPTIONS") return answer(exchange, 204, null);
  const body = await readBody(req);
  if (!body) return answer(exchange, 413, { detail: "Request body too large" });
  if (exchange.target.pathname === proxyPath && !enterProxy(exchange)) return;
  const { pathname, hostname } = exchange.target;
  const segments = pathname.split("/").filter(Boolean);
  const reading = req.method === "GET" || req.method === "HEAD";

  if (entry.via === "direct" && reading && /^\/(media|files)\//.test(pathname))
    return answerMedia(exchange, world);
  if (entry.via === "direct" && reading && segments[0] === "shop")
    return serveShop(exchange, segments.slice(1));
  if (entry.via === "direct" && reading && pathname === "/ledger.json") return answerLedger(exchange, world);
  if (hostname === "api.fal.ai" || (loopback.test(hostname) && pathname.startsWith("/v1/models/")))
    return routePlatform(exchange, world);
  const isQueue = hostname === "queue.fal.run" || loopback.test(hostname);
  if (!isQueue || segments.length < 2) return answer(exchange, 404, { detail: "Not Found" });
  return routeQueue(exchange, world, segments, body);
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
    if (strike(exchange, world, "submit", entry.body, true)) return answer(exchange, 200, {});
    strike(exchange, world, "submit", entry.body);
    if (refused(exchange, world, ["submit"], entry.body) || turnedAway(exchange, world)) return;
    return answerSubmit(exchange, world, entry.endpoint);
  }
  const [application, id, action] = [
    segments.slice(0, at).join("/"),
    segments[at + 1],
    segments.slice(at + 2).join("/"),
  ];
  const operation = operations[`${req.method} ${action}`];
  entry.endpoint = application;
  if (id) entry.requestId = id;
  // fal drops the endpoint's sub-path from these addresses, and refuses a client that leaves it in.
  if (at !== 2 || !operation) return answer(exchange, 405, { detail: "Method Not Allowed" });
  entry.route = operation.route;
  announce(exchange, world);
  const job = world.queue.find(id ?? "");
  if (operation.route !== "cancel") strike(exchange, world, operation.route, job?.body);
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

const operations: Record<string, Operation | undefined> = {
  "GET ": { route: "result", refusedAt: ["result"], run: answerResult },
  "GET status": { route: "status", refusedAt: ["status"], run: answerStatus },
  "GET status/stream": { route: "stream", refusedAt: ["status", "stream"], run: answerStream },
  "PUT cancel": { route: "cancel", refusedAt: ["cancel"], run: answerCancel },
};

/** Everyone must show a key, on an account that can pay. */
function turnedAway(exchange: Exchange, world: World): boolean {
  const { behaviour } = world;
  if (!hasKey(exchange, world)) {
    answer(exchange, 401, { detail: "No user found for Key ID and Secret" });
    return true;
  }
  if (behaviour.locked) {
    const reason = "Exhausted balance. Top up your balance at fal.ai/dashboard/billing.";
    answer(exchange, 403, { detail: `User is locked. Reason: ${reason}` });
  }
  return behaviour.locked;
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
  strike(exchange, world, "media", body);
  if (refused(exchange, world, ["media"], body)) return;
  const picture = world.pictures.get(name);
  if (!picture) return answer(exchange, 404, { detail: "File not found" });
  const { data, format } = picture;
  answer(exchange, 200, data, { "content-type": `image/${format}`, "content-length": String(data.length) });
}

function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString());
  } catch {
    return undefined;
  }
}
