import { type FailureCode, Refusal, redact } from "./errors";
import { z } from "./zod";

/** An answer of fal that is not 2xx, before anybody decided what it means. */
export class FalAnswer extends Error {
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
  loc: z.array(z.union([z.string(), z.number()])).catch([]),
  msg: z.string().catch(""),
  type: z.string().catch(""),
});
const bodySchema = z.object({ detail: z.unknown() });

/** The entries of fal's `detail`, which may be a list, one object, a string, or nothing (FastAPI's form). */
function entriesOf(body: unknown): z.infer<typeof entrySchema>[] {
  const detail = bodySchema.safeParse(body).data?.detail;
  const list = Array.isArray(detail) ? detail : typeof detail === "object" && detail ? [detail] : [];
  return list.flatMap((entry) => entrySchema.safeParse(entry).data ?? []);
}

/** Whether an answer has fal's form: every refusal of fal and of its proxies says why under `detail`. */
export function hasDetail(body: unknown): boolean {
  return bodySchema.safeParse(body).data?.detail !== undefined;
}

/** fal's own words about a refusal, without image data; empty when it gave none. */
export function wordsOf(body: unknown): string {
  const detail = bodySchema.safeParse(body).data?.detail;
  if (typeof detail === "string") return redact(detail);
  const words = entriesOf(body).map(({ loc, msg }) => {
    const field = loc.filter((part) => part !== "body").join(".");
    return field ? `${field}: ${msg}` : msg;
  });
  return redact(words.filter(Boolean).join("; "));
}

/**
 * Whether this answer proves that fal has no such endpoint, so that nothing was accepted or made: 404 on
 * submit or on the result, or a 422 that misses `image_url` (PRODUCT's rule for flux-1.1).
 */
export function isEndpointMissing(answer: FalAnswer): boolean {
  if (answer.status === 404) return true;
  return (
    answer.status === 422 &&
    entriesOf(answer.body).some(({ loc, type }) => type.includes("missing") && loc.at(-1) === "image_url")
  );
}

/** Whether a 404 speaks of the request (`Request not found`), and so proves nothing about its endpoint. */
export function namesRequest(answer: FalAnswer): boolean {
  return /\brequest\b/i.test(wordsOf(answer.body));
}

/** Whether a result was asked for before there was one: 400 `Request is still in progress`. */
export function isStillRunning(answer: FalAnswer): boolean {
  return answer.status === 400 && /in progress|in queue/i.test(wordsOf(answer.body));
}

/** Whether an answer to a submit may come from a gateway that had already passed the request on. */
export function isFromGateway({ status }: FalAnswer): boolean {
  return [408, 502, 504].includes(status) || status >= 520;
}

function codeOf({ status, body }: FalAnswer): FailureCode {
  if (status === 401) return "key_refused";
  if (status === 403) return "account_locked";
  if (status === 404) return "endpoint_missing";
  if (status === 429) return "fal_busy";
  if (status >= 500) return "fal_down";
  if (entriesOf(body).some(({ type }) => type === "content_policy_violation")) return "content_refused";
  return "request_refused";
}

/** What an answer means to the user. */
export function refusalFrom(answer: FalAnswer): Refusal {
  return new Refusal(codeOf(answer), wordsOf(answer.body) || `HTTP ${answer.status}`);
}

/** A Retry-After header (seconds, or a date) in ms from `now`, never more than 5 minutes. */
export function retryAfterOf(header: string | null, now: number): number | undefined {
  if (!header) return undefined;
  const wait = /^\s*\d+\s*$/.test(header)
    ? Number(header) * 1000
    : /[a-z]/i.test(header)
      ? Date.parse(header) - now
      : Number.NaN;
  return Number.isFinite(wait) ? Math.min(Math.max(wait, 0), 300_000) : undefined;
}

/** The answer to a submit: the request id is all that matters, the addresses are a help. */
export const acceptedSchema = z.object({
  request_id: z.string().min(1).max(200),
  status_url: z.string().max(2000).optional().catch(undefined),
  response_url: z.string().max(2000).optional().catch(undefined),
  cancel_url: z.string().max(2000).optional().catch(undefined),
  queue_position: z.number().int().min(0).optional().catch(undefined),
});

/** A queue status; there is no FAILED, a failed request is COMPLETED and its result carries the error. */
export const queueStatusSchema = z.object({
  status: z.enum(["IN_QUEUE", "IN_PROGRESS", "COMPLETED"]),
  queue_position: z.number().int().min(0).optional().catch(undefined),
});
export type QueueStatus = z.infer<typeof queueStatusSchema>;

/** The result of one request: one picture is asked for, so the first counts. */
export const resultSchema = z.object({
  images: z
    .array(
      z.object({
        url: z.url().max(4000),
        width: z.number().int().positive().optional().catch(undefined),
        height: z.number().int().positive().optional().catch(undefined),
      }),
    )
    .min(1)
    .max(16),
  seed: z.number().optional().catch(undefined),
  timings: z.record(z.string(), z.number()).optional().catch(undefined),
  has_nsfw_concepts: z.array(z.boolean()).optional().catch(undefined),
});
export type FalResult = z.infer<typeof resultSchema>;
