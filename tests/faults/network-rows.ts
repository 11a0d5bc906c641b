import type { FailureCode } from "../../lib/failure/failure";
import type { Behaviour } from "../../sandbox/behaviour.ts";
import type { Fault } from "../../sandbox/faults.ts";

/** A fault of the network or of fal, and how the generation under it must end. */
export interface NetworkRow {
  name: string;
  faults?: Omit<Fault, "prompt">[];
  /** Changes that touch every request: such a row is played alone. */
  behave?: Partial<Behaviour>;
  /** `picture`, or the failures that are honest here. */
  ends: "picture" | FailureCode[];
  /** The browser itself sends the submit again: the connection had been used before, and then broke. */
  resentByBrowser?: boolean;
  /** What the user's Retry leads to, where it is part of the row. */
  retry?: "free" | "free, then paid";
}

type Kind = Fault["kind"];

/** At submit nobody can know: one sentence, and never a second try. */
const atSubmit = (kind: Kind, before: boolean): NetworkRow => ({
  name: `submit: ${kind}, ${before ? "before fal has it" : "after fal has accepted"}`,
  faults: [{ kind, at: "submit", before }],
  ends: kind === "redirect" ? ["fal_redirected"] : ["submit_unanswered"],
});

/** Chromium's own second try cannot be switched off for a body with a length; on a fresh connection there is none. */
const onUsedConnection = (kind: Kind): NetworkRow => ({
  ...atSubmit(kind, false),
  name: `submit: ${kind} on a used connection (the browser itself sends it again)`,
  resentByBrowser: true,
});

/** For a sandbox that keeps no connection alive, and a browser that has none from before. */
export const freshRows: NetworkRow[] = (["cut", "reset"] as const).flatMap((kind) => [
  atSubmit(kind, false),
  atSubmit(kind, true),
]);

/** A free read is repeated until it comes through. */
const atRead = (at: "status" | "result" | "media", kind: Kind, times = 2): NetworkRow => ({
  name: `${at}: ${kind}, ${times === 1 ? "once" : `${times} times`}`,
  faults: [{ kind, at, times }, ...(at === "status" ? [{ kind: "cut", at: "stream" } as const] : [])],
  ends: "picture",
});

const atStream = (kind: Kind): NetworkRow => ({
  name: `stream: ${kind}, always`,
  faults: [{ kind, at: "stream" }],
  ends: "picture",
});

/** As often as Refshot looks for a picture that is not where fal said, before it tells the user. */
const lasting = 5;

/** What the user must mend or ask for: an honest sentence, and then a free Retry brings the picture. */
const mendable = (
  at: "status" | "result" | "media",
  kind: Kind,
  code: FailureCode,
  times = 1,
): NetworkRow => ({
  name: `${at}: ${kind}, then Retry`,
  faults: [{ kind, at, times }, ...(at === "status" ? [{ kind: "cut", at: "stream" } as const] : [])],
  ends: [code],
  retry: "free",
});

const refusing = (
  at: "submit" | "status" | "result" | "media",
  status: number,
  times: number,
  ends: NetworkRow["ends"] = "picture",
): NetworkRow => ({
  name: `${at}: ${status} ${times} times`,
  behave: {
    refuse: {
      at,
      status,
      times,
      body: { detail: "storm" },
      headers: status === 429 ? { "retry-after": "1" } : {},
    },
  },
  ends,
});

/** Rows that are over within seconds. */
export const quickRows: NetworkRow[] = [
  ...(["cut", "reset"] as const).map(onUsedConnection),
  ...(["cut-body", "html", "empty"] as const).map((kind) => atSubmit(kind, false)),
  ...(["html", "empty", "redirect"] as const).map((kind) => atSubmit(kind, true)),
  ...(["cut", "reset", "cut-body", "html", "empty"] as const).map((kind) => atRead("status", kind)),
  ...(["cut", "reset", "cut-body", "html", "empty", "redirect"] as const).map(atStream),
  ...(["cut", "reset", "cut-body", "html", "empty"] as const).map((kind) => atRead("result", kind)),
  ...(["cut", "reset", "cut-body", "html", "empty"] as const).map((kind) => atRead("media", kind)),
  mendable("status", "redirect", "fal_redirected"),
  mendable("result", "redirect", "fal_redirected"),
  mendable("media", "redirect", "fal_redirected"),
  mendable("media", "html", "picture_unreadable", lasting),
  mendable("media", "empty", "picture_unreadable", lasting),
  { name: "events twice and out of order", behave: { disorder: true }, ends: "picture" },
  { name: "accepted, then forgotten", behave: { forget: "accepted" }, ends: ["request_lost"] },
  { name: "COMPLETED, then 404", behave: { forget: "completed" }, ends: ["request_lost"] },
  { name: "no status stream at all", behave: { stream: false }, ends: "picture" },
  refusing("submit", 429, 2),
  refusing("submit", 500, 1, ["fal_down"]),
  refusing("submit", 503, 1, ["fal_down"]),
  refusing("submit", 504, 1, ["submit_unanswered"]),
  refusing("result", 429, 3),
  refusing("result", 503, 3),
  refusing("media", 429, 3),
  refusing("media", 503, 3),
  refusing("media", 404, 1),
  refusing("media", 410, 1),
  refusing("media", 404, lasting, ["picture_expired"]),
  refusing("media", 410, lasting, ["picture_expired"]),
];

/** Rows that need a timeout of the product's to pass, or a minute of its patience. */
export const slowRows: NetworkRow[] = [
  // The longest first, and side by side.
  ...(["stall", "stall-body", "drip"] as const).map((kind) => atSubmit(kind, false)),
  ...(["stall", "stall-body", "drip"] as const).flatMap((kind) => [
    atStream(kind),
    atRead("status", kind, 1),
    atRead("result", kind, 1),
    atRead("media", kind, 1),
  ]),
];

/** fal's own failure for good: one free Retry, and the one after it is the user's word for a new request. */
export const hopelessRow: NetworkRow = {
  name: "result: 503 for ever, Retry twice",
  behave: { refuse: { at: "result", status: 503, body: "down" } },
  ends: ["fal_down"],
  retry: "free, then paid",
};
