import { FailureError } from "../failure/failure";
import { asJson, isRedirect, quietly, reach, refusalIn, textOf } from "./fetch";
import { falPlatformHost } from "./hosts";
import { createKeyFilter } from "./key-echo";

/** An answer is given this long (ms). A page of the history can be 24 MB. */
const timeout = 90_000;

/** A list of prices is small; the history holds whole pictures. */
const maxPricesBytes = 256 * 1024;

/** One page of the request history of one endpoint; times in ms since 1970. */
export interface HistoryQuery {
  endpoint: string;
  start: number;
  /** Exclusive. */
  end: number;
  limit: number;
  cursor?: string | undefined;
}

/** A page as fal gave it, unread, and by how much (ms) fal's clock is ahead of ours, where it told. */
export interface HistoryAnswer {
  answer: unknown;
  clockOffset: number | undefined;
}

/**
 * The two free calls that Refshot makes to fal's platform, with the user's own key. What comes back is anything at
 * all, and is parsed by who asked. Both throw `FalHttpError` (not 2xx), `fal_unreachable`, `fal_redirected`, and
 * `fal_odd_answer` (no JSON, or too much of it).
 */
export interface FalPlatform {
  prices(endpoints: readonly string[]): Promise<unknown>;
  history(query: HistoryQuery, maxBytes: number, signal: AbortSignal): Promise<HistoryAnswer>;
}

export function createFalPlatform(key: string, fetch = globalThis.fetch): FalPlatform {
  async function get(path: string, query: [string, string][], maxBytes: number, signal?: AbortSignal) {
    const url = `https://${falPlatformHost}/v1/models/${path}?${new URLSearchParams(query)}`;
    const signals = [AbortSignal.timeout(timeout), ...(signal ? [signal] : [])];
    const headers = { authorization: `Key ${key}`, accept: "application/json" };
    const response = await reach(() => fetch(url, { headers, signal: AbortSignal.any(signals), ...quietly }));
    if (isRedirect(response)) throw new FailureError("fal_redirected");
    if (!response.ok) throw await refusalIn(response, undefined, key);
    const answer = createKeyFilter(key)(asJson(await textOf(response, maxBytes)));
    if (answer === undefined) throw new FailureError("fal_odd_answer");
    return { answer, date: response.headers.get("date") };
  }

  return {
    async prices(endpoints) {
      const query = endpoints.map((endpoint): [string, string] => ["endpoint_id", endpoint]);
      return (await get("pricing", query, maxPricesBytes)).answer;
    },
    async history({ endpoint, start, end, limit, cursor }, maxBytes, signal) {
      const query: [string, string][] = [
        ["endpoint_id", endpoint],
        ["start", new Date(start).toISOString()],
        ["end", new Date(end).toISOString()],
        ["limit", String(limit)],
        ["expand", "payloads"],
        ...(cursor === undefined ? [] : [["cursor", cursor] as [string, string]]),
      ];
      const { answer, date } = await get("requests/by-endpoint", query, maxBytes, signal);
      const at = Date.parse(date ?? "");
      return { answer, clockOffset: Number.isNaN(at) ? undefined : at - Date.now() };
    },
  };
}
