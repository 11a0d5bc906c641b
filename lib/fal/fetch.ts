import { FailureError } from "../failure/failure";
import { maxPictureBytes } from "../image/sniff";
import { readLimited } from "../net/read-body";
import { isFalQueueAddress } from "./hosts";
import { createKeyFilter } from "./key-echo";
import { FalHttpError, hasDetail, retryAfterOf } from "./responses";

/** fal's JSON answers are small; more than this many bytes is no answer of fal. */
const maxAnswerBytes = 1024 * 1024;

/** A picture may be silent (ms), and take in all (ms), for so long. */
const maxSilence = 30_000;
const maxDownload = 240_000;

/** What a call needs of a 2xx answer: its JSON, its events, or only that it is one. */
type Wanted = "json" | "events" | "nothing";

/**
 * The `fetch` that fal's client is given. It throws our own error on every answer that is not 2xx: the client
 * repeats a paid submit on 429 and 5xx, but only for its own `ApiError` (FAL: seen in 1.10.1).
 */
export function createSend(
  proxyUrl: string | undefined,
  fetch: typeof globalThis.fetch,
  key: string | undefined,
  wanted: Wanted,
): typeof globalThis.fetch {
  return async (input, init) => {
    const url = String(input);
    if (url !== proxyUrl && !isFalQueueAddress(url))
      throw new FailureError("unexpected", "not an address of fal");
    const headers = new Headers(init?.headers);
    // A browser sends its own; naming it only costs a CORS preflight's goodwill.
    headers.delete("user-agent");
    const response = await reach(() => fetch(url, { ...init, headers, ...quietly }));
    if (isRedirect(response)) throw new FailureError("fal_redirected");
    if (response.ok) return accepted(response, wanted, key);
    throw await refusalIn(response, proxyUrl, key);
  };
}

/** A call to fal carries no cookie, follows no redirect, and leaves no copy behind. */
export const quietly = {
  credentials: "omit",
  // A redirect must never carry the key or the picture elsewhere, and must be seen as one.
  redirect: "manual",
  cache: "no-store",
  referrerPolicy: "no-referrer",
} as const satisfies RequestInit;

/** The error in an answer that is not 2xx. */
export async function refusalIn(response: Response, proxyUrl: string | undefined, key: string | undefined) {
  const retryAfter = retryAfterOf(response.headers.get("retry-after"), Date.now());
  // A refusal's words may be too long or break off: its status alone says that it is one.
  const text = await textOf(response).catch(() => undefined);
  const body = text === undefined ? undefined : createKeyFilter(key)(asJson(text));
  // A team's server that has no proxy at this address: its 404 is no word of fal about an endpoint.
  const isAstray = proxyUrl && [404, 405].includes(response.status) && !hasDetail(body);
  return isAstray && text !== undefined
    ? new FailureError("proxy_wrong")
    : new FalHttpError(response.status, body, retryAfter);
}

/** An answer read within its limits, so that none can fill the memory. */
async function accepted(response: Response, wanted: Wanted, key: string | undefined): Promise<Response> {
  if (wanted === "events" && response.headers.get("content-type")?.startsWith("text/event-stream"))
    return response;
  if (wanted === "nothing") {
    void response.body?.cancel().catch(() => undefined);
    return Response.json({});
  }
  const answer = asJson((await textOf(response)) || "{}");
  if (wanted === "events" || answer === undefined) throw new FailureError("fal_odd_answer");
  return Response.json(createKeyFilter(key)(answer));
}

/** A finished picture's bytes. Throws `picture_expired`, `picture_unreadable`, `fal_redirected`, `FalAnswer`. */
export async function downloadPicture(
  url: string,
  fetch: typeof globalThis.fetch,
  signal: AbortSignal,
): Promise<Uint8Array<ArrayBuffer>> {
  const watch = watchOver(signal);
  try {
    return await fetchPicture(url, fetch, watch);
  } finally {
    watch.end();
  }
}

type Watch = ReturnType<typeof watchOver>;

/** A slow picture is let come, one that has stopped coming is not: its signal aborts when `alive` is no longer called. */
function watchOver(outer: AbortSignal) {
  const stop = new AbortController();
  const giveUp = () => stop.abort(new DOMException("the picture does not come", "TimeoutError"));
  const last = setTimeout(giveUp, maxDownload);
  let timer = setTimeout(giveUp, maxSilence);
  return {
    signal: AbortSignal.any([outer, stop.signal]),
    alive() {
      clearTimeout(timer);
      timer = setTimeout(giveUp, maxSilence);
    },
    end() {
      clearTimeout(timer);
      clearTimeout(last);
    },
  };
}

async function fetchPicture(
  url: string,
  fetch: typeof globalThis.fetch,
  { signal, alive }: Watch,
): Promise<Uint8Array<ArrayBuffer>> {
  const response = await reach(() =>
    // Never from the cache, where Chromium keeps a 410 for good.
    fetch(url, { signal, ...quietly }),
  );
  if (isRedirect(response)) throw new FailureError("fal_redirected");
  if ([403, 404, 410].includes(response.status)) throw new FailureError("picture_expired");
  if (!response.ok)
    throw new FalHttpError(
      response.status,
      undefined,
      retryAfterOf(response.headers.get("retry-after"), Date.now()),
    );
  alive();
  const picture = await reach(() => readLimited(response, maxPictureBytes, alive));
  if (!picture) throw new FailureError("picture_unreadable");
  return picture;
}

/** A browser hides a redirect's status; other `fetch`es show it. */
export const isRedirect = ({ type, status }: Response) =>
  type === "opaqueredirect" || (status >= 300 && status < 400);

/** An answer's text; `fal_odd_answer` when it is longer than `maxBytes`. */
export async function textOf(response: Response, maxBytes = maxAnswerBytes): Promise<string> {
  const answer = await reach(() => readLimited(response, maxBytes));
  if (!answer) throw new FailureError("fal_odd_answer");
  return new TextDecoder().decode(answer);
}

/** The browser says every network failure with a TypeError; an abort stays an abort. */
export async function reach<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    const isTimeout = error instanceof DOMException && error.name === "TimeoutError";
    if (error instanceof TypeError || isTimeout) throw new FailureError("fal_unreachable");
    throw error;
  }
}

/** Parsed JSON, or undefined when it is none. A seed that no number holds exactly comes as its digits. */
export function asJson(text: string): unknown {
  try {
    return JSON.parse(text, exactSeed);
  } catch {
    return undefined;
  }
}

function exactSeed(name: string, value: unknown, context?: { source?: string }): unknown {
  const isInexact = name === "seed" && typeof value === "number" && !Number.isSafeInteger(value);
  return isInexact && context?.source && /^\d{1,20}$/.test(context.source) ? context.source : value;
}
