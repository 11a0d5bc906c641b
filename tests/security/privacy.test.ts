import { readFile, rm } from "node:fs/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launchWithExtension } from "../../sandbox/browser.ts";
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
import { message } from "./fuzz.ts";
import { type Hosts, openHosts } from "./hosts.ts";
import { capture, grantedExtension, outcome, pickerHost } from "./real-tab.ts";
import { builtFiles } from "./sources.ts";
import { readState } from "./stores.ts";

const key = "an-id-of-a-key:a-secret-of-a-key";
const words = (locale: string): Record<string, { message: string }> =>
  JSON.parse(
    builtFiles(/messages\.json$/).find(({ path }) => path.includes(`_locales/${locale}/`))?.text ?? "{}",
  );

describe("Privacy", () => {
  let stage: Stage;
  /** Every host name that is not fal's leads here, by http and https. */
  let elsewhere: Hosts;
  let extension: string;
  beforeAll(async () => {
    const picture = await readFile(photo("product"));
    elsewhere = await openHosts({
      "shop.example/": ["text/html", '<!doctype html><img id="cup" src="/cup.jpg" width="320">'],
      "shop.example/cup.jpg": ["image/jpeg", picture],
    });
    extension = await grantedExtension();
    const browser = {
      extension,
      args: ["--disable-features=HttpsUpgrades,HttpsFirstBalancedModeAutoEnable"],
    };
    stage = await openStage({ key, otherHostsAt: elsewhere.port, browser });
  });
  afterAll(async () => {
    await stage?.close();
    elsewhere?.close();
    await rm(extension, { recursive: true, force: true });
  });

  it("30 in a full session no host is contacted but fal's, and the one whose picture was clicked", async () => {
    const { popup, panel, sandbox, browser } = stage;
    await saveKey(stage, key);
    const page = await browser.context.newPage();
    await page.goto("http://shop.example/");
    const click = { srcUrl: "http://shop.example/cup.jpg", pageUrl: "http://shop.example/", page };
    expect(await capture(stage, click)).toBe("set");
    await browser.worker.evaluate(() => chrome.action.setBadgeText({ text: "" }));
    await page.bringToFront();
    await popup.evaluate((message) => chrome.runtime.sendMessage(message), message("pick", {}));
    await pickerHost(page).waitFor({ state: "attached" });
    await page.mouse.move(100, 100);
    await page.mouse.click(102, 102);
    await page.keyboard.press("2");
    expect(await outcome(browser.worker)).toBe("set");
    await page.close();
    await chooseFile(popup, "Background", photo("background"));
    await generate(popup, "Whom it asks");
    await waitForPictures(panel, "Whom it asks");
    await panel.bringToFront();
    await results(panel).first().getByRole("button", { name: "Details" }).click();
    await unfoldTechnical(panel);
    await panel.getByRole("region", { name: "Log" }).getByRole("listitem").first().waitFor();
    await panel.getByRole("button", { name: "Back" }).click();
    await panel.waitForTimeout(1_000);
    const falHosts = new Set(sandbox.record.map(({ host }) => host));
    expect(falHosts).toEqual(new Set(["api.fal.ai", "queue.fal.run", "v3.fal.media"]));
    // Chromium itself asks its maker some things, whatever is installed; those carry no word of ours.
    const isBrowsers = ({ url, origin }: (typeof elsewhere.asked)[number]) =>
      /\.(google|googleapis|gstatic)\.com$/.test(new URL(url).hostname) &&
      !origin?.startsWith("chrome-extension:");
    const others = elsewhere.asked.filter((asked) => !isBrowsers(asked)).map(({ url }) => url);
    const shop = ["http://shop.example/", "http://shop.example/cup.jpg", "http://shop.example/favicon.ico"];
    expect(others.filter((url) => !shop.includes(url))).toEqual([]);
    expect(others).toContain("http://shop.example/cup.jpg");
  });

  it("29 fal is asked to keep nothing when the user wants it so", async () => {
    const { popup, panel, browser, sandbox } = stage;
    const options = await browser.open("options.html");
    await options.getByText(words("en").keepNothingHint!.message).waitFor();
    await options.getByRole("checkbox", { name: /keep nothing/i }).check();
    // A page that is closed with the press takes what it has not yet written along.
    const stored = async () =>
      (await options.evaluate(() => chrome.storage.local.get("keepNothing"))).keepNothing;
    await expect.poll(stored).toBe(true);
    await options.close();
    await generate(popup, "Kept nowhere");
    await waitForPictures(panel, "Kept nowhere");
    const { headers } = submits(sandbox).at(-1)!;
    expect(headers["x-fal-store-io"]).toBe("0");
    expect(JSON.parse(String(headers["x-fal-object-lifecycle-preference"]))).toEqual({
      expiration_duration_seconds: 3600,
    });
  });

  it("31 delete everything really deletes, while a picture is under way and a failure waits to be read", async () => {
    const { browser, panel, popup, sandbox } = stage;
    const click = { srcUrl: "http://10.0.0.1/x.jpg", pageUrl: "http://shop.example/" };
    await generate(popup, "Done before");
    await waitForPictures(panel, "Done before");
    sandbox.record.length = 0;
    sandbox.behave({ concurrency: 0 });
    await generate(popup, "Under way");
    const asked = (route: string) => sandbox.record.filter((entry) => entry.route === route).length;
    await expect.poll(() => asked("stream")).toBe(1);
    const options = await browser.open("options.html");
    expect(await capture(stage, click)).toBe("capture_address_refused");
    await options.getByRole("button", { name: "Delete everything" }).click();
    const dialog = options.getByRole("alertdialog");
    for (const box of await dialog.getByRole("checkbox").all()) await box.check();
    await dialog
      .getByRole("button", { name: /delete/i })
      .last()
      .click();
    await options.getByText("Everything is deleted, the key and the settings too.").waitFor();
    expect(asked("cancel")).toBe(1);
    // Nothing comes back, either.
    await panel.waitForTimeout(1_500);
    const [state, storage] = JSON.parse(await readState(panel)) as [[string, number][], object];
    for (const [table, rows] of state.filter(([, rows]) => typeof rows === "number"))
      expect(rows, table).toBe(0);
    expect(storage).toEqual({});
    const left = await panel.evaluate(async () => ({
      session: await chrome.storage.session.get(),
      sync: await chrome.storage.sync.get(),
      web: { ...localStorage, ...sessionStorage },
      caches: await caches.keys(),
      databases: (await indexedDB.databases()).map(({ name }) => name),
      alarms: await chrome.alarms.getAll(),
      badge: await chrome.action.getBadgeText({}),
    }));
    expect(left).toEqual({
      ...{ session: {}, sync: {}, web: {}, caches: [], databases: ["refshot"], alarms: [], badge: "" },
    });
    expect(await popup.getByRole("textbox", { name: "Prompt" }).inputValue()).toBe("");
    await options.close();
  });
});

describe("In Indonesian", () => {
  it("29 Options says in plain words what keeping nothing changes", async () => {
    const browser = await launchWithExtension({ language: "id" });
    const options = await browser.open("options.html");
    const { keepNothing, keepNothingHint } = words("id");
    for (const said of [keepNothing!.message, keepNothingHint!.message])
      await options.getByText(said).waitFor();
    expect(keepNothingHint!.message).not.toBe(words("en").keepNothingHint!.message);
    await browser.close();
  });
});
