import { z } from "../zod";

/** One request in fal's history, as far as a lost submit needs it. */
export interface HistoryItem {
  requestId: string;
  endpoint: string;
  /** When fal got it (ms since 1970, by fal's clock). */
  sentAt: number;
  /** What was sent, as fal gives it back; undefined when fal does not keep it. */
  input: Record<string, unknown> | undefined;
}

/** One page of fal's history; `next` is the cursor of the page after it, undefined at the end. */
export interface HistoryPage {
  items: HistoryItem[];
  next: string | undefined;
}

/** An id goes into addresses: nothing but what fal's ids are made of may stand in one. */
const requestId = z.string().check(z.regex(/^[\w-]{8,100}$/));

const itemSchema = z.object({
  request_id: requestId,
  endpoint_id: z.string().check(z.maxLength(200)),
  sent_at: z.string().check(z.maxLength(60)),
  json_input: z.catch(z.nullish(z.record(z.string(), z.unknown())), undefined),
});

const pageSchema = z.object({
  items: z.array(z.unknown()).check(z.maxLength(1000)),
  next_cursor: z.nullish(z.string().check(z.minLength(1), z.maxLength(2000))),
  has_more: z.nullish(z.boolean()),
});

/**
 * One page of fal's answer, or undefined when it is none. An entry that cannot be a request of fal's is left out;
 * one page that says that there is more and not how to get it is no page.
 */
export function parseHistoryPage(answer: unknown): HistoryPage | undefined {
  const parsed = pageSchema.safeParse(answer);
  if (!parsed.success) return undefined;
  const { items, next_cursor, has_more } = parsed.data;
  if (has_more && !next_cursor) return undefined;
  return {
    items: items.flatMap((item) => parseItem(item) ?? []),
    next: has_more === false ? undefined : (next_cursor ?? undefined),
  };
}

function parseItem(value: unknown): HistoryItem | undefined {
  const item = itemSchema.safeParse(value).data;
  if (!item) return undefined;
  const sentAt = timeOf(item.sent_at);
  if (sentAt === undefined) return undefined;
  const input = item.json_input && Object.keys(item.json_input).length > 0 ? item.json_input : undefined;
  return { requestId: item.request_id, endpoint: item.endpoint_id, sentAt, input };
}

/** An ISO 8601 time; one without a zone is UTC, as servers write it. */
function timeOf(iso: string): number | undefined {
  if (!/^\d{4}-\d\d-\d\d[T ]\d\d:\d\d/.test(iso)) return undefined;
  const hasZone = /(?:Z|[+-]\d\d:?\d\d)$/i.test(iso);
  const at = Date.parse(hasZone ? iso : `${iso.replace(" ", "T")}Z`);
  return Number.isNaN(at) ? undefined : at;
}

/** An answer of more than this many bytes is not read. */
export const maxHistoryBytes = 24 * 1024 * 1024;

/** A page holds this many requests at most. */
const maxPageItems = 100;
/** fal gives back, beside the body, its own answer and the request's dates. */
const bytesBeside = 20_000;

/** How many requests of bodies of `bodyBytes` fit one answer. */
export function pageSizeFor(bodyBytes: number): number {
  const fit = Math.floor(maxHistoryBytes / (bodyBytes + bytesBeside));
  return Math.min(maxPageItems, Math.max(1, fit));
}
