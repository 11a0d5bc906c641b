import type { IncomingMessage, ServerResponse } from "node:http";

/** One request as it arrived, for tests to assert on. */
export interface Received {
  at: number;
  method: string;
  /** Path and query of the real target (behind the proxy: the target's, not the proxy's). */
  path: string;
  route: "submit" | "status" | "stream" | "result" | "cancel" | "media" | "pricing" | "history" | "other";
  endpoint?: string;
  requestId?: string;
  via: "proxy" | "direct";
  host: string;
  authorization: string | null;
  headers: IncomingMessage["headers"];
  /** The JSON of a submit, whole. */
  body?: unknown;
  /** 0 as long as nothing was answered, which a client that hangs up can make for ever. */
  status: number;
}

/** A request, the response to write, and what the record says of them. */
export interface Exchange {
  req: IncomingMessage;
  res: ServerResponse;
  entry: Received;
  /** Where the request wants to go: its own address, or the one that the proxy was given. */
  target: URL;
  /** The origin under which the client reached this server. */
  origin: string;
  /** Set when the answer is to be spoiled on its way: called in place of sending it. */
  spoil?: (status: number, bytes: Buffer) => void;
}

const bodyLimit = 12 * 1024 * 1024;

/** Begins an exchange: notes the request and opens the answer to every origin. */
export function openExchange(req: IncomingMessage, res: ServerResponse, secure: boolean): Exchange {
  const host = req.headers.host ?? "127.0.0.1";
  const origin = `${secure ? "https" : "http"}://${host}`;
  // Anything can stand in a request line; what is no address goes nowhere.
  const target = URL.parse(req.url ?? "/", origin) ?? new URL("http://nowhere.invalid/");
  allowEveryOrigin(req, res);
  const entry: Received = {
    at: Date.now(),
    method: req.method ?? "GET",
    path: target.pathname + target.search,
    route: "other",
    via: "direct",
    host,
    authorization: req.headers.authorization ?? null,
    headers: req.headers,
    status: 0,
  };
  return { req, res, entry, target, origin };
}

function allowEveryOrigin(req: IncomingMessage, res: ServerResponse) {
  // A star does not cover Authorization, so the headers asked for are named.
  const asked = req.headers["access-control-request-headers"] ?? "*, authorization";
  res.setHeader("Access-Control-Allow-Origin", "*");
  res.setHeader("Access-Control-Allow-Headers", asked);
  res.setHeader("Access-Control-Allow-Methods", "GET, POST, PUT, OPTIONS");
  res.setHeader("Access-Control-Expose-Headers", "*");
  res.setHeader("Access-Control-Allow-Private-Network", "true");
}

/** Reads the body to its end (an unread one would cut the answer off); null when it is too large. */
export async function readBody(req: IncomingMessage): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of req) {
    length += chunk.length;
    if (length <= bodyLimit) chunks.push(chunk);
  }
  return length <= bodyLimit ? Buffer.concat(chunks) : null;
}

/** Answers: bytes as they are, a string as text, nothing for null, anything else as JSON. */
export function answer(
  exchange: Exchange,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
) {
  const { res, entry } = exchange;
  entry.status = status;
  if (res.headersSent || res.destroyed) return;
  const bytes = Buffer.isBuffer(body) || typeof body === "string" ? body : JSON.stringify(body);
  const { spoil } = exchange;
  if (spoil) {
    // Once: a fault that answers in its own way comes back here.
    delete exchange.spoil;
    return spoil(status, Buffer.from(bytes));
  }
  const type = typeof body === "string" ? "text/plain; charset=utf-8" : "application/json";
  if (body === null) res.writeHead(status, headers).end();
  else res.writeHead(status, { "content-type": type, ...headers }).end(bytes);
}
