import type { Page } from "playwright-core";
import { expect } from "vitest";
import { type ExtensionBrowser, launchWithExtension } from "../../sandbox/browser.ts";
import { createSandbox, type Received, type Sandbox, type SandboxOptions } from "../../sandbox/server.ts";

/** A photo of `tests/photos`, by name. */
export const photo = (name: "face" | "product" | "background") =>
  new URL(`../photos/${name}.jpg`, import.meta.url).pathname;

interface StageOptions {
  sandbox?: SandboxOptions;
  browser?: Parameters<typeof launchWithExtension>[0];
  /** Reach the sandbox behind fal's real host names, as a user with this key; by default it is the proxy. */
  key?: string;
  /** With a key: the local port (TLS) where every host name that is not fal's leads. */
  otherHostsAt?: number | undefined;
}

/** A sandbox, a browser with the built extension, and what a user does there. */
export interface Stage {
  sandbox: Sandbox;
  browser: ExtensionBrowser;
  popup: Page;
  panel: Page;
  close(): Promise<void>;
}

/** A user with popup and side panel open, who has set the sandbox as proxy or has (not yet) saved a key. */
export async function openStage({
  sandbox: behaviour,
  browser: launch,
  key,
  otherHostsAt,
}: StageOptions = {}): Promise<Stage> {
  const sandbox = await createSandbox({
    queueMs: 100,
    runMs: 150,
    ...(key && { key, tls: true }),
    ...behaviour,
  });
  const args = [
    ...(launch?.args ?? []),
    ...(sandbox.tlsPort ? falHostsAt(sandbox.tlsPort, otherHostsAt) : []),
  ];
  const browser = await launchWithExtension({ ...launch, args });
  await browser.context.addInitScript(takeYourTime);
  // As Options store it. `setProxy` goes there (`fallback.test.ts`), and costs a second of the processor each time.
  if (!key)
    await browser.worker.evaluate(
      (proxyUrl) => chrome.storage.local.set({ proxyUrl, settingsVersion: 1 }),
      sandbox.proxyUrl,
    );
  return {
    sandbox,
    browser,
    popup: await browser.open("popup.html"),
    panel: await browser.open("sidepanel.html"),
    async close() {
      await browser.close();
      await sandbox.close();
    },
  };
}

/**
 * Runs in every page first: what a page would take away after 8 s (a toast and its Undo) or 4 s (the word of a failed
 * right-click, for which the popup stands open) stays until it is used. On a busy machine a press or a look can come
 * later than a person's. `undo-stack.test.ts` has the time.
 */
function takeYourTime(): void {
  const set = window.setTimeout;
  const patient = (handler: TimerHandler, ms?: number, ...rest: unknown[]) =>
    set(handler, ms === 8_000 || ms === 4_000 ? 600_000 : ms, ...rest);
  window.setTimeout = patient as typeof setTimeout;
}

/** fal's host names lead to the sandbox. */
export function falHostsAt(port: number, otherPort?: number): string[] {
  const rules = ["queue.fal.run", "api.fal.ai", "*.fal.media"].map(
    (host) => `MAP ${host}:443 127.0.0.1:${port}`,
  );
  // The sandbox as a proxy stays within reach.
  if (otherPort) rules.push(`MAP * 127.0.0.1:${otherPort}`, "EXCLUDE 127.0.0.1");
  return [`--host-resolver-rules=${rules.join(", ")}`, "--ignore-certificate-errors"];
}

/** Saves a key in Options and tests it there; gives what the test said. */
export async function saveKey({ browser }: Stage, key: string): Promise<string> {
  const options = await browser.open("options.html");
  const field = options.getByLabel("fal API key", { exact: true });
  await field.fill(key);
  await options.getByRole("button", { name: "Save key" }).click();
  await options.getByRole("button", { name: "Test key" }).click();
  const status = options.getByRole("status").filter({ hasText: /works|refused/i });
  await status.waitFor();
  const words = await status.innerText();
  expect(await field.inputValue()).toBe("");
  await options.close();
  return words;
}

type Group = "Face" | "Product" | "Background";

/** Chooses a file for a role in the popup, and waits until its picture is in the tray. */
export async function chooseFile(popup: Page, group: Group, file: string): Promise<void> {
  // A tab in the background is drawn once a second only.
  await popup.bringToFront();
  const slot = popup.getByRole("group", { name: group, exact: true });
  const before = await slot.getByRole("img").count();
  await slot.locator("input[type=file]").first().setInputFiles(file);
  await slot.getByRole("img").nth(before).waitFor();
}

/** Takes a reference out of the tray, such as `face reference`, and waits until it has left. */
export async function removeReference(popup: Page, name: string): Promise<void> {
  const remove = popup.getByRole("button", { name: `Remove ${name}` });
  await remove.click();
  await remove.waitFor({ state: "detached" });
}

/** Writes the prompt and presses Generate. */
export async function generate(popup: Page, prompt: string, images = 1): Promise<void> {
  await popup.bringToFront();
  await popup.getByRole("textbox", { name: "Prompt" }).fill(prompt);
  await popup.getByRole("spinbutton", { name: "Images" }).fill(String(images));
  await popup.getByRole("button", { name: "Generate", exact: true }).click();
}

/** While `act` runs, no time passes in the worker: what it takes for two halves of a double click are. */
export async function inOneMoment({ browser }: Stage, act: () => Promise<unknown>): Promise<void> {
  await browser.worker.evaluate(() => {
    const now = performance.now();
    performance.now = () => now;
  });
  await act();
  // The real one is the prototype's.
  await browser.worker.evaluate(() => void Reflect.deleteProperty(performance, "now"));
}

/** The items of the side panel's list, newest first. */
export const results = (panel: Page) => panel.getByRole("list", { name: "Results" }).getByRole("listitem");

/** Waits until `count` results of this prompt have their pictures. */
export async function waitForPictures(panel: Page, prompt: string, count = 1): Promise<void> {
  const done = results(panel).filter({
    hasText: prompt,
    has: panel.getByRole("button", { name: "Download" }),
  });
  try {
    await expect.poll(() => done.count()).toBeGreaterThanOrEqual(count);
  } catch (error) {
    // What stood there instead tells more than a number.
    throw new Error(`No ${count} pictures of "${prompt}":\n${await panel.locator("body").innerText()}`, {
      cause: error,
    });
  }
}

/** Shows what Details folds away; it may have been left open. */
export async function unfoldTechnical(panel: Page): Promise<void> {
  await panel.getByRole("region", { name: "Parameters" }).waitFor();
  const fold = panel.getByRole("button", { name: "Technical details" });
  if ((await fold.getAttribute("aria-expanded")) === "false") await fold.click();
}

/** The log of result number `index`, a line each, without the times before them. */
export async function readLog(panel: Page, index = 0): Promise<string[]> {
  await panel.bringToFront();
  await results(panel).nth(index).getByRole("button", { name: "Details" }).click();
  await unfoldTechnical(panel);
  const lines = panel.getByRole("region", { name: "Log" }).getByRole("listitem");
  await lines.first().waitFor();
  const texts = await lines.locator("span").allTextContents();
  await panel.getByRole("button", { name: "Back" }).click();
  return texts;
}

/** The bodies that were submitted, in order, with the endpoint each went to. */
export function submits(sandbox: Sandbox): (Received & { body: Record<string, unknown> })[] {
  return sandbox.record.filter(({ route, method }) => route === "submit" && method === "POST") as never;
}
