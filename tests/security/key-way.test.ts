import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Refusal } from "../../sandbox/behaviour.ts";
import { setProxy } from "../../sandbox/browser.ts";
import { generate, openStage, results, type Stage, saveKey, submits, waitForPictures } from "../e2e/stage.ts";
import { type Hosts, openHosts } from "./hosts.ts";
import { press } from "./press.ts";

const secret = "0123456789abcdef0123456789abcdef";
const key = `0a1b2c3d-4e5f-canary:${secret}`;

describe("The key's way", () => {
  let stage: Stage;
  /** Every name that is not fal's leads there, and every other port: it must never be asked anything. */
  let trap: Hosts;

  beforeAll(async () => {
    trap = await openHosts();
    stage = await openStage({
      key,
      otherHostsAt: trap.port,
      sandbox: { queueMs: 30, runMs: 30, concurrency: 20 },
    });
    await saveKey(stage, key);
    // All cards of a test in sight: the list draws no others.
    await stage.panel.setViewportSize({ width: 500, height: 4_000 });
  });
  afterAll(async () => {
    await stage?.close();
    trap?.close();
  });
  beforeEach(() => {
    stage.sandbox.behave({ refuse: null, concurrency: 20 });
    stage.sandbox.record.length = 0;
    trap.asked.length = 0;
  });

  const card = (prompt: string) =>
    results(stage.panel).filter({ has: stage.panel.getByText(prompt, { exact: true }) });
  /** Chromium itself asks its maker some things, whatever is installed. */
  const trapped = () =>
    trap.asked.filter(({ url }) => !/^https?:\/\/[\w.-]+\.(google|googleapis|gstatic)\.com[:/]/.test(url));
  const keyHosts = () =>
    new Set(stage.sandbox.record.filter(({ authorization }) => authorization).map(({ host }) => host));

  it("3 the key goes only to fal's exact host: look-alike addresses in an answer are refused", async () => {
    const places = [
      "https://evil.example",
      "https://queue.fal.run.evil.example",
      "https://evilqueue.fal.run",
      "https://evilfal.run",
      "https://fal.run.evil.example",
      "https://queue.fal.run:8443",
      "http://queue.fal.run",
      "https://queue.fal.run@evil.example",
      "https://user@queue.fal.run",
      "https://queue.fal.run.",
      "https://queue-fal.run",
      "//queue.fal.run",
    ];
    const answer = { request_id: "6f9619ff-8b86-4011-b42d-00c04fc964ff", status: "IN_QUEUE" };
    const refuse = places.map((place): Refusal => {
      const to = (what: string) => `${place}/lookalike/${what}`;
      const urls = { status_url: to("status"), response_url: to("result"), cancel_url: to("cancel") };
      return { prompt: `Answer at ${place}`, status: 200, body: { ...answer, ...urls }, at: "submit" };
    });
    stage.sandbox.behave({ refuse });
    await press(
      stage,
      refuse.map(({ prompt }) => prompt!),
    );
    for (const { prompt } of refuse) await card(prompt!).getByText("Failed").first().waitFor();
    expect(trapped()).toEqual([]);
    expect(stage.sandbox.record.filter(({ path }) => path.includes("lookalike"))).toEqual([]);
    expect(keyHosts()).toEqual(new Set(["queue.fal.run"]));
  });

  it("3 nor is a picture taken from a look-alike of fal's media hosts", async () => {
    const places = [
      "https://evilfal.media",
      "https://v3.fal.media.evil.example",
      "https://v3.fal.media:8443",
      "http://v3.fal.media",
      "https://user:pass@v3.fal.media",
      "https://v3.fal.media@evil.example",
      "https://storage.googleapis.com/evil",
      "http://127.0.0.1:9",
    ];
    const refuse = places.map((place): Refusal => {
      const images = [{ url: `${place}/lookalike.jpg`, width: 8, height: 8 }];
      return { prompt: `Picture at ${place}`, status: 200, body: { images }, at: "result" };
    });
    stage.sandbox.behave({ refuse });
    await press(
      stage,
      refuse.map(({ prompt }) => prompt!),
    );
    for (const { prompt } of refuse)
      await card(prompt!)
        .getByText(/not fal's/)
        .first()
        .waitFor();
    expect(trapped()).toEqual([]);
    expect(stage.sandbox.record.filter(({ path }) => path.includes("lookalike"))).toEqual([]);
  });

  it("4 no redirect is followed: at submit, status, stream, result and media", async () => {
    const headers = { location: `https://evil.example/stolen` };
    const at = ["submit", "status", "stream", "result", "media"] as const;
    const refuse = at.flatMap((at) =>
      [302, 307].map(
        (status): Refusal => ({ prompt: `A ${status} at ${at}`, status, body: "", headers, at }),
      ),
    );
    stage.sandbox.behave({ refuse });
    await press(
      stage,
      refuse.map(({ prompt }) => prompt!),
    );
    for (const { prompt, at } of refuse)
      await card(prompt!)
        .getByRole("button", { name: at === "stream" ? "Download" : "Retry" })
        .first()
        .waitFor();
    expect(trapped()).toEqual([]);
    expect(keyHosts()).toEqual(new Set(["queue.fal.run"]));
  });

  it("4 nor at cancel", async () => {
    const headers = { location: `https://evil.example/stolen` };
    stage.sandbox.behave({ concurrency: 0, refuse: { status: 307, body: "", headers, at: "cancel" } });
    await press(stage, ["Cancelled to elsewhere"]);
    const asked = (route: string) => stage.sandbox.record.filter((entry) => entry.route === route);
    await expect.poll(() => asked("stream").length).toBeGreaterThan(0);
    await card("Cancelled to elsewhere").getByRole("button", { name: "Cancel" }).first().click();
    await expect.poll(() => asked("cancel").map(({ status }) => status)).toContain(307);
    stage.sandbox.behave({ concurrency: 20 });
    // It ends before the next test begins: what is under way keeps the way on which it began.
    await card("Cancelled to elsewhere")
      .getByRole("button", { name: /Download|Retry|Delete/ })
      .first()
      .waitFor();
    expect(trapped()).toEqual([]);
  });

  it("6 with a proxy set no key is sent, though one is saved and another one is typed and tested", async () => {
    const { popup, panel, browser, sandbox } = stage;
    await setProxy(browser, sandbox.proxyUrl);
    await generate(popup, "Through the proxy");
    await waitForPictures(panel, "Through the proxy");
    expect(submits(sandbox).length).toBeGreaterThan(0);
    const options = await browser.open("options.html");
    for (const typed of ["", `typed-key:${secret}`]) {
      await options.getByLabel("fal API key", { exact: true }).fill(typed);
      await options.getByRole("button", { name: "Test key" }).click();
      await options.getByRole("status").filter({ hasText: /\.$/ }).first().waitFor();
    }
    await options.close();
    // Whatever Chromium sends is there by now.
    await panel.waitForTimeout(500);
    expect(sandbox.record.filter(({ authorization }) => authorization).map(({ path }) => path)).toEqual([]);
    expect(JSON.stringify(sandbox.record.map(({ headers }) => headers))).not.toContain(secret);
    expect(trapped()).toEqual([]);
  });
});
