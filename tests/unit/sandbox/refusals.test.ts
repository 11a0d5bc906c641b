import sharp from "sharp";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { type Behaviour, createSandbox } from "../../../sandbox/server.ts";
import { createCalls, FLUX11, face, fixed, KEY, LORA, withImage } from "./calls.ts";

const sandbox = await createSandbox({ queueMs: 30, runMs: 30 });
const { call, submit, follow } = createCalls(sandbox);
afterAll(() => sandbox.close());
beforeEach(() => sandbox.reset());

describe("flux-1.1", () => {
  it("is missing by default", async () => {
    const response = await call("direct", "POST", `/${FLUX11}`, withImage("image"));
    expect([response.status, await response.json()]).toEqual([
      404,
      { detail: "Application 'flux-1.1' not found" },
    ]);
  });

  it.each<[Behaviour["flux11"], number, unknown]>([
    ["accepted-then-404", 404, { detail: "Path /image-to-image not found" }],
    [
      "wants-image-url",
      422,
      { detail: [{ loc: ["body", "image_url"], msg: "field required", type: "missing" }] },
    ],
    ["offered", 200, expect.objectContaining({ prompt: fixed.prompt })],
  ])("%s: the result is a %i", async (flux11, expected, answered) => {
    sandbox.behave({ flux11 });
    const { states, status, result } = await follow(await submit(FLUX11, withImage("image")));
    expect(states.at(-1).status).toBe("COMPLETED");
    expect([status, result]).toEqual([expected, answered]);
  });
});

describe("refusals", () => {
  it("401, 403, 404 and 405", async () => {
    const status = (path: string, key = KEY) =>
      call("direct", "GET", path, undefined, key).then((r) => r.status);
    const unknown = `/requests/${crypto.randomUUID()}/status`;
    expect(await status(`/fal-ai/flux${unknown}`)).toBe(404);
    expect(await status(`/fal-ai/flux${unknown}`, "Key other:key")).toBe(401);
    const { request_id } = await submit(LORA, withImage("image_url"));
    expect(await status(`/${LORA}/requests/${request_id}/status`)).toBe(405);
    expect(await status(`/fal-ai/flux/requests/${request_id}/status`)).toBe(404);
    expect((await call("direct", "POST", "/fal-ai/nothing/at/all", fixed)).status).toBe(404);
    sandbox.behave({ locked: true });
    const locked = await call("direct", "POST", "/fal-ai/flux/schnell", fixed);
    expect([locked.status, (await locked.json()).detail]).toEqual([
      403,
      expect.stringContaining("Exhausted balance"),
    ]);
  });

  it("422 on the result by default, on submit when told so", async () => {
    const { status, result } = await follow(await submit(LORA, fixed));
    expect([status, result.detail[0].type]).toEqual([422, "missing"]);
    sandbox.behave({ validate: "submit" });
    expect((await call("direct", "POST", `/${LORA}`, fixed)).status).toBe(422);
  });

  it("422 for bytes that are no picture, and one that echoes the picture", async () => {
    const broken = { ...fixed, image_url: "data:image/jpeg;base64,AAAA" };
    expect((await follow(await submit(LORA, broken))).result.detail[0].type).toBe("image_load_error");
    sandbox.behave({ echoInput: true });
    const { status, result } = await follow(await submit(LORA, withImage("image_url")));
    expect([status, result.detail[0].input]).toEqual([422, face]);
  });

  it("400 from the proxy for what it does not pass on", async () => {
    const post = (headers: Record<string, string>) => fetch(sandbox.proxyUrl, { method: "POST", headers });
    expect((await post({})).status).toBe(400);
    const others = ["https://evil.example/", "http://queue.fal.run/", "https://notfal.run/", "x"];
    for (const url of [...others, "https://api.fal.ai/v1/models/pricing?endpoint_id=fal-ai/flux/schnell"]) {
      const response = await post({ "x-fal-target-url": url });
      expect([response.status, await response.json()]).toEqual([400, "Invalid request"]);
    }
  });

  it("a set fault, as often as set", async () => {
    sandbox.behave({
      refuse: { at: "submit", status: 429, body: { detail: "busy" }, headers: { "x-a": "b" }, times: 1 },
    });
    const first = await call("direct", "POST", "/fal-ai/flux/schnell", fixed);
    expect([first.status, first.headers.get("x-a")]).toEqual([429, "b"]);
    await submit("fal-ai/flux/schnell", fixed);
  });

  it("413 for a body of more than 12 MiB", async () => {
    const big = await call("direct", "POST", "/fal-ai/flux/schnell", {
      prompt: "a".repeat(12 * 1024 * 1024),
    });
    expect(big.status).toBe(413);
  });

  it("a flagged picture is black, with 200", async () => {
    sandbox.behave({ nsfw: true });
    const { status, result } = await follow(await submit(LORA, withImage("image_url")));
    expect([status, result.has_nsfw_concepts]).toEqual([200, [true]]);
    const { channels } = await sharp(await (await fetch(result.images[0].url)).arrayBuffer()).stats();
    expect(Math.max(...channels.map((channel) => channel.max))).toBeLessThan(4);
  });
});
