import { request as tlsRequest } from "node:https";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { platformRefusal } from "../../../sandbox/platform-routes.ts";
import { createSandbox } from "../../../sandbox/server.ts";
import { createCalls, FLUX2, FLUX11, KEY } from "./calls.ts";

const sandbox = await createSandbox({ queueMs: 30, runMs: 30, tls: true });
const { call } = createCalls(sandbox);
afterAll(() => sandbox.close());
beforeEach(() => sandbox.reset());

const SCHNELL = "fal-ai/flux/schnell";
const ask = async (path: string, key = KEY) => {
  const response = await call("direct", "GET", `/v1/models/${path}`, undefined, key);
  return { status: response.status, body: await response.json() };
};
const prices = (...endpoints: string[]) =>
  ask(`pricing?${new URLSearchParams(endpoints.map((id) => ["endpoint_id", id]))}`);

describe("the pricing call", () => {
  const flux2 = { endpoint_id: FLUX2, unit_price: 0.012, unit: "megapixels", currency: "USD" };
  const schnell = { ...flux2, endpoint_id: SCHNELL, unit_price: 0.003 };

  it("gives each price, repeated or with commas", async () => {
    const expected = { prices: [schnell, flux2], next_cursor: null, has_more: false };
    expect(await prices(SCHNELL, FLUX2)).toEqual({ status: 200, body: expected });
    expect((await prices(`${SCHNELL},${FLUX2}`, SCHNELL)).body).toEqual(expected);
  });

  it.each([
    [[], 400, "validation_error"],
    [Array.from({ length: 51 }, (_, index) => `a/${index}`), 400, "validation_error"],
    [[SCHNELL, ""], 400, "validation_error"],
    [[SCHNELL, FLUX11], 404, "not_found"],
    [["nothing"], 404, "not_found"],
  ])("%j: %i %s", async (endpoints, status, type) => {
    const answered = await prices(...endpoints);
    expect([answered.status, answered.body.error.type]).toEqual([status, type]);
    expect(answered.body.error).toMatchObject({
      message: expect.any(String),
      request_id: expect.any(String),
    });
  });

  it("does not know an endpoint that fal does not offer, and can leave it out", async () => {
    sandbox.behave({ flux2: "missing" });
    expect((await prices(SCHNELL, FLUX2)).status).toBe(404);
    sandbox.behave({ unknownPrice: "left-out" });
    expect((await prices(SCHNELL, FLUX2)).body.prices).toEqual([schnell]);
  });

  it.each([
    [{ unit_price: 0 }, { ...schnell, unit_price: 0 }],
    [{ unit_price: 1e9 }, { ...schnell, unit_price: 1e9 }],
    [{ currency: "EUR" }, { ...schnell, currency: "EUR" }],
    [{ unit: "compute seconds" }, { ...schnell, unit: "compute seconds" }],
  ])("with %j", async (change, expected) => {
    sandbox.behave({ prices: { [SCHNELL]: change } });
    expect((await prices(SCHNELL)).body.prices).toEqual([expected]);
  });

  it("a price taken off the list", async () => {
    sandbox.behave({ prices: { [SCHNELL]: null }, unknownPrice: "left-out" });
    expect((await prices(SCHNELL)).body.prices).toEqual([]);
  });
});

describe.each(["pricing", "history"] as const)("%s", (at) => {
  const path = `${at === "pricing" ? "pricing" : "requests/by-endpoint"}?endpoint_id=${SCHNELL}`;

  it("wants a key, and GET", async () => {
    const { status, body } = await ask(path, "Key other:key");
    expect([status, body.error.type]).toEqual([401, "authorization_error"]);
    expect((await call("direct", "POST", `/v1/models/${path}`, {})).status).toBe(405);
    expect(sandbox.record.map(({ route, status }) => [route, status])).toEqual([
      [at, 401],
      [at, 405],
    ]);
  });

  it.each([401, 403, 429, 500] as const)("%i when told so, as often as told", async (refusal) => {
    sandbox.behave({ refuse: platformRefusal(at, refusal, 1) });
    expect((await ask(path)).status).toBe(refusal);
    expect((await ask(path)).status).toBe(200);
  });

  it("can be of another shape, broken, huge, or cut", async () => {
    sandbox.behave({ refuse: { at, status: 200, body: [{ a: 1 }], times: 1 } });
    expect((await ask(path)).body).toEqual([{ a: 1 }]);
    sandbox.behave({ faults: [{ at, kind: "half-json", times: 1 }] });
    await expect(ask(path)).rejects.toThrow(SyntaxError);
    sandbox.behave({ faults: [{ at, kind: "huge", times: 1 }] });
    expect((await ask(path)).status).toBe(200);
    sandbox.behave({ faults: [{ at, kind: "cut", times: 1 }] });
    await expect(ask(path)).rejects.toThrow("fetch failed");
  });

  it("is no business of the proxy's", async () => {
    const response = await call("proxy", "GET", `https://api.fal.ai/v1/models/${path}`);
    expect(response.status).toBe(400);
  });
});

it("stands behind the name api.fal.ai, and queue.fal.run knows nothing of it", async () => {
  const status = (host: string, path: string) =>
    new Promise((resolve, reject) => {
      const headers = { host, authorization: KEY };
      const options = { host: "127.0.0.1", port: sandbox.tlsPort, path, headers, rejectUnauthorized: false };
      tlsRequest(options, (response) => resolve(response.resume().statusCode))
        .on("error", reject)
        .end();
    });
  const path = `/v1/models/pricing?endpoint_id=${SCHNELL}`;
  expect(await status("api.fal.ai", path)).toBe(200);
  expect(await status("queue.fal.run", path)).toBe(405);
  expect(await status("api.fal.ai", `/${SCHNELL}`)).toBe(404);
});
