import { randomUUID } from "node:crypto";
import * as z from "zod";
import type { Refusal } from "./behaviour.ts";
import { priceOf } from "./billing.ts";
import { findEndpoint } from "./endpoints.ts";
import { answer, type Exchange } from "./exchange.ts";
import { type HistoryQuery, listHistory } from "./history.ts";
import { announce, hasKey, refused, strike, type World } from "./world.ts";

const errorTypes = {
  400: "validation_error",
  401: "authorization_error",
  403: "authorization_error",
  404: "not_found",
  405: "validation_error",
  429: "rate_limited",
  500: "server_error",
} as const;
type ErrorStatus = keyof typeof errorTypes;

const errorBody = (status: ErrorStatus, message: string) => ({
  error: { type: errorTypes[status], message, request_id: randomUUID() },
});

/** A refusal in the form of fal's platform API, to be set as a behaviour's `refuse`. */
export function platformRefusal(at: "pricing" | "history", status: ErrorStatus, times?: number): Refusal {
  const body = errorBody(status, `Refused by the sandbox with ${status}`);
  return { at, status, body, ...(times !== undefined && { times }) };
}

function fail(exchange: Exchange, status: ErrorStatus, message: string) {
  return answer(exchange, status, errorBody(status, message));
}

const routes = {
  "/v1/models/pricing": { name: "pricing", run: answerPrices },
  "/v1/models/requests/by-endpoint": { name: "history", run: answerHistory },
} as const;

/** What fal serves at `api.fal.ai`: prices and the request history, for a key. */
export function routePlatform(exchange: Exchange, world: World) {
  const { entry, req, target } = exchange;
  const path = target.pathname as keyof typeof routes;
  const found = Object.hasOwn(routes, path) ? routes[path] : undefined;
  if (!found) return fail(exchange, 404, "Resource not found");
  entry.route = found.name;
  announce(exchange, world);
  strike(exchange, world, found.name);
  if (refused(exchange, world, [found.name])) return;
  if (!hasKey(exchange, world)) return fail(exchange, 401, "Authentication required");
  if (req.method !== "GET") return fail(exchange, 405, "Method not allowed");
  return found.run(exchange, world);
}

const some = z.array(z.string().min(1)).min(1).max(50);

/** Repeated or with commas, as fal's documents say. */
const valuesOf = ({ target }: Exchange, name: string) =>
  target.searchParams.getAll(name).flatMap((value) => value.split(","));

function answerPrices(exchange: Exchange, { behaviour }: World) {
  const asked = some.safeParse(valuesOf(exchange, "endpoint_id"));
  if (!asked.success) return fail(exchange, 400, "endpoint_id: 1 to 50 endpoint IDs are required");
  const prices = [];
  for (const endpoint_id of new Set(asked.data)) {
    const exists = findEndpoint(endpoint_id, behaviour).kind === "model";
    const price = exists ? priceOf(endpoint_id, behaviour.prices) : null;
    if (price) prices.push({ endpoint_id, ...price });
    else if (behaviour.unknownPrice === "refused")
      return fail(exchange, 404, `Endpoint '${endpoint_id}' not found`);
  }
  answer(exchange, 200, { prices, next_cursor: null, has_more: false });
}

const moment = z
  .union([z.iso.datetime({ offset: true }), z.iso.date()])
  .transform((text) => Date.parse(text));
const cursor = z
  .string()
  .transform((text) => Number(Buffer.from(text, "base64").toString()))
  .pipe(z.int().min(1));

const historyQuery = z.object({
  endpoint_id: some,
  start: moment.optional(),
  end: moment.optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
  cursor: cursor.default(1),
  status: z.enum(["success", "error", "user_error"]).optional(),
  request_id: z.uuid().optional(),
  expand: z.array(z.literal("payloads")),
  sort_by: z.enum(["ended_at", "duration"]).default("ended_at"),
});

const dayMs = 24 * 60 * 60 * 1000;

function answerHistory(exchange: Exchange, { behaviour, queue }: World) {
  const parsed = historyQuery.safeParse({
    ...Object.fromEntries(exchange.target.searchParams),
    endpoint_id: valuesOf(exchange, "endpoint_id"),
    expand: valuesOf(exchange, "expand"),
  });
  if (!parsed.success) return fail(exchange, 400, z.prettifyError(parsed.error));
  const asked = parsed.data;
  const now = Date.now();
  const falNow = now + behaviour.history.clockMs;
  const query: HistoryQuery = {
    endpoints: asked.endpoint_id,
    start: asked.start ?? falNow - (asked.request_id ? 90 : 1) * dayMs,
    // What has ended in this very millisecond is there too.
    end: asked.end ?? falNow + 1,
    status: asked.status,
    requestId: asked.request_id,
    withPayloads: asked.expand.includes("payloads"),
    sortBy: asked.sort_by,
  };
  const lost = behaviour.forget === "accepted";
  const all = lost ? [] : listHistory(queue.list(), query, behaviour.history, now);
  const size = Math.min(asked.limit, behaviour.history.pageMost);
  const items = all.slice((asked.cursor - 1) * size, asked.cursor * size);
  const has_more = asked.cursor * size < all.length;
  // A page's number, not a place in the list: what ends between two pages moves everything on by one.
  const next_cursor = has_more ? Buffer.from(String(asked.cursor + 1)).toString("base64") : null;
  answer(exchange, 200, { items, next_cursor, has_more });
}
