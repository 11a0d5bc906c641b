import { answer, type Exchange } from "./exchange.ts";

/** Where the proxy of `@fal-ai/server-proxy` is served, by default there and always here. */
export const proxyPath = "/api/fal/proxy";

/** What it passes on without further settings: not `api.fal.ai`, so neither prices nor the request history. */
const passedHosts = /^(queue\.)?fal\.run$/;

/** Makes the proxy's target the request's own; answers as the proxy does when it may not. */
export function enterProxy(exchange: Exchange): boolean {
  const { entry, req } = exchange;
  entry.via = "proxy";
  const named = req.headers["x-fal-target-url"];
  const target = typeof named === "string" ? URL.parse(named) : null;
  if (target?.protocol !== "https:" || !passedHosts.test(target.host)) {
    answer(exchange, 400, '"Invalid request"', { "content-type": "application/json" });
    return false;
  }
  exchange.target = target;
  entry.path = target.pathname + target.search;
  return true;
}
