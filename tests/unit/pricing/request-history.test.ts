import { describe, expect, it } from "vitest";
import { maxHistoryBytes, pageSizeFor, parseHistoryPage } from "../../../lib/pricing/request-history";

const row = (change: Record<string, unknown> = {}) => ({
  request_id: "764cabcf-b745-4b3e-ae38-1200304cf45b",
  endpoint_id: "fal-ai/flux/schnell",
  sent_at: "2026-11-26T12:00:00.250Z",
  started_at: null,
  ended_at: null,
  status_code: 200,
  duration: 1.2,
  json_input: { prompt: "a red chair" },
  json_output: {},
  ...change,
});
const page = (...items: unknown[]) => ({ items, next_cursor: null, has_more: false });
const read = (change: Record<string, unknown>) => parseHistoryPage(page(row(change)))?.items;

it("reads fal's answer", () =>
  expect(parseHistoryPage(page(row()))).toEqual({
    items: [
      {
        requestId: "764cabcf-b745-4b3e-ae38-1200304cf45b",
        endpoint: "fal-ai/flux/schnell",
        sentAt: Date.UTC(2026, 10, 26, 12, 0, 0, 250),
        input: { prompt: "a red chair" },
      },
    ],
    next: undefined,
  }));

it.each([
  [{ next_cursor: "abc", has_more: true }, "abc"],
  [{ next_cursor: "abc" }, "abc"],
  [{ next_cursor: "abc", has_more: false }, undefined],
  [{}, undefined],
])("the next page of %j is %j", (rest, next) =>
  expect(parseHistoryPage({ items: [], ...rest })?.next).toBe(next),
);

it.each([
  undefined,
  null,
  "",
  "<html>",
  [],
  {},
  { items: {} },
  { items: [], has_more: true },
  { items: [], has_more: true, next_cursor: "" },
  { items: [], has_more: "yes" },
  { items: [], next_cursor: 4 },
  { items: [], next_cursor: "x".repeat(2001) },
  { items: Array(1001).fill(row()) },
])("%j is no page", (odd) => expect(parseHistoryPage(odd)).toBeUndefined());

describe("an entry", () => {
  it.each([
    "../../admin",
    "a/b",
    "a b",
    "short",
    "x".repeat(101),
    "é".repeat(20),
    "%2e%2e%2f%2e%2e",
    4,
    null,
    "",
  ])("with the id %j is none of fal's", (request_id) => expect(read({ request_id })).toEqual([]));

  it.each([null, "yesterday", 1764158400000, "", "12:00", "2026-13-45T99:99:99Z"])(
    "sent at %j is none",
    (sent_at) => expect(read({ sent_at })).toEqual([]),
  );

  it.each([
    ["2026-11-26T12:00:00Z", Date.UTC(2026, 10, 26, 12)],
    ["2026-11-26T12:00:00.123456+00:00", Date.UTC(2026, 10, 26, 12, 0, 0, 123)],
    ["2026-11-26T19:00:00+07:00", Date.UTC(2026, 10, 26, 12)],
    ["2026-11-26T12:00:00.5", Date.UTC(2026, 10, 26, 12, 0, 0, 500)],
    ["2026-11-26 12:00:00", Date.UTC(2026, 10, 26, 12)],
  ])("sent at %s", (sent_at, at) => expect(read({ sent_at })?.[0]?.sentAt).toBe(at));

  it.each([undefined, null, {}, [], "{}", 4])("with the input %j has none", (json_input) =>
    expect(read({ json_input })?.[0]?.input).toBeUndefined(),
  );

  it("that is odd spoils no other", () =>
    expect(parseHistoryPage(page(null, 4, [], row({ request_id: {} }), row()))?.items).toHaveLength(1));
});

it.each([
  [100, 100],
  [600_000, 40],
  [2_600_000, 9],
  [30_000_000, 1],
])("bodies of %i bytes: %i a page", (bytes, items) => {
  expect(pageSizeFor(bytes)).toBe(items);
  if (items > 1) expect(items * bytes).toBeLessThan(maxHistoryBytes);
});
