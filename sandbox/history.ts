import { randomUUID } from "node:crypto";
import type { Job } from "./job.ts";

/** How fal's request history shows what it knows. */
export interface HistoryBehaviour {
  /** `ended`: only what has ended; `accepted`: also what waits or runs. Which of the two fal does is not known. */
  shows: "ended" | "accepted";
  /** How many ms after that a request appears. */
  lagMs: number;
  /** Which time `start` and `end` are held against; what has not ended is held by when it was sent. */
  filters: "ended_at" | "sent_at";
  /**
   * Input and output: `kept` whole; `cut`: data URIs end after 64 characters; `addresses`: an address of fal's
   * in the place of each data URI; `none`: nothing, as after `X-Fal-Store-IO: 0`.
   */
  payloads: "kept" | "cut" | "addresses" | "none";
  /** How far fal's clock is ahead of ours, in ms. */
  clockMs: number;
  /** How many items a page has at most, whatever is asked for. */
  pageMost: number;
  /** What becomes of the whole list before it is cut into pages: strangers put in, fields taken away or spoiled. */
  edit: (items: HistoryItem[]) => unknown[];
}

export const defaultHistory: HistoryBehaviour = {
  shows: "ended",
  lagMs: 0,
  filters: "ended_at",
  payloads: "kept",
  clockMs: 0,
  pageMost: 100,
  edit: (items) => items,
};

/** One request as fal's history lists it. */
export interface HistoryItem {
  request_id: string;
  endpoint_id: string;
  sent_at: string;
  started_at: string | null;
  ended_at: string | null;
  status_code: number | null;
  /** Seconds from sent to ended. */
  duration: number | null;
  json_input?: unknown;
  json_output?: unknown;
}

/** What a client may ask for; times in ms since 1970 by fal's clock. */
export interface HistoryQuery {
  endpoints: string[];
  start: number;
  /** Exclusive. */
  end: number;
  status: "success" | "error" | "user_error" | undefined;
  requestId: string | undefined;
  withPayloads: boolean;
  sortBy: "ended_at" | "duration";
}

/** All that matches, the newest (or longest) first, before it is cut into pages. */
export function listHistory(
  jobs: Job[],
  query: HistoryQuery,
  behaviour: HistoryBehaviour,
  now: number,
): unknown[] {
  const items = jobs
    .filter((job) => isListed(job, behaviour, now))
    .map((job) => toItem(job, behaviour, query.withPayloads))
    .filter((item) => matches(item, query, behaviour.filters));
  const key = ({ duration, ended_at, sent_at }: HistoryItem) =>
    query.sortBy === "duration" ? (duration ?? 0) : Date.parse(ended_at ?? sent_at);
  return behaviour.edit(items.toSorted((a, b) => key(b) - key(a)));
}

function isListed({ acceptedAt, endedAt }: Job, { shows, lagMs }: HistoryBehaviour, now: number): boolean {
  const since = shows === "accepted" ? acceptedAt : endedAt;
  return since > 0 && now >= since + lagMs;
}

function toItem(job: Job, { clockMs, payloads }: HistoryBehaviour, withPayloads: boolean): HistoryItem {
  const at = (ms: number) => (ms ? new Date(ms + clockMs).toISOString() : null);
  const item: HistoryItem = {
    request_id: job.id,
    endpoint_id: job.endpoint,
    sent_at: new Date(job.acceptedAt + clockMs).toISOString(),
    started_at: at(job.startedAt),
    ended_at: at(job.endedAt),
    status_code: job.outcome?.status ?? null,
    duration: job.endedAt ? (job.endedAt - job.acceptedAt) / 1000 : null,
  };
  if (!withPayloads || !job.keepsPayloads || payloads === "none") return item;
  const shown = (value: unknown) => (payloads === "kept" ? value : withoutPictures(value, payloads));
  return {
    ...item,
    json_input: shown(job.body),
    ...(job.outcome && { json_output: shown(job.outcome.body) }),
  };
}

function withoutPictures(value: unknown, how: "cut" | "addresses"): unknown {
  if (typeof value === "string" && value.startsWith("data:"))
    return how === "cut" ? value.slice(0, 64) : `https://v3.fal.media/files/sandbox/${randomUUID()}.jpg`;
  if (Array.isArray(value)) return value.map((one) => withoutPictures(one, how));
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, withoutPictures(one, how)]));
}

function matches(item: HistoryItem, query: HistoryQuery, by: HistoryBehaviour["filters"]): boolean {
  const time = Date.parse((by === "ended_at" ? item.ended_at : null) ?? item.sent_at);
  return (
    query.endpoints.includes(item.endpoint_id) &&
    time >= query.start &&
    time < query.end &&
    (!query.requestId || item.request_id === query.requestId) &&
    (!query.status || statusOf(item) === query.status)
  );
}

function statusOf({ status_code: code }: HistoryItem): HistoryQuery["status"] {
  if (code === null) return undefined;
  if (code >= 500) return "error";
  return code >= 400 ? "user_error" : "success";
}

/** The same request by another program on the same key: for `edit`. */
export function strangerLike(item: HistoryItem): HistoryItem {
  return { ...item, request_id: randomUUID() };
}
