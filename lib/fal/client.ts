import { createFalClient, type QueueClient } from "@fal-ai/client";
import type { Access } from "../domain/access";
import type { AcceptedRequest } from "../domain/generation";
import { FailureError } from "../failure/failure";
import type { z } from "../zod";
import { createSend, downloadPicture } from "./fetch";
import { isFalQueueAddress, isPictureAddress } from "./hosts";
import { createKeyFilter } from "./key-echo";
import { boundEvents } from "./limit-events";
import {
  acceptedSchema,
  FalHttpError,
  type FalResult,
  type QueueStatus,
  queueStatusSchema,
  resultSchema,
  saysError,
} from "./responses";

/** A status or result is given this long (ms), and is then asked for again. */
const readTimeout = 60_000;
/** A submit is given this long (ms); after it nobody can know whether fal received the request. */
const submitTimeout = 120_000;

/**
 * So many event streams are open at once. fal speaks HTTP/2, where they share one connection; a proxy may speak
 * HTTP/1.1, of which browsers open 6 connections to a host, and the other calls need some.
 */
const maxStreams = { key: 8, proxy: 4 };

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
  /** `billableUnits` is the header of that name, as it came. */
  result(
    endpoint: string,
    request: AcceptedRequest,
    signal: AbortSignal,
  ): Promise<FalResult & { billableUnits?: string }>;
  cancel(endpoint: string, request: AcceptedRequest, signal: AbortSignal): Promise<void>;
  download(url: string, signal: AbortSignal): Promise<Uint8Array<ArrayBuffer>>;
  /** So many streams may be open at once. */
  maxStreams: number;
}

/**
 * fal behind the user's key, or behind the user's proxy, which then gets every call and no key. With
 * `keepNothing` fal is asked to store no request, and no picture for more than an hour. Throws `no_access`.
 */
export function createFal(
  access: Access,
  fetch: typeof globalThis.fetch = globalThis.fetch,
  keepNothing = false,
): Fal {
  if (access.kind === "none") throw new FailureError("no_access");
  const proxyUrl = access.kind === "proxy" ? access.proxyUrl : undefined;
  const key = access.kind === "key" ? access.key : undefined;
  const send = createSend(proxyUrl, fetch, key, "json");
  const withoutKey = createKeyFilter(key);
  const privacy = keepNothing
    ? { headers: { "x-fal-store-io": "0" }, storageSettings: { expiresIn: "1h" as const } }
    : {};

  /** The client for one call; `address` is where fal itself said that the call should go. */
  const queueFor = (address?: string, via = send): QueueClient =>
    createFalClient({
      // Without a key none at all: undefined would have the client look for one in the environment.
      credentials: key ?? "",
      ...(proxyUrl && { proxyUrl: { url: proxyUrl, when: "always" } }),
      suppressLocalCredentialsWarning: true,
      fetch: via,
      requestMiddleware: async (request) =>
        address && isFalQueueAddress(address) ? { ...request, url: new URL(address).href } : request,
    }).queue;

  return {
    maxStreams: maxStreams[access.kind],
    async submit(endpoint, body) {
      const abortSignal = AbortSignal.timeout(submitTimeout);
      let hasLeft = false;
      const via = createSend(
        proxyUrl,
        (input, init) => {
          hasLeft = true;
          return fetch(input, init);
        },
        key,
        "json",
      );
      const submitted = await queueFor(undefined, via)
        .submit(endpoint, { input: body, abortSignal, ...privacy })
        .catch((error: unknown) => {
          // A key that no header can carry, for example: what never left is never called a charge.
          throw hasLeft ? error : new FailureError("not_sent");
        });
      const answer = parse(acceptedSchema, submitted);
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
      // The client's own `abort()` does nothing once an event could not be read, and the connection then stays
      // open for good: the fetch below it gets a signal of ours.
      const stop = new AbortController();
      const sendForEvents = createSend(proxyUrl, fetch, key, "events");
      let excess: FailureError | undefined;
      const onExcess = () => {
        excess = new FailureError("fal_odd_answer");
      };
      const cutOff: typeof send = async (input, init) => {
        const signals = [stop.signal, ...(init?.signal ? [init.signal] : [])];
        return boundEvents(
          await sendForEvents(input, { ...init, signal: AbortSignal.any(signals) }),
          onExcess,
        );
      };
      const stream = await queueFor(address, cutOff).streamStatus(endpoint, { requestId });
      const end = () => {
        stream.abort();
        stop.abort();
      };
      signal.addEventListener("abort", end, { once: true });
      if (signal.aborted) end();
      stream.on("data", (event: unknown) => {
        const status = queueStatusSchema.safeParse(withoutKey(event)).data;
        if (status) onStatus(status);
      });
      try {
        await stream.done();
      } catch (error) {
        // The client makes its own error of every fault.
        throw excess ?? error;
      } finally {
        end();
      }
    },
    async result(endpoint, { requestId, responseUrl }, abortSignal) {
      const within = withTimeout(abortSignal);
      let billableUnits: string | null = null;
      // The client does not hand over an answer's headers.
      const listening: typeof fetch = async (input, init) => {
        const response = await fetch(input, init);
        billableUnits = response.headers.get("x-fal-billable-units");
        return response;
      };
      const via = createSend(proxyUrl, listening, key, "json");
      const { data } = await queueFor(responseUrl, via).result(endpoint, { requestId, abortSignal: within });
      const result = parse(resultSchema, data);
      // Before it is stored anywhere: an address that may not be asked is not worth keeping.
      const [image] = result.images;
      if (image && !isPictureAddress(image.url, proxyUrl))
        throw new FailureError("picture_foreign", placeOf(image.url));
      return { ...result, ...(billableUnits !== null && { billableUnits }) };
    },
    async cancel(endpoint, { requestId, cancelUrl }, signal) {
      const via = createSend(proxyUrl, fetch, key, "nothing");
      await queueFor(cancelUrl, via).cancel(endpoint, { requestId, abortSignal: withTimeout(signal) });
    },
    async download(url, signal) {
      if (!isPictureAddress(url, proxyUrl)) throw new FailureError("picture_foreign", placeOf(url));
      return downloadPicture(url, fetch, signal);
    },
  };
}

/** An address that fal gave, kept only when it is on fal's own host; without it the client makes its own. */
function ownAddress<N extends string>(name: N, url: string | undefined): Partial<Record<N, string>> {
  return url && isFalQueueAddress(url) ? ({ [name]: new URL(url).href } as Record<N, string>) : {};
}

const withTimeout = (signal: AbortSignal) => AbortSignal.any([signal, AbortSignal.timeout(readTimeout)]);

/** Where an address leads, in a few words: its host, or for `data:` and the like its kind. */
const placeOf = (url: string) => new URL(url).host || new URL(url).protocol;

function parse<T>(schema: z.ZodMiniType<T>, value: unknown): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  // fal also says no behind a 2xx.
  throw saysError(value) ? new FalHttpError(200, value) : new FailureError("fal_odd_answer");
}
