// A fal proxy for a team. What goes through is decided by @fal-ai/server-proxy and the two lists below; who may
// use it, by a token in the address: Refshot sends neither cookies nor a sign-in header, only its Proxy URL.
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { handleRequest, resolveProxyConfig } from "@fal-ai/server-proxy";
import { findMember } from "./members.mjs";

/** What may be paid for: all that Refshot can ask for. An endpoint that is not here is refused with a 400. */
const allowedEndpoints = [
  "fal-ai/flux/schnell",
  "fal-ai/flux-1.1/image-to-image",
  "fal-ai/flux-lora/image-to-image",
  "fal-ai/flux-general/image-to-image",
  "fal-ai/flux-2/edit",
  "fal-ai/flux-2/lora/edit",
];

/**
 * Where requests may go: the queue, and the price list. Not the request history: it would show each member the
 * prompts and pictures of all others.
 */
const allowedUrlPatterns = [
  "queue.fal.run/**",
  "api.fal.ai/v1/models/pricing\\?*",
  // An endpoint's slashes may stand in the query as they are.
  "api.fal.ai/v1/models/pricing\\?*/**",
];

/** Refshot's largest body has 2.6 MB. */
const bodyLimit = 4 * 1024 * 1024;

/** Headers that belong to one connection, that a proxy's client has no business with, or that are set here. */
const notPassedBack = /^(connection|keep-alive|transfer-encoding|set-cookie|access-control-.*)$/;

/**
 * Open to every origin, for a browser that was not allowed to reach this host freely. It costs nothing: who knows
 * the address may use it, wherever the call comes from, and no cookie counts.
 */
const openToAll = {
  "access-control-allow-origin": "*",
  "access-control-allow-methods": "GET, POST, PUT",
  "access-control-expose-headers": "*",
  "access-control-max-age": "600",
};

/**
 * A listener for `http.createServer`. `log` is told of each member's request when its answer has ended.
 * @param {{
 *   falKey: string,
 *   teamFile: string,
 *   log: (entry: { member: string, method: string, target: string, status: number, units: string | null }) => void,
 * }} options
 * @returns {(request: import("node:http").IncomingMessage, response: import("node:http").ServerResponse) => void}
 */
export function createTeamProxy({ falKey, teamFile, log }) {
  const config = resolveProxyConfig({
    allowedEndpoints,
    allowedUrlPatterns,
    allowUnauthorizedRequests: false,
    // Asked before: nothing comes this far without a member's token.
    isAuthenticated: async () => true,
    resolveFalAuth: async () => `Key ${falKey}`,
  });

  return (request, response) => {
    for (const [name, value] of Object.entries(openToAll)) response.setHeader(name, value);
    if (request.method === "OPTIONS") return allow(request, response);
    const token = /^\/team\/([\w-]+)\/api\/fal\/proxy$/.exec(request.url ?? "")?.[1];
    if (token === undefined) return refuse(response, 404, "Not found");
    const member = findMember(teamFile, token);
    if (member === undefined) return refuse(response, 401, "This proxy address is not valid any more");
    const { method = "" } = request;
    const wanted = String(request.headers["x-fal-target-url"]);
    const target = URL.canParse(wanted) ? new URL(wanted) : null;
    // The package looks at host and path only: the key must not leave by http.
    const isSafe = target?.protocol === "https:" && ["GET", "POST", "PUT"].includes(method);
    if (!isSafe) return refuse(response, 400, "Invalid request");
    response.once("close", () => {
      const units = String(response.getHeader("x-fal-billable-units") ?? "") || null;
      log({ member, method, target: target.host + target.pathname, status: response.statusCode, units });
    });
    pass(request, response, config).catch(() => {
      // Nobody can know whether fal has the request: as a gateway says it.
      if (!response.headersSent) refuse(response, 502, "fal did not answer the proxy");
      else response.destroy();
    });
  };
}

/**
 * @param {import("node:http").IncomingMessage} request
 * @param {import("node:http").ServerResponse} response
 * @param {import("@fal-ai/server-proxy").ProxyConfig} config
 */
async function pass(request, response, config) {
  const body = await readBody(request);
  if (body === null) return refuse(response, 413, "The request is too large");
  // Not the package's adapter for Express: in 1.2.1 that one answers 200 whatever fal's status is, and Refshot
  // would not see that fal has no such endpoint.
  await handleRequest(
    {
      id: "refshot-team",
      method: request.method ?? "GET",
      getHeaders: () => request.headers,
      getHeader: (name) => request.headers[name.toLowerCase()],
      getRequestBody: async () => body || undefined,
      sendHeader: (name, value) => {
        if (!notPassedBack.test(name)) response.setHeader(name, value);
      },
      respondWith: (status, data) => refuse(response, status, data),
      async sendResponse(answer) {
        response.statusCode = answer.status;
        if (!answer.body) return void response.end();
        // Piece by piece: the status stream says its news as it comes.
        await pipeline(Readable.fromWeb(/** @type {any} */ (answer.body)), response);
      },
    },
    config,
  );
}

/**
 * Answers a browser that asks first: the headers that it names may be sent.
 * @param {import("node:http").IncomingMessage} request
 * @param {import("node:http").ServerResponse} response
 */
function allow(request, response) {
  const asked = request.headers["access-control-request-headers"] ?? "*";
  response.writeHead(204, { "access-control-allow-headers": asked }).end();
}

/**
 * In the form of fal's own refusals.
 * @param {import("node:http").ServerResponse} response
 * @param {number} status
 * @param {string} detail
 */
function refuse(response, status, detail) {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify({ detail }));
}

/**
 * Read to its end, or the answer would be cut off; null when it is too large.
 * @param {import("node:http").IncomingMessage} request
 * @returns {Promise<string | null>}
 */
async function readBody(request) {
  const chunks = [];
  let length = 0;
  for await (const chunk of request) {
    length += chunk.length;
    if (length <= bodyLimit) chunks.push(chunk);
  }
  return length <= bodyLimit ? Buffer.concat(chunks).toString() : null;
}
