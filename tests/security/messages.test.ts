import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { commandSchemas } from "../../lib/messages";
import { isOwnPage } from "../../lib/sender";
import { chooseFile, openStage, photo, type Stage } from "../e2e/stage.ts";
import { sourceFiles } from "./sources.ts";
import { readState } from "./stores.ts";

const builtWorker = new URL("../../.output/chrome-mv3/background.js", import.meta.url);

describe("Messages", () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage({ key: "an-id-of-a-key:a-secret-of-a-key" });
  });
  afterAll(() => stage?.close());

  it("7 a content script gives no commands, and neither does a look-alike origin", async () => {
    const { browser, panel } = stage;
    await chooseFile(stage.popup, "Face", photo("face"));
    const before = await readState(panel);
    const page = await browser.context.newPage();
    await page.goto("https://queue.fal.run/shop/");
    const answer = await browser.worker.evaluate(async () => {
      const [tab] = await chrome.tabs.query({ url: "https://queue.fal.run/*" });
      const [result] = await chrome.scripting.executeScript({
        target: { tabId: tab?.id ?? 0 },
        func: () => {
          const message = {
            id: 1,
            type: "generate",
            data: { prompt: "from a page", images: 1 },
            timestamp: 1,
          };
          return chrome.runtime.sendMessage(message);
        },
      });
      return JSON.stringify(result?.result);
    });
    await page.close();
    expect(answer).toContain("unknown sender");
    expect(await readState(panel)).toBe(before);
    const root = `chrome-extension://${browser.extensionId}/`;
    for (const url of [
      `https://${browser.extensionId}/`,
      `chrome-extension://${browser.extensionId}.evil.test/`,
    ])
      expect(isOwnPage({ id: browser.extensionId, url }, browser.extensionId, root)).toBe(false);
  });

  it("8 10,000 fuzzed messages change nothing and crash nothing", async () => {
    const { panel, popup } = stage;
    const before = await readState(panel);
    const seed = 20261122;
    await popup.evaluate(async (seed) => {
      let state = seed;
      const random = (below: number) => {
        state = (state * 1664525 + 1013904223) % 4294967296;
        return Math.floor((state / 4294967296) * below);
      };
      const id = () => crypto.randomUUID();
      const odd = [
        null,
        0,
        -1,
        1e308,
        "",
        "https://evil.test/x.jpg",
        "__proto__",
        [],
        {},
        true,
        "💥".repeat(50),
      ];
      const pick = <T>(list: T[]) => list[random(list.length)] as T;
      const value = (depth: number): unknown =>
        depth > 3 || random(3)
          ? pick(odd)
          : random(2)
            ? [value(depth + 1)]
            : { [String(pick(odd))]: value(depth + 1) };
      // Well-formed but about nothing that exists, or nearly well-formed.
      const near = () =>
        pick<unknown>([
          { ids: [id()] },
          { id: id() },
          { again: id() },
          { prompt: "", images: 1 },
          { prompt: "x", images: 9 },
          { prompt: 1, images: 1 },
          { prompt: "x", images: 1, url: "https://evil.test" },
        ]);
      const types = ["generate", "cancel", "retry", "remove", "fetch", "constructor", "", 7, null];
      const message = () => ({
        id: random(9),
        type: pick<unknown>(types),
        data: random(2) ? near() : value(0),
        timestamp: random(9),
      });
      for (let sent = 0; sent < 10_000; sent += 100)
        await Promise.allSettled(
          Array.from({ length: 100 }, () => {
            const body = random(10) ? message() : value(0);
            // What nobody answers is never settled by the browser either.
            return Promise.race([
              chrome.runtime.sendMessage(body),
              new Promise((resolve) => setTimeout(resolve, 200)),
            ]);
          }),
        );
    }, seed);
    expect(await readState(panel)).toBe(before);
    await popup.getByRole("button", { name: "Remove face reference" }).waitFor();
  });

  it("9 nothing listens to messages from outside", () => {
    const manifest = JSON.parse(readFileSync(new URL("manifest.json", builtWorker), "utf8"));
    expect(manifest.externally_connectable).toEqual({ ids: [] });
    for (const { path, text } of sourceFiles())
      expect(text, path).not.toMatch(/onMessageExternal|onConnectExternal/);
  });

  it("10 no message makes the worker fetch an address", () => {
    const address = "https://evil.test/x.jpg";
    const payloads: unknown[] = [
      address,
      { url: address },
      { id: address },
      { ids: [address] },
      { again: address },
      { prompt: "x", images: 1, url: address },
      { prompt: "x", images: 1, proxyUrl: address },
      { id: crypto.randomUUID(), url: address },
    ];
    for (const [command, schema] of Object.entries(commandSchemas))
      for (const payload of payloads) expect(schema.safeParse(payload).success, command).toBe(false);
    // A prompt is words, whatever they look like; the only rooms that fetch take addresses from elsewhere.
    const fetching = sourceFiles().filter(({ text }) =>
      /\bfetch\(/.test(text.replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, "")),
    );
    expect(fetching.map(({ path }) => path).sort()).toEqual([
      "lib/fal-fetch.ts",
      "lib/fetch-picture.ts",
      "lib/page/reach.ts",
    ]);
  });

  it("11 nothing runs in a page's own world", () => {
    for (const { path, text } of sourceFiles()) expect(text, path).not.toMatch(/world:\s*["']MAIN["']/);
    const manifest = JSON.parse(readFileSync(new URL("manifest.json", builtWorker), "utf8"));
    expect(manifest.content_scripts).toBeUndefined();
  });
});
