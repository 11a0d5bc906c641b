import { beforeEach, describe, expect, it } from "vitest";
import { createFal } from "../../../lib/fal/client";
import { testAccess } from "../../../lib/fal/test-access";
import { schnell } from "../support/records";

const key = "0d1f2a3b-4c5d-6e7f-8a9b-0c1d2e3f4a5b:0123456789abcdef0123456789abcdef";
interface Call {
  url: string;
  init: RequestInit;
  headers: Headers;
}
let calls: Call[];
let answer: unknown;
beforeEach(() => {
  calls = [];
  answer = {};
});

const fetch: typeof globalThis.fetch = async (input, init = {}) => {
  calls.push({ url: String(input), init, headers: new Headers(init.headers) });
  return Response.json(answer);
};
const fal = createFal({ kind: "key", key }, fetch);
const { signal } = new AbortController();
const queue = "https://queue.fal.run/fal-ai/flux/requests/request-1";

/** Addresses that fal should never give, and that must not be followed. */
const foreign = [
  "https://evil.test/status",
  "https://queue.fal.run.evil.test/status",
  "http://queue.fal.run/status",
  "https://queue.fal.run:8443/status",
  "https://queue.fal.run@evil.test/status",
  "https://rest.fal.ai/status",
  "not an address",
];

describe("the key", () => {
  it("goes to fal's queue, as fal wants it, and a redirect is refused", async () => {
    answer = {
      request_id: "request-1",
      status: "COMPLETED",
      images: [{ url: "https://v3.fal.media/a.jpg" }],
    };
    const request = { requestId: "request-1" };
    await fal.submit(schnell, { prompt: "a" });
    await fal.status(schnell, request, signal);
    await fal.result(schnell, request, signal);
    await fal.cancel(schnell, request, signal);
    await testAccess({ kind: "key", key }, fetch);
    expect(calls).toHaveLength(5);
    for (const { url, init, headers } of calls) {
      expect(new URL(url).origin).toBe("https://queue.fal.run");
      expect(url).not.toContain(key.split(":")[1]);
      expect(headers.get("authorization")).toBe(`Key ${key}`);
      expect(init).toMatchObject({ redirect: "manual", credentials: "omit", referrerPolicy: "no-referrer" });
    }
  });

  it("does not go along to a download", async () => {
    await fal.download("https://v3.fal.media/a.jpg", signal);
    expect(calls.map(({ url }) => url)).toEqual(["https://v3.fal.media/a.jpg"]);
    expect([...(calls[0]?.headers.keys() ?? [])]).toEqual([]);
    expect(calls[0]?.init).toMatchObject({ credentials: "omit" });
  });

  it("does not go to a proxy", async () => {
    const proxied = createFal({ kind: "proxy", proxyUrl: "https://team.test/fal" }, fetch);
    answer = { request_id: "request-1" };
    await proxied.submit(schnell, { prompt: "a" });
    expect(
      calls.map(({ url, headers }) => [url, headers.get("authorization"), headers.get("x-fal-target-url")]),
    ).toEqual([["https://team.test/fal", null, `https://queue.fal.run/${schnell}`]]);
  });
});

describe("a foreign address that fal gave", () => {
  it.each(foreign)("%s is not kept", async (url) => {
    answer = { request_id: "request-1", status_url: url, response_url: url, cancel_url: url };
    expect(await fal.submit(schnell, {})).toEqual({ requestId: "request-1" });
  });

  it.each(foreign)("%s is not followed, should it be stored", async (url) => {
    answer = { status: "COMPLETED", images: [{ url: "https://v3.fal.media/a.jpg" }] };
    const request = { requestId: "request-1", statusUrl: url, responseUrl: url, cancelUrl: url };
    await fal.status(schnell, request, signal);
    // Not a stream; where it was asked for is what counts.
    await fal.stream(schnell, request, () => {}, signal).catch(() => undefined);
    await fal.result(schnell, request, signal);
    await fal.cancel(schnell, request, signal);
    expect(calls.map((call) => call.url.split("?")[0])).toEqual([
      `${queue}/status`,
      `${queue}/status/stream`,
      queue,
      `${queue}/cancel`,
    ]);
  });

  it("fal's own is followed as it is", async () => {
    answer = { status: "IN_QUEUE" };
    const statusUrl = "https://queue.fal.run/elsewhere/requests/request-1/status";
    await fal.status(schnell, { requestId: "request-1", statusUrl }, signal);
    await fal.stream(schnell, { requestId: "request-1", statusUrl }, () => {}, signal).catch(() => undefined);
    expect(calls.map(({ url }) => url)).toEqual([statusUrl, `${statusUrl}/stream`]);
  });

  it.each([
    "https://evil.test/a.jpg",
    "https://evilfal.media/a.jpg",
    "http://127.0.0.1:80/a.jpg",
    "data:image/png;base64,QQ==",
  ])("a picture at %s is not fetched", async (url) => {
    await expect(fal.download(url, signal)).rejects.toMatchObject({ failure: { code: "picture_foreign" } });
    expect(calls).toEqual([]);
  });
});

it("an answer that is too long is no answer", async () => {
  answer = { request_id: "request-1", more: "x".repeat(2_000_000) };
  await expect(fal.submit(schnell, {})).rejects.toMatchObject({ failure: { code: "fal_odd_answer" } });
  expect(calls).toHaveLength(1);
});

it.each([
  ["no status", { state: "?" }],
  ["another", { status: "FAILED" }],
])("a status that is none (%s) is no answer of fal", async (_name, odd) => {
  answer = odd;
  await expect(fal.status(schnell, { requestId: "request-1" }, signal)).rejects.toMatchObject({
    failure: { code: "fal_odd_answer" },
  });
});

describe("what never leaves is never called a charge", () => {
  it.each([
    ["an invisible letter in the key", `${key}\u200b`],
    ["a Cyrillic one", key.replace("a", "\u0430")],
    ["a line break", `${key}\nx: y`],
  ])("%s", async (_name, odd) => {
    const submit = createFal({ kind: "key", key: odd }, fetch).submit(schnell, { prompt: "a" });
    await expect(submit).rejects.toMatchObject({ failure: { code: "not_sent" } });
    expect(calls).toEqual([]);
  });

  it("a line that is cut is another matter", async () => {
    const cut = createFal({ kind: "key", key }, async () => {
      throw new TypeError("Failed to fetch");
    });
    await expect(cut.submit(schnell, {})).rejects.toMatchObject({ failure: { code: "fal_unreachable" } });
  });
});

describe("answers of an owner's endpoint, and numbers of 64 bits", () => {
  const url = "https://v3.fal.media/a.jpg";
  it.each<[string, string]>([
    ["image", `{"image":{"url":"${url}"},"seed":15860307465884635512}`],
    ["images as one", `{"images":{"url":"${url}"},"seed":15860307465884635512}`],
    ["addresses alone", `{"images":["${url}"],"seed":15860307465884635512}`],
    ["as fal's own", `{"images":[{"url":"${url}"}],"seed":15860307465884635512}`],
  ])("%s", async (_name, text) => {
    const own = createFal({ kind: "key", key }, async () => new Response(text));
    const result = await own.result(schnell, { requestId: "request-1" }, signal);
    expect(result).toMatchObject({ images: [{ url }], seed: "15860307465884635512" });
  });

  it("a small seed stays a number; too many timings are not kept", async () => {
    const timings = Object.fromEntries(Array.from({ length: 60_000 }, (_, i) => [`t${i}`, i]));
    answer = { images: [{ url }], seed: 7, timings };
    const result = await fal.result(schnell, { requestId: "request-1" }, signal);
    expect(result.seed).toBe(7);
    expect(Object.keys(result.timings ?? {})).toHaveLength(20);
  });
});
