import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import own from "../../package.json" with { type: "json" };
import { launchWithExtension } from "../../sandbox/browser.ts";
import { createSandbox } from "../../sandbox/server.ts";
import { menuItem, openDesktop } from "../e2e/desktop.ts";
import { needDesktop } from "../e2e/need-desktop.ts";
import { falHostsAt, generate, results, submits } from "../e2e/stage.ts";
import { needFirefox } from "../firefox/need-firefox.ts";
import { openStage, saveKey } from "../firefox/stage.ts";
import { chooseFromContextMenu, openAddress, openPopup } from "../firefox/surface.ts";
import { unpack } from "../upgrade/package.ts";

const packageFor = (browser: string) =>
  fileURLToPath(new URL(`../../.output/refshot-${own.version}-${browser}.zip`, import.meta.url));
const key = "0d1f2a3b-4c5d-6e7f-8a9b-0c1d2e3f4a5b:0123456789abcdef0123456789abcdef";
const prompt = "A pilot in the rain";

const desktop = await openDesktop();

describe("the package for Chrome and Edge, in a fresh profile of Chromium", () => {
  needDesktop(desktop);

  it("a key, a right-click, a prompt: a picture from the page's pixels", async () => {
    const folder = await mkdtemp(join(tmpdir(), "refshot-package-"));
    await unpack(packageFor("chrome"), folder);
    const sandbox = await createSandbox({ queueMs: 100, runMs: 150, flux11: "offered", key, tls: true });
    const { open, context, worker, close } = await launchWithExtension({
      ...{ extension: folder, headed: true, display: desktop!.display },
      args: falHostsAt(sandbox.tlsPort!),
    });
    expect(await worker.evaluate(() => chrome.runtime.getManifest().version)).toBe(own.version);
    const options = await open("options.html");
    await options.getByLabel("fal API key", { exact: true }).fill(key);
    await options.getByRole("button", { name: "Save key" }).click();
    await options.getByRole("status").filter({ hasText: /works/ }).waitFor();
    const shop = await context.newPage();
    await shop.goto(`${sandbox.url}/shop/`);
    await desktop!.rightClick(shop, shop.locator('img[src*="face.jpg"]').first(), menuItem(0));
    const [popup, panel] = [await open("popup.html"), await open("sidepanel.html")];
    await popup.getByRole("button", { name: "Remove face reference" }).waitFor();
    await generate(popup, prompt);
    await results(panel).first().getByRole("button", { name: "Download" }).waitFor();
    expect(submits(sandbox).map(({ body }) => [body.prompt, body.strength])).toEqual([[prompt, 0.65]]);
    await close();
    await sandbox.close();
    desktop!.close();
    await rm(folder, { recursive: true });
  });
});

describe("the package for Firefox, in a fresh profile", () => {
  needFirefox();

  it("a key, a right-click, a prompt: a picture from the page's pixels", async () => {
    const stage = await openStage({ sandbox: { flux11: "offered" }, package: packageFor("firefox") });
    await saveKey(stage);
    await openAddress(stage.firefox, `${stage.sandbox.url}/shop/`);
    await stage.tab().press("img", /./, { button: 3 });
    await chooseFromContextMenu(stage.firefox, "Refshot", "Use as face reference");
    await openPopup(stage.firefox);
    const popup = stage.popup();
    await popup.see("button", "Remove face reference");
    await popup.write("textbox", "Prompt", prompt);
    await popup.press("button", "Generate");
    await popup.press("button", "History");
    await stage.sidebar().see("button", "Download");
    const version = () => browser.runtime.getManifest().version;
    expect(await stage.sidebar().evaluate(version)).toBe(own.version);
    expect(submits(stage.sandbox).map(({ body }) => [body.prompt, body.strength])).toEqual([[prompt, 0.65]]);
    await stage.close();
  });
});
