import type { Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Refusal } from "../../sandbox/behaviour.ts";
import { backUp, download, openOptions } from "../e2e/backup-steps.ts";
import {
  chooseFile,
  generate,
  openStage,
  photo,
  results,
  type Stage,
  saveKey,
  submits,
  unfoldTechnical,
  waitForPictures,
} from "../e2e/stage.ts";
import { press } from "./press.ts";
import { dumpDatabase, readTable } from "./stores.ts";

const secret = "0123456789abcdef0123456789abcdef";
const key = `0a1b2c3d-4e5f-canary:${secret}`;

const words = `Bad header Authorization: Key ${key} (${key}, ${secret})`;
const ownHost = "https://queue.fal.run/fal-ai/flux/requests/echo";
/** What Refshot was told to ask: there the echo is fal's own, and goes back to fal only. */
const echoed = `?key=${secret}`;
const events = [
  { status: "IN_PROGRESS", logs: [{ message: words, level: "INFO", timestamp: "now" }], error: words },
  {
    status: "COMPLETED",
    logs: [{ message: words }],
    error: words,
    error_type: words,
    metrics: { [words]: 1 },
  },
];
/** A fal that repeats what it was sent, wherever an answer has room for it. */
const echoes: Refusal[] = [
  { prompt: "Echo at submit", at: "submit", status: 422, body: { detail: words } },
  {
    prompt: "Echo in an address",
    at: "submit",
    status: 200,
    body: {
      request_id: "6f9619ff-8b86-4011-b42d-00c04fc964ff",
      status: "IN_QUEUE",
      status_url: `${ownHost}/status${echoed}`,
      response_url: `${ownHost}${echoed}`,
      cancel_url: `${ownHost}/cancel${echoed}`,
    },
  },
  { prompt: "Echo in a result's error", at: "result", status: 422, body: { detail: words, error: words } },
  {
    prompt: "Echo in the logs",
    at: "stream",
    status: 200,
    body: events.map((event) => `data: ${JSON.stringify(event)}\n\n`).join(""),
    headers: { "content-type": "text/event-stream" },
  },
  {
    prompt: "Echo in the timings",
    at: "result",
    status: 200,
    body: { images: [{ url: "https://v3.fal.media/files/sandbox/none.jpg" }], timings: { [secret]: 1 } },
  },
  { prompt: "Echo at cancel", at: "cancel", status: 400, body: { detail: words } },
];

describe("Secrets", () => {
  let stage: Stage;
  const seen: string[] = [];

  beforeAll(async () => {
    stage = await openStage({ key, sandbox: { runMs: 200, concurrency: 20 } });
    for (const page of [stage.popup, stage.panel]) page.on("console", (message) => seen.push(message.text()));
    stage.browser.worker.on("console", (message) => seen.push(message.text()));
    // Every message of the extension reaches every one of its pages.
    await stage.panel.evaluate(() => {
      chrome.runtime.onMessage.addListener((message) => {
        console.log(`message ${JSON.stringify(message)}`);
      });
    });
    await saveKey(stage, key);
  });
  afterAll(async () => {
    await stage?.close();
  });
  beforeEach(() => {
    stage.sandbox.record.length = 0;
    stage.sandbox.behave({ refuse: null });
  });

  it("1 a content script's storage.local.get is refused", async () => {
    const page = await stage.browser.context.newPage();
    // fal's own host is the one place where a script may be put without a click.
    await page.goto("https://queue.fal.run/shop/");
    const answer = await stage.browser.worker.evaluate(async () => {
      const [tab] = await chrome.tabs.query({ url: "https://queue.fal.run/*" });
      const [result] = await chrome.scripting.executeScript({
        target: { tabId: tab?.id ?? 0 },
        func: async () => {
          try {
            return `got ${JSON.stringify(await chrome.storage.local.get())}`;
          } catch (error) {
            return `refused: ${error}`;
          }
        },
      });
      return result?.result;
    });
    await page.close();
    expect(answer).toMatch(/^refused: .*not allowed/i);
  });

  it("2 the key is in no log, message, error, record, address or DOM after a full session", async () => {
    const { popup, panel, sandbox, browser } = stage;
    await chooseFile(popup, "Face", photo("face"));
    await generate(popup, "A full session");
    await waitForPictures(panel, "A full session");
    sandbox.behave({ refuse: echoes });
    const prompts = [...new Set(echoes.map(({ prompt }) => prompt ?? ""))];
    const cancelled = "Echo at cancel";
    await press(
      stage,
      prompts.filter((prompt) => prompt !== cancelled),
    );
    const card = (prompt: string) => results(panel).filter({ has: panel.getByText(prompt, { exact: true }) });
    const ended = (prompt: string) => card(prompt).getByRole("button", { name: "Details" });
    for (const prompt of prompts) if (prompt !== cancelled) await ended(prompt).waitFor();
    // It stays in fal's queue until it was cancelled there, which fal refuses.
    sandbox.behave({ concurrency: 0 });
    const asked = (route: string) => sandbox.record.filter((entry) => entry.route === route).length;
    const streams = asked("stream");
    await press(stage, [cancelled]);
    // Before fal has it there is nothing to cancel there.
    await expect.poll(() => asked("stream")).toBeGreaterThan(streams);
    await card(cancelled).getByRole("button", { name: "Cancel" }).first().click();
    await expect.poll(() => asked("cancel")).toBeGreaterThan(0);
    sandbox.behave({ concurrency: 20 });
    let details = "";
    for (const prompt of prompts) {
      // The end of each: a picture, a failure, or the cancelled one.
      await ended(prompt).waitFor();
      await panel.bringToFront();
      await ended(prompt).click();
      await unfoldTechnical(panel);
      await panel.getByRole("region", { name: "Log" }).getByRole("listitem").first().waitFor();
      details += await panel.content();
      await panel.getByRole("button", { name: "Back" }).click();
    }
    const options = await openOptions(browser);
    // Whatever else gives data away adds its text here.
    const places: Record<string, string> = {
      console: seen.join("\n"),
      database: await dumpDatabase(panel),
      popup: await popup.content(),
      panel: await panel.content(),
      details,
      options: await options.content(),
      backup: (await backUp(options)).toString("latin1"),
      export: (await exportAll(panel)).toString("latin1"),
      toolbar: await panel.evaluate(() => chrome.action.getTitle({})),
      addresses: sandbox.record.map(({ path }) => path.replace(echoed, "")).join("\n"),
      bodies: JSON.stringify(submits(sandbox).map(({ body }) => body)),
      storage: await panel.evaluate(async () =>
        JSON.stringify([
          { ...(await chrome.storage.local.get()), falKey: "" },
          await chrome.storage.session.get(),
          await chrome.storage.sync.get(),
          { ...localStorage },
          { ...sessionStorage },
        ]),
      ),
    };
    await options.close();
    expect(seen.some((line) => line.startsWith("message "))).toBe(true);
    expect(seen.some((line) => line.includes("Final prompt sent to fal.ai:"))).toBe(true);
    expect(await readTable<{ prompt: string }>(panel, "generations")).toHaveLength(prompts.length + 1);
    for (const [place, text] of Object.entries(places)) expect(text.length, place).toBeGreaterThan(0);
    const leaks = Object.entries(places).flatMap(([place, text]) =>
      [...text.matchAll(new RegExp(`.{0,80}${secret}`, "g"))].map(([found]) => `${place}: ${found}`),
    );
    expect(leaks).toEqual([]);
  });

  it("5 Options never shows the key again", async () => {
    const options = await stage.browser.open("options.html");
    const field = options.getByLabel("fal API key", { exact: true });
    await field.waitFor();
    expect(await field.inputValue()).toBe("");
    expect(await field.getAttribute("type")).toBe("password");
    expect(await options.content()).not.toContain(secret);
    await options.close();
  });
});

/** All results as the zip that the panel saves. */
async function exportAll(panel: Page): Promise<Buffer> {
  await panel.bringToFront();
  await results(panel).first().getByRole("button", { name: "Select" }).click();
  await panel.getByRole("button", { name: /^Select all/ }).click();
  const { bytes } = await download(panel, () =>
    panel.getByRole("button", { name: "Download the selected" }).click(),
  );
  await panel.getByRole("button", { name: "End selection" }).click();
  return bytes;
}
