import { createFalClient, type QueueClient } from "@fal-ai/client";
import { isFalQueueAddress, isPictureAddress } from "./addresses";
import { Refusal } from "./errors";
import {
  acceptedSchema,
  FalAnswer,
  type FalResult,
  type QueueStatus,
  queueStatusSchema,
  refusalFrom,
  resultSchema,
  retryAfterOf,
} from "./fal-answers";
import type { AcceptedRequest } from "./generation";
import { maxPictureBytes } from "./picture";
import { readLimited } from "./read-limited";
import { preferredEndpoint } from "./request";
import type { z } from "./zod";

type Access = { proxyUrl: string } | { key: string };

/** fal's JSON answers are small; more than this many bytes is no answer of fal. */
const maxAnswerBytes = 1024 * 1024;

/** A status, result or picture is given this long (ms), and is then asked for again. */
const readTimeout = 60_000;
/** A submit is given this long (ms); after it nobody can know whether fal received the request. */
const submitTimeout = 120_000;

export type Accepted = AcceptedRequest & { queuePosition?: number };

/** fal as one generation needs it. Every call throws `FalAnswer` (not 2xx) or `Refusal`. */
export interface Fal {
  /** The paid call. Sent at most once: nothing below repeats it. */
  submit(endpoint: string, body: Record<string, unknown>): Promise<Accepted>;
  status(endpoint: string, request: AcceptedRequest, signal: AbortSignal): Promise<QueueStatus>;
  /** Calls `onStatus` at every event until the stream ends, of itself or by `signal`. */
  stream(
    endpoint: string,
    request: AcceptedRequest,
    onStatus: (status: QueueStatus) => void,
    signal: AbortSignal,
  ): Promise<void>;
  result(endpoint: string, request: AcceptedRequest, signal: AbortSignal): Promise<FalResult>;
  cancel(endpoint: string, request: AcceptedRequest, signal: AbortSignal): Promise<void>;
  download(url: string, signal: AbortSignal): Promise<Blob>;
  /** Free: asks for a request that cannot exist. Throws when the key is refused or fal is out of reach. */
  testKey(): Promise<void>;
}

/**
 * fal behind the user's key, or behind the user's proxy, which then gets every call and no key. With
 * `keepNothing` fal is asked to store no request, and no picture for more than an hour.
 */
export function createFal(
  access: Access,
  fetch: typeof globalThis.fetch = globalThis.fetch,
  keepNothing = false,
): Fal {
  const proxyUrl = "proxyUrl" in access ? access.proxyUrl : undefined;
  const send = createSend(proxyUrl, fetch);
  const privacy = keepNothing
    ? { headers: { "x-fal-store-io": "0" }, storageSettings: { expiresIn: "1h" as const } }
    : {};

  /** The client for one call; `address` is where fal itself said that the call should go. */
  const queueFor = (address?: string): QueueClient =>
    createFalClient({
      // Without a key none at all: undefined would have the client look for one in the environment.
      credentials: "key" in access ? access.key : "",
      ...(proxyUrl && { proxyUrl: { url: proxyUrl, when: "always" } }),
      suppressLocalCredentialsWarning: true,
      fetch: send,
      requestMiddleware: async (request) =>
        address && isFalQueueAddress(address) ? { ...request, url: address } : request,
    }).queue;

  return {
    async submit(endpoint, body) {
      const abortSignal = AbortSignal.timeout(submitTimeout);
      const answer = parse(
        acceptedSchema,
        await queueFor().submit(endpoint, { input: body, abortSignal, ...privacy }),
      );
      return {
        requestId: answer.request_id,
        ...ownAddress("statusUrl", answer.status_url),
        ...ownAddress("responseUrl", answer.response_url),
        ...ownAddress("cancelUrl", answer.cancel_url),
        ...(answer.queue_position !== undefined && { queuePosition: answer.queue_position }),
      };
    },
    async status(endpoint, { requestId, statusUrl }, abortSignal) {
      const within = withTimeout(abortSignal);
      return parse(
        queueStatusSchema,
        await queueFor(statusUrl).status(endpoint, { requestId, abortSignal: within }),
      );
    },
    async stream(endpoint, { requestId, statusUrl }, onStatus, signal) {
      const address = statusUrl && `${statusUrl.split("?")[0]}/stream`;
      const stream = await queueFor(address).streamStatus(endpoint, { requestId });
      signal.addEventListener("abort", () => stream.abort(), { once: true });
      if (signal.aborted) stream.abort();
      stream.on("data", (event: unknown) => {
        const status = queueStatusSchema.safeParse(event).data;
        if (status) onStatus(status);
      });
      await stream.done();
    },
    async result(endpoint, { requestId, responseUrl }, abortSignal) {
      const within = withTimeout(abortSignal);
      const { data } = await queueFor(responseUrl).result(endpoint, { requestId, abortSignal: within });
      return parse(resultSchema, data);
    },
    async cancel(endpoint, { requestId, cancelUrl }, signal) {
      await queueFor(cancelUrl).cancel(endpoint, { requestId, abortSignal: withTimeout(signal) });
    },
    async download(url, signal) {
      if (!isPictureAddress(url, proxyUrl)) throw new Refusal("picture_foreign", new URL(url).host);
      return downloadPicture(url, fetch, withTimeout(signal));
    },
    async testKey() {
      try {
        const abortSignal = AbortSignal.timeout(readTimeout);
        await queueFor().status(preferredEndpoint, { requestId: crypto.randomUUID(), abortSignal });
      } catch (error) {
        if (error instanceof FalAnswer && (error.status === 404 || error.status === 405)) return;
        throw error instanceof FalAnswer ? refusalFrom(error) : error;
      }
    },
  };
}

/** An address that fal gave, kept only when it is on fal's own host; without it the client makes its own. */
function ownAddress<N extends string>(name: N, url: string | undefined): Partial<Record<N, string>> {
  return url && isFalQueueAddress(url) ? ({ [name]: url } as Record<N, string>) : {};
}

/**
 * The `fetch` that fal's client is given. It throws our own error on every answer that is not 2xx: the client
 * repeats a paid submit on 429 and 5xx, but only for its own `ApiError` (FAL: seen in 1.10.1).
 */
function createSend(proxyUrl: string | undefined, fetch: typeof globalThis.fetch): typeof globalThis.fetch {
  return async (input, init) => {
    const url = String(input);
    if (url !== proxyUrl && !isFalQueueAddress(url)) throw new Refusal("unexpected", "not an address of fal");
    const headers = new Headers(init?.headers);
    // A browser sends its own; naming it only costs a CORS preflight's goodwill.
    headers.delete("user-agent");
    const response = await reach(() =>
      // `manual`: a redirect must never carry the key or the picture elsewhere, and must be seen as one.
      fetch(url, {
        ...init,
        headers,
        credentials: "omit",
        redirect: "manual",
        cache: "no-store",
        referrerPolicy: "no-referrer",
      }),
    );
    if (isRedirect(response)) throw new Refusal("fal_redirected");
    if (response.ok) return bounded(response);
    const retryAfter = retryAfterOf(response.headers.get("retry-after"), Date.now());
    throw new FalAnswer(response.status, asJson(await textOf(response)), retryAfter);
  };
}

/** A JSON answer read whole within its limit, so that no answer can fill the memory; streams pass. */
async function bounded(response: Response): Promise<Response> {
  if (response.headers.get("content-type")?.startsWith("text/event-stream")) return response;
  const text = (await textOf(response)) || "{}";
  if (asJson(text) === undefined) throw new Refusal("fal_odd_answer");
  return new Response(text, { status: 200, headers: { "content-type": "application/json" } });
}

async function downloadPicture(
  url: string,
  fetch: typeof globalThis.fetch,
  signal: AbortSignal,
): Promise<Blob> {
  const response = await reach(() =>
    fetch(url, { signal, credentials: "omit", redirect: "manual", referrerPolicy: "no-referrer" }),
  );
  if (isRedirect(response)) throw new Refusal("fal_redirected");
  if ([403, 404, 410].includes(response.status)) throw new Refusal("picture_expired");
  if (!response.ok)
    throw new FalAnswer(
      response.status,
      undefined,
      retryAfterOf(response.headers.get("retry-after"), Date.now()),
    );
  const bytes = await reach(() => readLimited(response, maxPictureBytes));
  if (!bytes) throw new Refusal("picture_unreadable");
  return new Blob([bytes]);
}

/** A browser hides a redirect's status; other `fetch`es show it. */
const isRedirect = ({ type, status }: Response) =>
  type === "opaqueredirect" || (status >= 300 && status < 400);

async function textOf(response: Response): Promise<string> {
  const bytes = await reach(() => readLimited(response, maxAnswerBytes));
  if (!bytes) throw new Refusal("fal_odd_answer");
  return new TextDecoder().decode(bytes);
}

const withTimeout = (signal: AbortSignal) => AbortSignal.any([signal, AbortSignal.timeout(readTimeout)]);

/** The browser says every network failure with a TypeError; an abort stays an abort. */
async function reach<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    const isTimeout = error instanceof DOMException && error.name === "TimeoutError";
    if (error instanceof TypeError || isTimeout) throw new Refusal("fal_unreachable");
    throw error;
  }
}

function asJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function parse<T>(schema: z.ZodType<T>, value: unknown): T {
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw new Refusal("fal_odd_answer");
  return parsed.data;
}
