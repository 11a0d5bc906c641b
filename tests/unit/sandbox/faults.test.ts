import { afterAll, beforeEach, describe, expect, it } from "vitest";
import type { Fault } from "../../../sandbox/faults.ts";
import { createSandbox } from "../../../sandbox/server.ts";
import { createCalls, fixed } from "./calls.ts";

const sandbox = await createSandbox({ queueMs: 30, runMs: 30 });
const { call, submit, follow } = createCalls(sandbox);
afterAll(() => sandbox.close());
beforeEach(() => sandbox.reset());

const schnell = "fal-ai/flux/schnell";
const body = { prompt: fixed.prompt, num_inference_steps: 7, guidance_scale: 3.5 };
const send = () => call("direct", "POST", `/${schnell}`, body);
/** How many requests fal has accepted. */
const accepted = () =>
  sandbox.record.filter(({ route, requestId }) => route === "submit" && requestId).length;

describe("an answer spoiled on its way", () => {
  it.each<Fault["kind"]>(["cut", "reset"])("%s: no answer, though fal has the request", async (kind) => {
    sandbox.behave({ faults: [{ kind, at: "submit", times: 1 }] });
    await expect(send()).rejects.toThrow();
    expect(accepted()).toBe(1);
    expect((await send()).status).toBe(200);
  });

  it("cut before fal has it: nothing is accepted", async () => {
    sandbox.behave({ faults: [{ kind: "cut", at: "submit", before: true }] });
    await expect(send()).rejects.toThrow();
    expect(accepted()).toBe(0);
  });

  it("cut in the middle of the body", async () => {
    sandbox.behave({ faults: [{ kind: "cut-body", at: "submit" }] });
    const response = await send();
    expect(response.status).toBe(200);
    await expect(response.text()).rejects.toThrow();
  });

  it.each<Fault["kind"]>(["stall", "stall-body", "drip"])(
    "%s: not to its end within a second",
    async (kind) => {
      sandbox.behave({ faults: [{ kind, at: "submit" }] });
      const ended = await Promise.race([
        send().then((response) => response.text()),
        new Promise((resolve) => setTimeout(resolve, 1000, "waiting")),
      ]);
      expect(ended).toBe("waiting");
    },
  );

  it("a sign-in page, and nothing at all, with 200", async () => {
    sandbox.behave({
      faults: [
        { kind: "html", at: "submit", times: 1 },
        { kind: "empty", at: "submit", times: 1 },
      ],
    });
    const [page, nothing] = [await send(), await send()];
    expect([page.status, page.headers.get("content-type")]).toEqual([200, "text/html"]);
    expect([nothing.status, await nothing.text()]).toEqual([200, ""]);
  });

  it("half of the JSON, with the length of that half; and all of it behind 32 MiB of blanks", async () => {
    sandbox.behave({
      faults: [
        { kind: "half-json", at: "submit", times: 1 },
        { kind: "huge", at: "submit", times: 1 },
      ],
    });
    const [half, huge] = [await send(), await send()];
    expect([half.status, half.headers.get("content-type")]).toEqual([200, "application/json"]);
    await expect(half.json()).rejects.toThrow(SyntaxError);
    const text = await huge.text();
    expect(text.length).toBeGreaterThan(32 * 1024 * 1024);
    expect(JSON.parse(text)).toMatchObject({ status: "IN_QUEUE" });
  });

  it("only for its own prompt", async () => {
    sandbox.behave({ faults: [{ kind: "cut", at: "submit", prompt: "another" }] });
    expect((await send()).status).toBe(200);
  });
});

describe("fal itself", () => {
  it("says things twice, and the first once more after the last", async () => {
    sandbox.behave({ disorder: true });
    const { states } = await follow(await submit(schnell, body));
    const names = states.map(({ status }) => status);
    expect(names.slice(-3)).toEqual(["COMPLETED", "COMPLETED", "IN_QUEUE"]);
  });

  it.each([
    ["accepted", 404],
    ["completed", 200],
  ] as const)("forgets what it has %s", async (forget, status) => {
    sandbox.behave({ forget });
    const ticket = await submit(schnell, body);
    expect((await call("direct", "GET", ticket.status_url)).status).toBeGreaterThanOrEqual(status);
    expect((await call("direct", "GET", ticket.response_url)).status).toBe(404);
  });
});

it("watchers are told of arrival and answer", async () => {
  const seen: string[] = [];
  const stop = sandbox.watch((moment, { route }) => void seen.push(`${route} ${moment}`));
  await follow(await submit(schnell, body));
  stop();
  await send();
  expect(seen).toEqual(
    ["submit", "stream", "result"].flatMap((route) => [`${route} received`, `${route} answered`]),
  );
});
