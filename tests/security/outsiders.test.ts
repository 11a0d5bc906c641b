import { createHash } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openStage, type Stage, submits } from "../e2e/stage.ts";
import { message, validPayloads } from "./fuzz.ts";
import { type Hosts, openHosts } from "./hosts.ts";
import { detect, lookAround, speakTo, trap } from "./page-eyes.ts";
import { capture, grantedExtension, newestReference, outcome, pickerHost } from "./real-tab.ts";
import { builtFiles, sourceFiles } from "./sources.ts";
import { dumpDatabase, readState, readTable } from "./stores.ts";

const neighbourName = "Neighbour";

/** Another extension, with one page. */
async function makeNeighbour(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "refshot-neighbour-"));
  const manifest = {
    manifest_version: 3,
    name: neighbourName,
    version: "1.0",
    host_permissions: ["<all_urls>"],
  };
  await writeFile(join(folder, "manifest.json"), JSON.stringify(manifest));
  await writeFile(join(folder, "page.html"), `<!doctype html><title>${neighbourName}</title>`);
  return folder;
}

/** The id that Chromium gives an extension in this folder. */
const idOf = (folder: string) =>
  createHash("sha256")
    .update(folder)
    .digest("hex")
    .slice(0, 32)
    .replace(/./g, (digit) => String.fromCharCode(97 + Number.parseInt(digit, 16)));

describe("Pages and other extensions", () => {
  let stage: Stage;
  let hosts: Hosts;
  let refshot: string;
  let neighbour: string;
  let neighbourId: string;

  beforeAll(async () => {
    const cup = await sharp({ create: { width: 640, height: 640, channels: 3, background: "#a52" } })
      .jpeg()
      .toBuffer();
    hosts = await openHosts({
      "shop.example/": [
        "text/html",
        `<!doctype html><title>Cups</title>${trap}<img id="cup" src="/cup.jpg" width="320">`,
      ],
      "shop.example/cup.jpg": ["image/jpeg", cup],
    });
    [refshot, neighbour] = await Promise.all([grantedExtension(), makeNeighbour()]);
    const both = `${refshot},${neighbour}`;
    const args = [...hosts.args, `--disable-extensions-except=${both}`, `--load-extension=${both}`];
    stage = await openStage({ browser: { extension: refshot, args } });
    neighbourId = idOf(neighbour);
  });
  afterAll(async () => {
    await stage?.close();
    hosts?.close();
    for (const folder of [refshot, neighbour]) await rm(folder, { recursive: true, force: true });
  });

  const everything = async () =>
    [await readState(stage.panel), await dumpDatabase(stage.panel), submits(stage.sandbox).length].join("\n");

  it.each(["another extension", "a web page"])("9 nothing answers %s, and nothing changes", async (who) => {
    const page = await stage.browser.context.newPage();
    const address =
      who === "a web page" ? "http://shop.example/" : `chrome-extension://${neighbourId}/page.html`;
    await page.goto(address);
    const before = await everything();
    const messages = validPayloads(crypto.randomUUID()).map(([command, data]) => message(command, data));
    const heard = await page.evaluate(speakTo, { id: stage.browser.extensionId, messages });
    expect(heard).toEqual([]);
    await stage.panel.waitForTimeout(500);
    expect(await everything()).toBe(before);
    await page.close();
  });

  it("9 nothing listens to messages from outside", () => {
    const [manifest] = builtFiles(/^manifest\.json$/);
    expect(JSON.parse(manifest?.text ?? "").externally_connectable).toEqual({ ids: [] });
    for (const { path, text } of [...sourceFiles(), ...builtFiles(/\.js$/)])
      expect(text, path).not.toMatch(/on(Message|Connect)External/);
  });

  /** The picker, opened by its own command; then a real mouse on the picture, and a role's key. */
  async function pick(page: Page, whileOpen?: () => Promise<void>): Promise<string> {
    await stage.browser.worker.evaluate(() => chrome.action.setBadgeText({ text: "" }));
    await page.bringToFront();
    await stage.popup.evaluate((message) => chrome.runtime.sendMessage(message), message("pick", {}));
    await pickerHost(page).waitFor({ state: "attached" });
    await whileOpen?.();
    const box = (await page.locator("#cup").boundingBox())!;
    await page.mouse.move(box.x + 50, box.y + 50);
    await page.mouse.click(box.x + 52, box.y + 52);
    await page.keyboard.press("2");
    return outcome(stage.browser.worker);
  }

  async function openShop(): Promise<Page> {
    const page = await stage.browser.context.newPage();
    await page.goto("http://shop.example/");
    return page;
  }
  const click = { srcUrl: "http://shop.example/cup.jpg", pageUrl: "http://shop.example/" };

  it("11 a capture and the picker leave no trace in the page's own world", async () => {
    const page = await openShop();
    const before = await lookAround(page);
    expect(await capture(stage, { ...click, page })).toBe("set");
    // The words on the page stay for two seconds.
    await expect.poll(() => lookAround(page)).toEqual(before);
    const came = await pick(page, async () => {
      expect({ ...(await lookAround(page)), html: "" }).toEqual({ ...before, html: "" });
      // All that the page can see of the picker: one empty element whose inside is closed.
      const host = pickerHost(page);
      expect(await host.evaluate((div) => [div.innerHTML, div.shadowRoot])).toEqual(["", null]);
    });
    expect(came).toBe("set");
    await expect.poll(() => lookAround(page)).toEqual(before);
    expect(await page.evaluate(() => (window as unknown as { trap: unknown[] }).trap)).toEqual([]);
    await page.close();
  });

  it("13 after a capture and the picker the page still cannot tell that we are there", async () => {
    const page = await openShop();
    expect(await capture(stage, { ...click, page })).toBe("set");
    const detected: string[] = [];
    await pick(page, async () => {
      detected.push(...(await detect(page, stage.browser.extensionId)));
    });
    detected.push(...(await detect(page, stage.browser.extensionId)));
    expect(detected).toEqual([]);
    await expect.poll(() => page.locator("html > :not(head, body)").count()).toBe(0);
    expect(await page.evaluate(() => Object.keys(window).filter((name) => /refshot/i.test(name)))).toEqual(
      [],
    );
    await page.close();
  });

  it("27 a real click in the picker assigns a reference, and nothing else", async () => {
    // The same picture twice is one product: there must be none yet.
    await stage.popup.bringToFront();
    await stage.popup.getByRole("button", { name: "Remove product reference 1" }).click();
    await stage.popup
      .getByRole("button", { name: "Remove product reference 1" })
      .waitFor({ state: "detached" });
    const page = await openShop();
    const [paid, before] = [submits(stage.sandbox).length, await newestReference(stage.panel)];
    expect(await pick(page)).toBe("set");
    const reference = await newestReference(stage.panel);
    expect(reference?.id).not.toBe(before?.id);
    expect(reference?.role).toBe("product");
    expect(await readTable(stage.panel, "generations")).toEqual([]);
    expect(submits(stage.sandbox)).toHaveLength(paid);
    await page.close();
  });

  it("27 what runs in a page sends no commands", () => {
    const inPage = sourceFiles().filter(({ path }) =>
      /^(lib\/(page|picker)\/|entrypoints\/(picker|page-reach))/.test(path),
    );
    expect(inPage.length).toBeGreaterThan(4);
    for (const { path, text } of inPage)
      expect(text, path).not.toMatch(/sendMessage|messages"|commands"|storage\.|runtime\.connect/);
  });

  it("11 nothing asks for a page's own world", () => {
    for (const { path, text } of [...sourceFiles(), ...builtFiles(/\.js$/)])
      expect(text, path).not.toMatch(/world:\s*["'`]MAIN["'`]|userScripts/);
    const [manifest] = builtFiles(/^manifest\.json$/);
    expect(JSON.parse(manifest?.text ?? "").content_scripts).toBeUndefined();
  });
});
