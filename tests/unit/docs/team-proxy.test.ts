import { createFalClient } from "@fal-ai/client";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createSandbox } from "../../../sandbox/server.ts";
import { startTeamProxy, type TeamProxy } from "./team-proxy.ts";

const sandbox = await createSandbox({ queueMs: 30, runMs: 30, tls: true });
let proxy: TeamProxy;
let proxyUrl: string;
beforeAll(async () => {
  proxy = await startTeamProxy(sandbox);
  proxyUrl = proxy.add("Ana");
});
afterAll(async () => {
  await proxy?.close();
  await sandbox.close();
});
beforeEach(() => {
  sandbox.reset();
  proxy.lines.length = 0;
});

const SCHNELL = "fal-ai/flux/schnell";
const input = { prompt: "a cup on a rock", num_inference_steps: 7, guidance_scale: 3.5 };

/** A request as Refshot makes it. */
function call(target: string, method = "GET", body?: unknown, url = proxyUrl, more = {}) {
  const headers = { "x-fal-target-url": target, "content-type": "application/json", ...more };
  return fetch(url, { method, headers, ...(body !== undefined && { body: JSON.stringify(body) }) });
}
const submit = (endpoint = SCHNELL, body: unknown = input, more = {}) =>
  call(`https://queue.fal.run/${endpoint}`, "POST", body, proxyUrl, more);
const paid = () => sandbox.record.filter(({ route }) => route === "submit");

describe("a member's request", () => {
  it("goes to fal with the team's key, which nobody sees, and ends in a picture and its cost", async () => {
    const fal = createFalClient({ proxyUrl: { url: proxyUrl, when: "always" } });
    const { request_id } = await fal.queue.submit(SCHNELL, { input });
    const states: string[] = [];
    for await (const { status } of await fal.queue.streamStatus(SCHNELL, { requestId: request_id }))
      states.push(status);
    expect(states.at(-1)).toBe("COMPLETED");
    const result = await call(`https://queue.fal.run/fal-ai/flux/requests/${request_id}`);
    expect(result.headers.get("x-fal-billable-units")).toBe("0.786432");
    expect((await result.json()).images[0].url).toMatch(/^https:\/\/v3\.fal\.media\//);
    expect(sandbox.record.map(({ host, authorization }) => [host, authorization])).toEqual(
      sandbox.record.map(() => ["queue.fal.run", "Key sandbox-key-id:sandbox-key-secret"]),
    );
    expect(JSON.stringify([...result.headers])).not.toContain("sandbox-key");
  });

  it("is told by name, with what it cost, and without prompt or token", async () => {
    const { request_id, response_url } = await (await submit()).json();
    await expect.poll(async () => (await call(`${response_url}/status`)).status, { timeout: 3000 }).toBe(200);
    await (await call(response_url)).text();
    const entries = () => proxy.lines.map((line) => JSON.parse(line));
    const paths = [SCHNELL, `fal-ai/flux/requests/${request_id}`];
    const told = paths.map((path, index) => ({
      at: expect.any(String),
      member: "Ana",
      method: index ? "GET" : "POST",
      target: `queue.fal.run/${path}`,
      status: 200,
      units: index ? "0.786432" : null,
    }));
    await expect.poll(entries).toEqual(expect.arrayContaining(told));
    expect(proxy.lines.join()).not.toContain("cup");
    expect(proxy.lines.join()).not.toContain(proxyUrl.split("/")[4]);
  });

  it("carries the wish that fal keeps nothing, and can be cancelled", async () => {
    sandbox.behave({ queueMs: 3000 });
    const { cancel_url } = await (await submit(SCHNELL, input, { "x-fal-store-io": "0" })).json();
    expect(paid()[0]?.headers["x-fal-store-io"]).toBe("0");
    expect((await call(cancel_url, "PUT")).status).toBe(202);
  });

  it.each([
    [401, { detail: "No user found for Key ID and Secret" }],
    [404, { detail: "Application 'flux-1.1' not found" }],
    [429, { detail: "busy" }],
    [503, { detail: "down" }],
  ])("gets fal's own refusal: %i", async (status, body) => {
    sandbox.behave({ refuse: { at: "submit", status, body, headers: { "retry-after": "7" } } });
    const response = await submit();
    expect([response.status, await response.json()]).toEqual([status, body]);
    expect(response.headers.get("retry-after")).toBe("7");
  });

  it("gets a 502 when fal's answer breaks off", async () => {
    sandbox.behave({ faults: [{ kind: "cut", at: "submit" }] });
    expect((await submit()).status).toBe(502);
  });

  it("may ask for prices", async () => {
    const address = "https://api.fal.ai/v1/models/pricing?endpoint_id=";
    for (const query of [`${SCHNELL}&endpoint_id=fal-ai/flux-2/edit`, encodeURIComponent(SCHNELL)]) {
      const response = await call(address + query);
      expect([response.status, (await response.json()).prices[0].unit_price]).toEqual([200, 0.003]);
    }
  });
});

it("lets a browser in that was not allowed to reach it freely", async () => {
  const asked = "content-type,x-fal-target-url";
  const preflight = await fetch(proxyUrl, {
    method: "OPTIONS",
    headers: { "access-control-request-headers": asked },
  });
  expect([preflight.status, preflight.headers.get("access-control-allow-headers")]).toEqual([204, asked]);
  const response = await submit();
  expect(response.headers.get("access-control-allow-origin")).toBe("*");
  expect(response.headers.get("access-control-expose-headers")).toBe("*");
});

describe("what does not go through", () => {
  it.each([
    ["another endpoint", "https://queue.fal.run/fal-ai/veo3", "POST"],
    ["an endpoint's neighbour", `https://queue.fal.run/${SCHNELL}/turbo`, "POST"],
    ["http", `http://queue.fal.run/${SCHNELL}`, "POST"],
    ["another host", "https://evil.example/", "POST"],
    ["a host that looks like fal's", "https://queue.fal.run.evil.example/fal-ai/flux/schnell", "POST"],
    ["another port", `https://queue.fal.run:8443/${SCHNELL}`, "POST"],
    [
      "the request history",
      `https://api.fal.ai/v1/models/requests/by-endpoint?endpoint_id=${SCHNELL}`,
      "GET",
    ],
    ["a path beyond the prices", "https://api.fal.ai/v1/models/pricing/estimate?a=/b", "GET"],
    ["the team's bill", "https://api.fal.ai/v1/account/billing", "GET"],
    ["no address", "", "GET"],
    ["another method", `https://queue.fal.run/${SCHNELL}`, "DELETE"],
  ])("%s", async (_name, target, method) => {
    const response = await call(target, method, method === "POST" ? input : undefined);
    expect([response.status, await response.json()]).toEqual([400, { detail: "Invalid request" }]);
    expect(sandbox.record).toEqual([]);
  });

  it("a body that Refshot would never send", async () => {
    const response = await submit(SCHNELL, { prompt: "a".repeat(4 * 1024 * 1024) });
    expect(response.status).toBe(413);
    expect(sandbox.record).toEqual([]);
  });
});

describe("who may use it", () => {
  it.each([
    ["an unknown token", "/team/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA/api/fal/proxy", 401],
    ["no token", "/api/fal/proxy", 404],
    ["a name of every object", "/team/constructor/api/fal/proxy", 401],
    ["a token's digest", "/team/../team.json", 404],
  ])("not %s", async (_name, path, status) => {
    const response = await call(`https://queue.fal.run/${SCHNELL}`, "POST", input, proxy.origin + path);
    expect(response.status).toBe(status);
    expect(sandbox.record).toEqual([]);
  });

  it("not a member who has left, and a new address ends the old one", async () => {
    const first = proxy.add("Budi");
    const ask = async (url: string) =>
      (await call(`https://queue.fal.run/${SCHNELL}`, "POST", input, url)).status;
    expect(await ask(first)).toBe(200);
    const second = proxy.add("Budi");
    expect([await ask(first), await ask(second)]).toEqual([401, 200]);
    proxy.remove("Budi");
    expect([await ask(second), await ask(proxyUrl)]).toEqual([401, 200]);
  });
});
