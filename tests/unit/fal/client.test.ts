import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Access } from "../../../lib/domain/access";
import { createFal } from "../../../lib/fal/client";
import { buildBody } from "../../../lib/fal/request-body";
import { FalHttpError, type QueueStatus } from "../../../lib/fal/responses";
import { testAccess } from "../../../lib/fal/test-access";
import { createSandbox } from "../../../sandbox/server.ts";
import { lora, schnell } from "../support/records";

const sandbox = await createSandbox({ queueMs: 30, runMs: 30 });
afterAll(() => sandbox.close());
beforeEach(() => sandbox.reset());
const { signal } = new AbortController();
const fal = createFal({ kind: "proxy", proxyUrl: sandbox.proxyUrl });
const body = buildBody(
  { mode: "text-to-image", endpoint: schnell, prompt: "a cup on a rock", places: [] },
  [],
);
const calls = (route: string) => sandbox.record.filter((entry) => entry.route === route);

/** Follows by the stream; gives what it told. */
async function follow(request: Awaited<ReturnType<typeof fal.submit>>): Promise<QueueStatus["status"][]> {
  const seen: QueueStatus["status"][] = [];
  await fal.stream(schnell, request, ({ status }) => void seen.push(status), signal);
  return seen;
}

describe("through the user's proxy", () => {
  it("submit, stream, status, result, download", async () => {
    const request = await fal.submit(schnell, body);
    const at = `https://queue.fal.run/fal-ai/flux/requests/${request.requestId}`;
    expect(request).toMatchObject({ statusUrl: `${at}/status`, responseUrl: at, cancelUrl: `${at}/cancel` });
    // On a busy machine a state may have passed before the stream is open.
    const seen = [...new Set(await follow(request))];
    expect(seen.at(-1)).toBe("COMPLETED");
    expect(["IN_QUEUE", "IN_PROGRESS", "COMPLETED"].filter((one) => seen.includes(one as never))).toEqual(
      seen,
    );
    expect(await fal.status(schnell, request, signal)).toEqual({ status: "COMPLETED" });
    const result = await fal.result(schnell, request, signal);
    expect(result.seed).toEqual(expect.any(Number));
    const picture = await fal.download(result.images[0]?.url ?? "", signal);
    expect([...picture.subarray(0, 2)]).toEqual([0xff, 0xd8]);
    expect(sandbox.record.map(({ route, via }) => `${route} ${via}`)).toEqual([
      ...["submit", "stream", "status", "result"].map((route) => `${route} proxy`),
      "media direct",
    ]);
  });

  it("the body arrives as it was made, the target in the header, and no key", async () => {
    await fal.submit(schnell, body);
    const [entry] = calls("submit");
    expect(entry?.body).toStrictEqual({
      prompt: "a cup on a rock",
      num_inference_steps: 7,
      guidance_scale: 3.5,
    });
    expect(entry?.headers["x-fal-target-url"]).toBe(`https://queue.fal.run/${schnell}`);
    expect(sandbox.record.map(({ authorization }) => authorization)).toEqual([null]);
  });

  it("an accepted request is read also without fal's addresses", async () => {
    const { requestId } = await fal.submit(schnell, body);
    expect((await fal.status(schnell, { requestId }, signal)).status).toMatch(/^IN_/);
    await follow({ requestId });
    expect((await fal.result(schnell, { requestId }, signal)).images).toHaveLength(1);
    await expect(fal.cancel(schnell, { requestId }, signal)).rejects.toMatchObject({ status: 400 });
  });

  it("cancel in time", async () => {
    sandbox.behave({ queueMs: 5000 });
    const request = await fal.submit(schnell, body);
    await fal.cancel(schnell, request, signal);
    expect(calls("cancel").map(({ method, status }) => [method, status])).toEqual([["PUT", 202]]);
    expect(await fal.status(schnell, request, signal)).toEqual({
      status: "COMPLETED",
      error: "Request was cancelled",
      error_type: "client_cancelled",
    });
    await expect(fal.result(schnell, request, signal)).rejects.toBeInstanceOf(FalHttpError);
  });

  it.each([
    ["before it opens", true],
    ["while it is open", false],
  ])("a stream ends with its signal, %s", async (_name, before) => {
    sandbox.behave({ concurrency: 0 });
    const request = await fal.submit(schnell, body);
    const end = new AbortController();
    if (before) end.abort();
    const seen: QueueStatus[] = [];
    const onStatus = (status: QueueStatus) => {
      seen.push(status);
      end.abort();
    };
    await fal.stream(schnell, request, onStatus, end.signal);
    expect(seen.length > 0).toBe(!before);
  });

  it("no stream at fal: thrown, so that polling takes over", async () => {
    sandbox.behave({ stream: false });
    await expect(follow(await fal.submit(schnell, body))).rejects.toThrow();
  });
});

describe("a submit is sent once, whatever the answer", () => {
  it.each([429, 500, 502, 503, 504])("%i", async (status) => {
    const headers = { "retry-after": "2", "x-fal-needs-retry": "1" };
    sandbox.behave({ refuse: { status, body: { detail: "no" }, at: "submit", headers } });
    await expect(fal.submit(schnell, body)).rejects.toMatchObject({
      status,
      body: { detail: "no" },
      retryAfter: 2000,
    });
    expect(calls("submit")).toHaveLength(1);
  });

  it.each([
    ["a page of HTML with 200", 200, "<html>Log in</html>", { failure: { code: "fal_odd_answer" } }],
    ["JSON that is no acceptance", 200, { ok: true }, { failure: { code: "fal_odd_answer" } }],
    ["an error behind 200", 200, { error: { message: "too long" } }, { status: 200 }],
    ["a refusal behind 200", 200, { detail: [] }, { status: 200 }],
    ["422 longer than any answer", 422, { detail: "a".repeat(1_300_000) }, { status: 422, body: undefined }],
    ["a page of HTML with 502", 502, "<html>Bad gateway</html>", { status: 502, body: undefined }],
    ["401", 401, { detail: "No user found" }, { status: 401 }],
    ["404", 404, { detail: "Application 'x' not found" }, { status: 404 }],
    ["422", 422, { detail: [] }, { status: 422 }],
  ])("%s", async (_name, status, answer, expected) => {
    sandbox.behave({ refuse: { status, body: answer, at: "submit" } });
    await expect(fal.submit(schnell, body)).rejects.toMatchObject(expected);
    expect(calls("submit")).toHaveLength(1);
  });
});

it("a free read is asked once as well: the runner decides how often", async () => {
  const request = await fal.submit(schnell, body);
  sandbox.behave({ refuse: { status: 503, body: {}, at: "status" } });
  await expect(fal.status(schnell, request, signal)).rejects.toMatchObject({ status: 503 });
  expect(calls("status")).toHaveLength(1);
});

it("an error behind a result's 200 is fal's answer", async () => {
  const request = await fal.submit(schnell, body);
  const detail = [{ loc: ["body"], msg: "flagged", type: "content_policy_violation" }];
  sandbox.behave({ refuse: { status: 200, body: { detail }, at: "result" } });
  await expect(fal.result(schnell, request, signal)).rejects.toMatchObject({ status: 200, body: { detail } });
});

describe("Test key", () => {
  const proxied: Access = { kind: "proxy", proxyUrl: sandbox.proxyUrl };

  it("is free, and a 404 is a good sign", async () => {
    await testAccess(proxied);
    expect(sandbox.record.map(({ route, via }) => `${route} ${via}`)).toEqual(["status proxy"]);
    expect(calls("status")[0]?.headers["x-fal-target-url"]).toMatch(
      /^https:\/\/queue\.fal\.run\/fal-ai\/flux-1\.1\/requests\/[\da-f-]{36}\/status$/,
    );
  });

  it("without a way there is none", async () => {
    await expect(testAccess({ kind: "none" })).rejects.toMatchObject({ failure: { code: "no_access" } });
  });

  it.each([
    [401, "key_refused"],
    [403, "key_refused"],
    [500, "fal_down"],
  ])("%i: %s", async (status, code) => {
    sandbox.behave({ refuse: { status, body: { detail: "no" }, at: "status" } });
    await expect(testAccess(proxied)).rejects.toMatchObject({ failure: { code, detail: "no" } });
  });
});

describe("no way there", () => {
  const closed: (() => unknown)[] = [];
  afterEach(() => Promise.all(closed.splice(0).map((close) => close())));
  async function serve(listener: RequestListener): Promise<string> {
    const server = createServer(listener).listen(0, "127.0.0.1");
    await new Promise((resolve) => server.once("listening", resolve));
    closed.push(() => server.close());
    closed.push(() => server.closeAllConnections());
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  it("nobody listens, or the line is cut: fal_unreachable", async () => {
    const cut = await serve((req) => req.socket.destroy());
    for (const proxyUrl of ["http://127.0.0.1:9/proxy", `${cut}/proxy`])
      await expect(createFal({ kind: "proxy", proxyUrl }).submit(lora, body)).rejects.toMatchObject({
        failure: { code: "fal_unreachable" },
      });
  });

  it("a redirect is followed neither by a call nor by a download", async () => {
    let arrived = 0;
    const elsewhere = await serve((_req, res) => void res.end(`${++arrived}`));
    const origin = await serve((_req, res) => void res.writeHead(307, { location: `${elsewhere}/x` }).end());
    const redirected = createFal({ kind: "proxy", proxyUrl: `${origin}/proxy` });
    // Not as a lost connection: that would be tried for ever.
    for (const call of [
      () => redirected.submit(schnell, body),
      () => redirected.status(schnell, { requestId: "a" }, signal),
      () => redirected.download(`${origin}/a.jpg`, signal),
    ])
      await expect(call()).rejects.toMatchObject({ failure: { code: "fal_redirected" } });
    expect(arrived).toBe(0);
  });

  it.each([
    [404, { failure: { code: "picture_expired" } }],
    [410, { failure: { code: "picture_expired" } }],
    // What a media host answers for an address whose time is over: it says nothing about the account.
    [403, { failure: { code: "picture_expired" } }],
    [503, { status: 503 }],
  ])("a picture's %i", async (status, expected) => {
    const origin = await serve((_req, res) => void res.writeHead(status).end());
    await expect(
      createFal({ kind: "proxy", proxyUrl: origin }).download(`${origin}/a.jpg`, signal),
    ).rejects.toMatchObject(expected);
  });

  it("a picture without end is given up", async () => {
    const origin = await serve((_req, res) => {
      const chunk = Buffer.alloc(1 << 20);
      res.on("drain", () => void res.write(chunk));
      res.write(chunk);
    });
    await expect(
      createFal({ kind: "proxy", proxyUrl: origin }).download(`${origin}/a.jpg`, signal),
    ).rejects.toMatchObject({
      failure: { code: "picture_unreadable" },
    });
  });
});

describe("what fresh eyes found", () => {
  it("a server that is no proxy: its 404 says nothing about fal's endpoints", async () => {
    await using server = await answering((_, response) => response.writeHead(404).end("<h1>Not found</h1>"));
    const astray = createFal({ kind: "proxy", proxyUrl: server.url });
    const expected = { failure: { code: "proxy_wrong" } };
    await expect(astray.submit(lora, { prompt: "a cup" })).rejects.toMatchObject(expected);
    await expect(testAccess({ kind: "proxy", proxyUrl: server.url })).rejects.toMatchObject(expected);
  });

  it("cancel: a 2xx is enough, whatever its words", async () => {
    await using server = await answering((_, response) => response.writeHead(202).end("Accepted"));
    await createFal({ kind: "proxy", proxyUrl: server.url }).cancel(lora, { requestId: "r" }, signal);
  });

  it.each([
    ["an event without end", () => `data: ${"a".repeat(100_000)}`],
    ["lines without an event", () => ": keep-alive\n".repeat(10_000)],
    ["events without end", () => `data: {"status":"IN_QUEUE","logs":"${"a".repeat(9_000)}"}\n\n`.repeat(10)],
    ["empty lines without end", () => "\n".repeat(100_000)],
  ])(
    "a stream of %s is given up before it fills the memory",
    async (_name, chunk) => {
      let sent = 0;
      await using server = await answering((_, response) => {
        response.writeHead(200, { "content-type": "text/event-stream" });
        const push = () => {
          while (!response.destroyed && sent < 3e8) {
            const text = chunk();
            sent += text.length;
            if (!response.write(text)) return;
          }
          response.end();
        };
        response.on("drain", push);
        push();
      });
      const endless = createFal({ kind: "proxy", proxyUrl: server.url });
      await expect(endless.stream(lora, { requestId: "r" }, () => undefined, signal)).rejects.toThrow();
      expect(sent).toBeLessThan(2e8);
      // Up to 200 MB go through it: a machine with other work needs more than the usual time.
    },
    30_000,
  );

  it.each(["status", "result"] as const)(
    "%s: what calls itself a stream is still bounded",
    async (call) => {
      let sent = 0;
      await using server = await answering((_, response) => {
        response.writeHead(200, { "content-type": "text/event-stream" });
        const push = () => {
          while (!response.destroyed && sent < 3e8) {
            sent += 100_000;
            if (!response.write("a".repeat(100_000))) return;
          }
          response.end();
        };
        response.on("drain", push);
        push();
      });
      const endless = createFal({ kind: "proxy", proxyUrl: server.url });
      await expect(endless[call](lora, { requestId: "r" }, signal)).rejects.toMatchObject({
        failure: { code: "fal_odd_answer" },
      });
      expect(sent).toBeLessThan(1e8);
    },
    30_000,
  );

  it("a page in a stream's place is no stream", async () => {
    await using server = await answering((_, response) => response.end("<html>"));
    const page = createFal({ kind: "proxy", proxyUrl: server.url });
    await expect(page.stream(lora, { requestId: "r" }, () => undefined, signal)).rejects.toThrow();
  });

  it("a stream with an event that cannot be read leaves no connection open", async () => {
    let closed: (() => void) | undefined;
    const gone = new Promise<void>((resolve) => {
      closed = resolve;
    });
    await using server = await answering((_, response) => {
      response.writeHead(200, { "content-type": "text/event-stream" }).write("data: ping\n\n");
      response.on("close", () => closed?.());
    });
    const odd = createFal({ kind: "proxy", proxyUrl: server.url });
    const signal = new AbortController().signal;
    await expect(odd.stream(lora, { requestId: "r" }, () => undefined, signal)).rejects.toThrow();
    await gone;
  });
});

/** A local server that answers everything in one way. */
async function answering(answer: RequestListener): Promise<AsyncDisposable & { url: string }> {
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/api/fal/proxy`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
    },
  };
}
