import { seedSchema, timingsSchema } from "../domain/generation";
import { type FailureCode, FailureError } from "../failure/failure";
import { redact } from "../failure/redact";
import { z } from "../zod";

/** fal's refusal, before anybody decided what it means: an answer that is not 2xx, or an error behind a 2xx. */
export class FalHttpError extends Error {
  readonly status: number;
  readonly body: unknown;
  /** From Retry-After, in ms; undefined when fal gave none. */
  readonly retryAfter: number | undefined;
  constructor(status: number, body: unknown, retryAfter?: number) {
    super(`fal answered ${status}`);
    this.name = "FalAnswer";
    this.status = status;
    this.body = body;
    this.retryAfter = retryAfter;
  }
}

const entrySchema = z.object({
  loc: z.catch(z.array(z.union([z.string(), z.number()])), []),
  msg: z.catch(z.string(), ""),
  type: z.catch(z.string(), ""),
});
/** An `error` in fal's place for words: a string, or an object with a message. */
const errorSchema = z.union([
  z.string(),
  z.pipe(
    z.object({ message: z.string() }),
    z.transform(({ message }) => message),
  ),
]);
const bodySchema = z.object({
  detail: z.optional(z.unknown()),
  error: z.catch(z.optional(errorSchema), undefined),
  error_type: z.catch(z.optional(z.string()), undefined),
});

/** The entries of fal's `detail`, which may be a list, one object, a string, or nothing (FastAPI's form). */
function entriesOf(body: unknown): z.infer<typeof entrySchema>[] {
  const detail = bodySchema.safeParse(body).data?.detail;
  const list = Array.isArray(detail) ? detail : typeof detail === "object" && detail ? [detail] : [];
  return list.flatMap((entry) => entrySchema.safeParse(entry).data ?? []);
}

/** Whether a body that is not what was asked for says that, and why, something went wrong. */
export function saysError(body: unknown): boolean {
  return hasDetail(body) || bodySchema.safeParse(body).data?.error !== undefined;
}

/** Whether an answer has fal's form: every refusal of fal and of its proxies says why under `detail`. */
export function hasDetail(body: unknown): boolean {
  return bodySchema.safeParse(body).data?.detail !== undefined;
}

/** fal's own words about a refusal, without image data; empty when it gave none. */
export function detailOf(body: unknown): string {
  const { detail, error, error_type } = bodySchema.safeParse(body).data ?? {};
  if (typeof detail === "string") return redact(detail);
  const sentences = entriesOf(body).map(({ loc, msg }) => {
    const field = loc.filter((part) => part !== "body").join(".");
    return field ? `${field}: ${msg}` : msg;
  });
  return redact(sentences.filter(Boolean).join("; ") || error || error_type || "");
}

/**
 * Whether this answer proves that fal has no such endpoint, so that nothing was accepted or made: on submit or
 * on the result a 404 in which fal itself names the application or path that it does not have, or a 422 that
 * misses `image_url` or `image_urls` (PRODUCT's rule for flux-1.1 and Combine). Any other 404 may be a request's, or a gateway's.
 */
export function isEndpointMissing(answer: FalHttpError): boolean {
  if (answer.status === 404) {
    const detail = bodySchema.safeParse(answer.body).data?.detail;
    return typeof detail === "string" && namesWhatIsMissing(detail.slice(0, maxSentence));
  }
  return (
    answer.status === 422 &&
    entriesOf(answer.body).some(
      ({ loc, type }) => type.includes("missing") && /^image_urls?$/.test(String(loc.at(-1))),
    )
  );
}

/** No sentence of fal's that decides something is longer (characters). */
const maxSentence = 1_000;

/** fal's `Application 'x' not found` and `Path /x not found`; not what is said of a request. */
function namesWhatIsMissing(sentence: string): boolean {
  const at = sentence.search(/\b(?:application|app|path)\b/i);
  return at >= 0 && /\bnot found\b/i.test(sentence.slice(at)) && !/\brequests?\b/i.test(sentence);
}

/** Whether a refusal is about this one read and says nothing of the request behind it, which may be well. */
export function isPassing({ status }: FalHttpError): boolean {
  return [401, 403, 408, 429].includes(status) || status >= 500;
}

/** Whether a result was asked for before there was one: 400 `Request is still in progress`. */
export function isStillRunning(answer: FalHttpError): boolean {
  return answer.status === 400 && /in progress|in queue/i.test(detailOf(answer.body));
}

/** Whether an answer to a submit may come from a gateway that had already passed the request on. */
export function isFromGateway({ status }: FalHttpError): boolean {
  return [408, 502, 504].includes(status) || status >= 520;
}

/** fal's 403 is about money only when it says so; it is also what a key without the right scope gets. */
const isAboutMoney = (sentences: string) =>
  /\b(?:locked|balance|exhausted|billing|payments?|credits?|top.?up)\b/i.test(sentences);

function codeOf(answer: FalHttpError): FailureCode {
  const { status, body } = answer;
  if (status === 401) return "key_refused";
  if (status === 403) return isAboutMoney(detailOf(body)) ? "account_locked" : "key_refused";
  if (status === 404) return isEndpointMissing(answer) ? "endpoint_missing" : "fal_odd_answer";
  if (status === 429) return "fal_busy";
  if (status >= 500 || status === 408) return "fal_down";
  const types = [bodySchema.safeParse(body).data?.error_type, ...entriesOf(body).map(({ type }) => type)];
  if (types.includes("content_policy_violation")) return "content_refused";
  if (status < 300 && entriesOf(body).length === 0) return "fal_failed";
  return "request_refused";
}

/** What an answer means to the user. */
export function toFailureError(answer: FalHttpError): FailureError {
  return new FailureError(codeOf(answer), detailOf(answer.body) || `HTTP ${answer.status}`);
}

/** No Retry-After is followed for longer (ms). */
export const maxRetryAfter = 300_000;

/** A Retry-After header (seconds, or a date) in ms from `now`, never more than `maxRetryAfter`. */
export function retryAfterOf(header: string | null, now: number): number | undefined {
  if (!header) return undefined;
  const wait = /^\s*\d+\s*$/.test(header)
    ? Number(header) * 1000
    : /[a-z]/i.test(header)
      ? Date.parse(header) - now
      : Number.NaN;
  return Number.isFinite(wait) ? Math.min(Math.max(wait, 0), maxRetryAfter) : undefined;
}

/** The answer to a submit: the request id is all that matters, the addresses are a help. */
export const acceptedSchema = z.object({
  request_id: z.string().check(z.minLength(1), z.maxLength(200)),
  status_url: z.catch(z.optional(z.string().check(z.maxLength(2000))), undefined),
  response_url: z.catch(z.optional(z.string().check(z.maxLength(2000))), undefined),
  cancel_url: z.catch(z.optional(z.string().check(z.maxLength(2000))), undefined),
  queue_position: z.catch(z.optional(z.int().check(z.minimum(0))), undefined),
});

/** A queue status; there is no FAILED: a failed request is COMPLETED, with an error here or in its result. */
export const queueStatusSchema = z.object({
  status: z.enum(["IN_QUEUE", "IN_PROGRESS", "COMPLETED", "CANCELLED"]),
  queue_position: z.catch(z.optional(z.int().check(z.minimum(0))), undefined),
  error: z.catch(z.optional(errorSchema), undefined),
  error_type: z.catch(z.optional(z.string()), undefined),
});
export type QueueStatus = z.infer<typeof queueStatusSchema>;

/** Whether nothing comes after this status. */
export const isOver = ({ status }: QueueStatus) => status === "COMPLETED" || status === "CANCELLED";

/** The error that a status tells beside COMPLETED, as the refusal that it is. */
export function errorIn({ error, error_type }: QueueStatus): FalHttpError | undefined {
  return error || error_type ? new FalHttpError(200, { error, error_type }) : undefined;
}

/** Endpoints of a user's own give `{image: {url}}` in place of `images`, and addresses without an object around. */
function withImages(answer: unknown): unknown {
  const { image, images = image } = z.record(z.string(), z.unknown()).safeParse(answer).data ?? {};
  if (images === undefined || images === null) return answer;
  const list = (Array.isArray(images) ? images : [images]).map((one) =>
    typeof one === "string" ? { url: one } : one,
  );
  return { ...(answer as object), images: list };
}

/** The result of one request: one picture is asked for, so the first counts. */
const resultShape = z.object({
  images: z
    .array(
      z.object({
        url: z.url().check(z.maxLength(4000)),
        width: z.catch(z.optional(z.int().check(z.positive())), undefined),
        height: z.catch(z.optional(z.int().check(z.positive())), undefined),
      }),
    )
    .check(z.minLength(1), z.maxLength(16)),
  seed: z.catch(z.optional(seedSchema), undefined),
  timings: z.catch(z.optional(timingsSchema), undefined),
  has_nsfw_concepts: z.catch(
    z.optional(
      z.union([
        z.array(z.boolean()),
        z.pipe(
          z.boolean(),
          z.transform((flagged) => [flagged]),
        ),
      ]),
    ),
    undefined,
  ),
});
export const resultSchema = z.pipe(z.transform(withImages), resultShape);
export type FalResult = z.infer<typeof resultShape>;
