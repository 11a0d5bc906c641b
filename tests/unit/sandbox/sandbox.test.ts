import { request as rawRequest } from "node:http";
import { request as tlsRequest } from "node:https";
import sharp from "sharp";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { createSandbox } from "../../../sandbox/server.ts";
import { createCalls, fixed, KEY, LORA, withImage } from "./calls.ts";
import { distance, thumbnail } from "./thumbnail.ts";

const sandbox = await createSandbox({ queueMs: 30, runMs: 30, tls: true });
const { call, submit, follow } = createCalls(sandbox);
afterAll(() => sandbox.close());
beforeEach(() => sandbox.reset());

describe("a request from submit to picture", () => {
  it("goes through the queue and ends in a picture, on the direct routes", async () => {
    const ticket = await submit(LORA, withImage("image_url"));
    expect(ticket.status_url).toBe(
      `https://queue.fal.run/fal-ai/flux-lora/requests/${ticket.request_id}/status`,
    );
    const { states, status, result } = await follow(ticket);
    const positions = states.flatMap((state) => state.queue_position ?? []);
    expect(positions).toEqual([2, 1, 0].slice(-positions.length));
    expect(states.map((state) => state.status).slice(-2)).toEqual(["IN_PROGRESS", "COMPLETED"]);
    expect(status).toBe(200);
    expect(result).toMatchObject({
      prompt: fixed.prompt,
      has_nsfw_concepts: [false],
      seed: expect.any(Number),
    });
    expect(result.images[0]).toMatchObject({ width: 512, height: 512, content_type: "image/jpeg" });
    expect(result.images[0].url.startsWith(`${sandbox.url}/media/`)).toBe(true);
    const media = await fetch(result.images[0].url);
    expect(media.headers.get("content-type")).toBe("image/jpeg");
    expect(media.headers.get("access-control-allow-origin")).toBe("*");
    const { width, height, format } = await sharp(await media.arrayBuffer()).metadata();
    expect([width, height, format]).toEqual([512, 512, "jpeg"]);
    expect(sandbox.record.map((entry) => [entry.route, entry.status])).toEqual([
      ["submit", 200],
      ["stream", 200],
      ["result", 200],
      ["media", 200],
    ]);
    expect(sandbox.record[0]?.body).toEqual(withImage("image_url"));
    expect(sandbox.record[3]?.authorization).toBeNull();
  });

  it("goes the same way through the proxy, without a key", async () => {
    const { result } = await follow(await submit("fal-ai/flux/schnell", fixed, "proxy"), "proxy");
    expect(result.images[0]).toMatchObject({ width: 1024, height: 768 });
    expect(new URL(result.images[0].url).origin).toBe(new URL(sandbox.proxyUrl).origin);
    expect(sandbox.record.every((entry) => entry.via === "proxy" && entry.authorization === null)).toBe(true);
  });

  it("can be polled, and says that the result is not there yet", async () => {
    sandbox.behave({ stream: false, queueMs: 60 });
    const ticket = await submit("fal-ai/flux/schnell", fixed);
    expect((await call("direct", "GET", `${ticket.status_url}/stream`)).status).toBe(404);
    expect((await call("direct", "GET", ticket.status_url)).status).toBe(202);
    const early = await call("direct", "GET", ticket.response_url);
    expect([early.status, await early.json()]).toEqual([400, { detail: "Request is still in progress" }]);
    await expect.poll(async () => (await call("direct", "GET", ticket.status_url)).status).toBe(200);
  });

  it("names fal's media host to a client that called queue.fal.run", async () => {
    const ask = async (method: string, path: string, body?: string) => {
      const headers = { host: "queue.fal.run", authorization: KEY };
      const options = { port: sandbox.tlsPort, method, path, headers, rejectUnauthorized: false };
      return JSON.parse(await send(tlsRequest({ host: "127.0.0.1", ...options }), body));
    };
    const ticket = await ask("POST", "/fal-ai/flux/schnell", JSON.stringify(fixed));
    await follow(ticket);
    const result = await ask("GET", new URL(ticket.response_url).pathname);
    const url = new URL(result.images[0].url);
    expect(url.href).toMatch(/^https:\/\/v3\.fal\.media\/files\/sandbox\/.+\.jpg$/);
    expect((await fetch(sandbox.url + url.pathname)).status).toBe(200);
  });

  it("gives each picture of a batch its own look", async () => {
    const tickets = await Promise.all([1, 2, 3].map(() => submit(LORA, withImage("image_url"))));
    const thumbs = await Promise.all(
      tickets.map(async (ticket) => {
        const { result } = await follow(ticket);
        return thumbnail(Buffer.from(await (await fetch(result.images[0].url)).arrayBuffer()));
      }),
    );
    expect(distance(thumbs[0], thumbs[1])).toBeGreaterThan(3);
    expect(distance(thumbs[1], thumbs[2])).toBeGreaterThan(3);
  });
});

describe("the queue", () => {
  it("runs two at a time", async () => {
    sandbox.behave({ runMs: 60_000, queueMs: 0 });
    const tickets = await Promise.all([1, 2, 3].map(() => submit("fal-ai/flux/schnell", fixed)));
    const states = async () => {
      const answers = await Promise.all(tickets.map((ticket) => call("direct", "GET", ticket.status_url)));
      const all = await Promise.all(answers.map(async (response) => (await response.json()).status));
      return all.toSorted();
    };
    await expect.poll(states).toEqual(["IN_PROGRESS", "IN_PROGRESS", "IN_QUEUE"]);
  });

  it("cancels what waits, and not what is done", async () => {
    sandbox.behave({ queueMs: 200 });
    const ticket = await submit("fal-ai/flux/schnell", fixed);
    const first = await call("direct", "PUT", ticket.cancel_url);
    expect([first.status, await first.json()]).toEqual([202, { status: "CANCELLATION_REQUESTED" }]);
    const second = await call("direct", "PUT", ticket.cancel_url);
    expect([second.status, await second.json()]).toEqual([400, { status: "ALREADY_COMPLETED" }]);
    expect((await follow(ticket)).status).toBe(499);
  });
});

describe("manners of a server", () => {
  it("opens every answer to every origin, and names the headers asked for", async () => {
    const headers = { "access-control-request-headers": "authorization,x-fal-no-retry" };
    const response = await fetch(`${sandbox.url}/fal-ai/flux/schnell`, { method: "OPTIONS", headers });
    expect(response.status).toBe(204);
    expect(response.headers.get("access-control-allow-headers")).toBe("authorization,x-fal-no-retry");
    expect(response.headers.get("access-control-allow-private-network")).toBe("true");
  });

  it("survives a client that hangs up in the middle, and addresses that are none", async () => {
    const cut = rawRequest(`${sandbox.url}/fal-ai/flux/schnell`, {
      method: "POST",
      headers: { "content-length": 999 },
    });
    cut.on("error", () => {});
    cut.write("{");
    await expect.poll(() => sandbox.record.length).toBe(1);
    cut.destroy();
    await send(rawRequest({ host: "127.0.0.1", port: new URL(sandbox.url).port, path: "//" }));
    expect((await fetch(`${sandbox.url}/shop/`)).status).toBe(200);
    expect(sandbox.record.map((entry) => entry.status)).toEqual([0, 404, 200]);
  });

  it("serves the shop and its photos, and nothing beside them", async () => {
    const photo = await fetch(`${sandbox.url}/shop/photos/product.jpg`);
    expect([photo.headers.get("content-type"), photo.headers.get("access-control-allow-origin")]).toEqual([
      "image/jpeg",
      "*",
    ]);
    expect((await fetch(`${sandbox.url}/shop/..%2f..%2fpackage.json`)).status).toBe(404);
  });
});

function send(request: ReturnType<typeof rawRequest>, body?: string): Promise<string> {
  return new Promise((resolve, reject) => {
    request.on("error", reject).on("response", async (response) => {
      let text = "";
      for await (const chunk of response) text += chunk;
      resolve(text);
    });
    request.end(body);
  });
}
