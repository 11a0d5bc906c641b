import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { type HistoryItem, strangerLike } from "../../../sandbox/history.ts";
import { createSandbox } from "../../../sandbox/server.ts";
import { createCalls, face, fixed, KEY, LORA, withImage } from "./calls.ts";

const sandbox = await createSandbox({ queueMs: 3, runMs: 3, concurrency: 50 });
const { call, submit, follow } = createCalls(sandbox);
afterAll(() => sandbox.close());
beforeEach(() => sandbox.reset());

const SCHNELL = "fal-ai/flux/schnell";
type Page = { items: HistoryItem[]; next_cursor: string | null; has_more: boolean };

async function ask(query: Record<string, string> = {}, endpoint = SCHNELL) {
  const search = new URLSearchParams({ endpoint_id: endpoint, ...query });
  const response = await call("direct", "GET", `/v1/models/requests/by-endpoint?${search}`);
  return { status: response.status, body: await response.json() };
}
const list = async (query?: Record<string, string>, endpoint?: string): Promise<Page> =>
  (await ask(query, endpoint)).body;
const ids = ({ items }: Page) => items.map(({ request_id }) => request_id);

/** Sends a request and follows it to its end; gives its id. */
async function finish(endpoint = SCHNELL, body: unknown = fixed): Promise<string> {
  const ticket = await submit(endpoint, body);
  await follow(ticket);
  return ticket.request_id;
}

describe("the list", () => {
  it("has what has ended, the newest first, with its times", async () => {
    const [first, second] = [await finish(), await finish()];
    const page = await list();
    expect(page).toMatchObject({ next_cursor: null, has_more: false });
    expect(ids(page)).toEqual([second, first]);
    const [item] = page.items;
    expect(item).toMatchObject({ endpoint_id: SCHNELL, status_code: 200, duration: expect.any(Number) });
    const times = [item?.sent_at, item?.started_at, item?.ended_at].map((at) => Date.parse(at ?? ""));
    expect(times).toEqual(times.toSorted((a, b) => a - b));
    expect(Math.abs(Date.now() - Number(times[2]))).toBeLessThan(10_000);
    expect(item).not.toHaveProperty("json_input");
  });

  it("has input and output when asked", async () => {
    await finish(LORA, withImage("image_url"));
    const { items } = await list({ expand: "payloads" }, LORA);
    expect(items[0]?.json_input).toEqual(withImage("image_url"));
    expect(items[0]?.json_output).toMatchObject({ images: [{ width: 512 }] });
  });

  it("of the asked endpoints only, repeated or with commas", async () => {
    const [one, other] = [await finish(), await finish(LORA, withImage("image_url"))];
    expect(ids(await list())).toEqual([one]);
    expect(ids(await list({}, `${SCHNELL},${LORA}`))).toEqual([other, one]);
    expect(ids(await list({}, "fal-ai/nothing"))).toEqual([]);
  });

  it("in pages by a cursor", async () => {
    const sent = [];
    for (let index = 0; index < 5; index++) sent.push(await finish());
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const page: Page = await list({ limit: "2", ...(cursor && { cursor }) });
      expect(page.has_more).toBe(page.next_cursor !== null);
      seen.push(...ids(page));
      cursor = page.next_cursor;
    } while (cursor);
    expect(seen).toEqual(sent.toReversed());
    sandbox.behave({ history: { pageMost: 3 } });
    expect((await list()).items).toHaveLength(3);
  });

  it("by id, by what came of it, and by time", async () => {
    const good = await finish(LORA, withImage("image_url"));
    const bad = await finish(LORA, fixed);
    expect(ids(await list({ request_id: good }, LORA))).toEqual([good]);
    expect(ids(await list({ status: "success" }, LORA))).toEqual([good]);
    expect(ids(await list({ status: "user_error" }, LORA))).toEqual([bad]);
    expect(ids(await list({ status: "error" }, LORA))).toEqual([]);
    const { items } = await list({}, LORA);
    const ended = items.find(({ request_id }) => request_id === good)?.ended_at ?? "";
    expect(ids(await list({ start: ended }, LORA))).toContain(good);
    expect(ids(await list({ end: ended }, LORA))).not.toContain(good);
    expect(ids(await list({ start: "2020-01-01", end: "2020-02-01" }, LORA))).toEqual([]);
  });

  it.each([
    ["limit", "0"],
    ["limit", "101"],
    ["limit", "ten"],
    ["cursor", "zzz"],
    ["start", "yesterday"],
    ["end", "2026-13-01T00:00:00Z"],
    ["status", "failed"],
    ["request_id", "7"],
    ["expand", "everything"],
    ["sort_by", "price"],
    ["endpoint_id", ""],
  ])("%s=%s: 400", async (name, value) => {
    const { status, body } = await ask({ [name]: value });
    expect([status, body.error.type]).toEqual([400, "validation_error"]);
  });
});

describe("what it may keep to itself", () => {
  it("requests that have not ended, unless told to show them", async () => {
    sandbox.behave({ runMs: 60_000 });
    const { request_id, status_url } = await submit(SCHNELL, fixed);
    await expect
      .poll(async () => (await (await call("direct", "GET", status_url)).json()).status)
      .toBe("IN_PROGRESS");
    expect((await list()).items).toEqual([]);
    sandbox.behave({ history: { shows: "accepted" } });
    const [item] = (await list({ expand: "payloads" })).items;
    expect(item).toMatchObject({ request_id, ended_at: null, status_code: null, json_input: fixed });
    expect(item).not.toHaveProperty("json_output");
  });

  it("all of it, for a time", async () => {
    sandbox.behave({ history: { lagMs: 200 } });
    const id = await finish();
    expect(ids(await list())).toEqual([]);
    await expect.poll(async () => ids(await list())).toEqual([id]);
  });

  it("input and output, of a request with X-Fal-Store-IO: 0", async () => {
    for (const via of ["direct", "proxy"] as const)
      await follow(
        await (await call(via, "POST", `/${SCHNELL}`, fixed, KEY, { "x-fal-store-io": "0" })).json(),
      );
    await finish();
    const { items } = await list({ expand: "payloads" });
    expect(items.map((item) => "json_input" in item)).toEqual([true, false, false]);
  });

  it("what fal has forgotten", async () => {
    await finish();
    sandbox.behave({ forget: "accepted" });
    expect((await list()).items).toEqual([]);
  });
});

describe("what it may spoil", () => {
  it.each([
    ["none", undefined],
    ["cut", { ...withImage("image_url"), image_url: face.slice(0, 64) }],
    [
      "addresses",
      { ...withImage("image_url"), image_url: expect.stringMatching(/^https:\/\/v3\.fal\.media\//) },
    ],
  ] as const)("payloads: %s", async (payloads, expected) => {
    await finish(LORA, withImage("image_url"));
    sandbox.behave({ history: { payloads } });
    const [item] = (await list({ expand: "payloads" }, LORA)).items;
    expect(item?.json_input).toEqual(expected);
  });

  it("times, by a clock of its own", async () => {
    await finish();
    const before = Date.parse((await list()).items[0]?.sent_at ?? "");
    sandbox.behave({ history: { clockMs: -600_000 } });
    const { items } = await list();
    expect(before - Date.parse(items[0]?.sent_at ?? "")).toBe(600_000);
    const since = new Date(before - 1000).toISOString();
    expect((await list({ start: since })).items).toEqual([]);
  });

  it("which time is meant by start and end", async () => {
    sandbox.behave({ runMs: 100 });
    const id = await finish();
    const { sent_at } = (await list()).items[0] as HistoryItem;
    const end = new Date(Date.parse(sent_at) + 50).toISOString();
    expect(ids(await list({ end }))).toEqual([]);
    sandbox.behave({ history: { filters: "sent_at" } });
    expect(ids(await list({ end }))).toEqual([id]);
  });

  it("the list, with strangers and worse", async () => {
    const id = await finish();
    sandbox.behave({ history: { edit: (items) => [...items.map(strangerLike), ...items, 7] } });
    const { items } = await list();
    expect(items).toHaveLength(3);
    expect(items[0]?.request_id).not.toBe(id);
    expect(items.slice(1)).toEqual([expect.objectContaining({ request_id: id }), 7]);
  });
});
