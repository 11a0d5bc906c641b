import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { setProxy } from "../../sandbox/browser.ts";
import { createSandbox, type Sandbox } from "../../sandbox/server.ts";
import {
  chooseFile,
  generate,
  openStage,
  photo,
  results,
  type Stage,
  saveKey,
  submits,
  waitForPictures,
} from "../e2e/stage.ts";
import { dumpDatabase } from "./stores.ts";

const secret = "0123456789abcdef0123456789abcdef";
const key = `0a1b2c3d-4e5f-canary:${secret}`;

describe("Secrets", () => {
  let stage: Stage;
  /** Where a hostile answer tries to lead: it must never be asked anything. */
  let trap: Sandbox;
  const seen: string[] = [];

  beforeAll(async () => {
    trap = await createSandbox({ tls: true, key });
    stage = await openStage({ key });
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
    await trap?.close();
  });
  beforeEach(() => {
    stage.sandbox.record.length = 0;
    trap.record.length = 0;
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
    const echo = { detail: `Bad header Authorization: Key ${key} (${key})` };
    sandbox.behave({ refuse: { status: 422, body: echo, at: "submit" } });
    await generate(popup, "An echo of the key");
    await results(panel)
      .filter({ hasText: "An echo of the key" })
      .getByText(/fal refused/)
      .first()
      .waitFor();
    await panel.bringToFront();
    await results(panel)
      .filter({ hasText: "An echo of the key" })
      .getByRole("button", { name: "Details" })
      .click();
    await panel.getByRole("region", { name: "Log" }).getByRole("listitem").first().waitFor();
    const options = await browser.open("options.html");
    const places = {
      console: seen.join("\n"),
      database: await dumpDatabase(panel),
      popup: await popup.content(),
      details: await panel.content(),
      options: await options.content(),
      addresses: sandbox.record.map(({ path }) => path).join("\n"),
      bodies: JSON.stringify(submits(sandbox).map(({ body }) => body)),
      storage: await panel.evaluate(async () =>
        JSON.stringify({ ...(await chrome.storage.local.get()), falKey: "" }),
      ),
    };
    await options.close();
    await panel.getByRole("button", { name: "Back" }).click();
    expect(seen.some((line) => line.startsWith("message "))).toBe(true);
    for (const [place, text] of Object.entries(places)) {
      expect(text.length, place).toBeGreaterThan(0);
      expect(text.includes(secret), place).toBe(false);
    }
  });

  it("3 the key goes only to fal's exact hosts: other addresses in an answer are refused", async () => {
    const { popup, panel, sandbox } = stage;
    const evil = `https://127.0.0.1:${trap.tlsPort}`;
    const answer = { request_id: "6f9619ff-8b86-4011-b42d-00c04fc964ff", status: "IN_QUEUE" };
    const urls = { status_url: `${evil}/s`, response_url: `${evil}/r`, cancel_url: `${evil}/c` };
    sandbox.behave({ refuse: { status: 200, body: { ...answer, ...urls }, at: "submit", times: 1 } });
    await generate(popup, "Foreign addresses");
    await results(panel).filter({ hasText: "Foreign addresses" }).getByText("Failed").first().waitFor();
    const images = [{ url: `${evil}/x.jpg`, width: 8, height: 8 }];
    sandbox.behave({ refuse: { status: 200, body: { images }, at: "result", times: 1 } });
    await generate(popup, "A foreign picture");
    await results(panel)
      .filter({ hasText: "A foreign picture" })
      .getByText(/not fal's/)
      .first()
      .waitFor();
    expect(trap.record).toEqual([]);
    const hosts = sandbox.record.filter(({ authorization }) => authorization).map(({ host }) => host);
    expect(new Set(hosts)).toEqual(new Set(["queue.fal.run"]));
  });

  it("4 the key is not sent along on redirects", async () => {
    const { popup, panel, sandbox } = stage;
    const location = `https://127.0.0.1:${trap.tlsPort}/stolen`;
    for (const at of ["submit", "result", "media"] as const) {
      sandbox.behave({ refuse: { status: 307, body: "", headers: { location }, at, times: 1 } });
      await generate(popup, `Redirected at ${at}`);
      await results(panel)
        .filter({ hasText: `Redirected at ${at}` })
        .waitFor();
      await results(panel)
        .filter({ hasText: `Redirected at ${at}` })
        .getByRole("button", { name: /Download|Retry/ })
        .first()
        .waitFor({ timeout: 30_000 });
    }
    expect(trap.record).toEqual([]);
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

  it("6 with a proxy set no key is sent, though one is saved", async () => {
    const { popup, panel, browser, sandbox } = stage;
    await setProxy(browser, sandbox.proxyUrl);
    await generate(popup, "Through the proxy");
    await waitForPictures(panel, "Through the proxy");
    expect(submits(sandbox).length).toBeGreaterThan(0);
    expect(sandbox.record.every(({ authorization }) => authorization === null)).toBe(true);
    expect(JSON.stringify(sandbox.record.map(({ headers }) => headers))).not.toContain(secret);
  });
});
