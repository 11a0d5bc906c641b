import { beforeEach, describe, expect, it } from "vitest";
import { createFal } from "../../../lib/fal/client";
import { createFalPlatform } from "../../../lib/fal/platform";
import { schnell } from "../support/records";

const key = "0d1f2a3b-4c5d-6e7f-8a9b-0c1d2e3f4a5b:0123456789abcdef0123456789abcdef";
let calls: { url: URL; init: RequestInit }[];
let answer: () => Response;
beforeEach(() => {
  calls = [];
  answer = () => Response.json({});
});
const fetch: typeof globalThis.fetch = async (input, init = {}) => {
  calls.push({ url: new URL(String(input)), init });
  return answer();
};
const fal = createFalPlatform(key, fetch);
const { signal } = new AbortController();
const query = { endpoint: schnell, start: Date.UTC(2026, 10, 26), end: Date.UTC(2026, 10, 27), limit: 40 };
const history = (maxBytes = 1000) => fal.history(query, maxBytes, signal);

it("asks for prices of all endpoints at once", async () => {
  answer = () => Response.json({ prices: [] });
  expect(await fal.prices(["fal-ai/a", "fal-ai/b"])).toEqual({ prices: [] });
  expect(calls[0]?.url.href).toBe(
    "https://api.fal.ai/v1/models/pricing?endpoint_id=fal-ai%2Fa&endpoint_id=fal-ai%2Fb",
  );
});

it("asks for a page of the history, and tells how far fal's clock is ahead", async () => {
  const ahead = new Date(Date.now() + 120_000).toUTCString();
  answer = () => Response.json({ items: [] }, { headers: { date: ahead } });
  const { answer: page, clockOffset } = await fal.history({ ...query, cursor: "Mg==" }, 1000, signal);
  expect(page).toEqual({ items: [] });
  expect(Math.abs((clockOffset ?? 0) - 120_000)).toBeLessThan(5_000);
  expect(calls[0]?.url.pathname).toBe("/v1/models/requests/by-endpoint");
  expect(Object.fromEntries(calls[0]!.url.searchParams)).toEqual({
    endpoint_id: schnell,
    start: "2026-11-26T00:00:00.000Z",
    end: "2026-11-27T00:00:00.000Z",
    limit: "40",
    expand: "payloads",
    cursor: "Mg==",
  });
});

it("the key goes to fal's own host in the header, and nothing else goes along", async () => {
  await fal.prices(["fal-ai/a"]);
  await history();
  for (const { url, init } of calls) {
    expect(url.origin).toBe("https://api.fal.ai");
    expect(url.href).not.toContain(key.split(":")[1]);
    expect(init.headers).toMatchObject({ authorization: `Key ${key}` });
    expect(init).toMatchObject({
      redirect: "manual",
      credentials: "omit",
      cache: "no-store",
      referrerPolicy: "no-referrer",
    });
  }
});

describe("an answer that is none", () => {
  it.each<[string, () => Response, object]>([
    [
      "401",
      () => Response.json({ error: { type: "authorization_error", message: "no" } }, { status: 401 }),
      { status: 401 },
    ],
    ["500, a page", () => new Response("<html>", { status: 500 }), { status: 500 }],
    [
      "a redirect",
      () => new Response(null, { status: 302, headers: { location: "https://evil.test" } }),
      { failure: { code: "fal_redirected" } },
    ],
    ["no JSON", () => new Response("<html>"), { failure: { code: "fal_odd_answer" } }],
    ["nothing", () => new Response(""), { failure: { code: "fal_odd_answer" } }],
    [
      "too long",
      () => new Response(JSON.stringify("x".repeat(2000))),
      { failure: { code: "fal_odd_answer" } },
    ],
  ])("%s", async (_, odd, error) => {
    answer = odd;
    await expect(history()).rejects.toMatchObject(error);
  });

  it("no connection", async () => {
    answer = () => {
      throw new TypeError("Failed to fetch");
    };
    await expect(history()).rejects.toMatchObject({ failure: { code: "fal_unreachable" } });
  });

  it("never gives the key back", async () => {
    answer = () => Response.json({ items: [{ request_id: key }] });
    expect(JSON.stringify(await history())).not.toContain(key.split(":")[1]);
    answer = () => Response.json({ error: { message: `bad key ${key}` } }, { status: 403 });
    const error = await history().catch((thrown: unknown) => thrown);
    expect(JSON.stringify(error)).not.toContain(key.split(":")[1]);
  });
});

describe("billable units", () => {
  const picture = { images: [{ url: "https://v3.fal.media/a.jpg" }] };
  const result = () => createFal({ kind: "key", key }, fetch).result(schnell, { requestId: "r-1" }, signal);

  it("come with the result, as the header has them", async () => {
    answer = () => Response.json(picture, { headers: { "x-fal-billable-units": "1.05" } });
    expect((await result()).billableUnits).toBe("1.05");
  });

  it("are missing where fal gives none, and cannot be told by the body", async () => {
    answer = () => Response.json({ ...picture, billableUnits: "9" });
    expect(await result()).not.toHaveProperty("billableUnits");
  });
});
