import { spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect } from "vitest";
import type { Generation } from "../../lib/domain/generation";
import {
  builtExtension,
  type ExtensionBrowser,
  launchWithExtension,
  setProxy,
} from "../../sandbox/browser.ts";
import { createSandbox, type Sandbox } from "../../sandbox/server.ts";
import { generate, openStage, results, type Stage, saveKey } from "../e2e/stage.ts";
import { createWorkerKiller } from "./kill.ts";
import { hangs, judge, readStored, untilEnded } from "./ledger.ts";
import { calm } from "./network.ts";
import { type Row, sumUp } from "./table.ts";

const secondsSince = (began: number) => (Date.now() - began) / 1000;
const day = 24 * 3_600_000;

/** The clock jumps while a request runs: nothing may depend on it. */
export async function jumpClock(stage: Stage, by: number): Promise<Row> {
  const { sandbox, popup, browser } = stage;
  sandbox.record.length = 0;
  sandbox.behave({ ...calm, runMs: 1500 });
  const since = Date.now() - 1;
  const prompt = `Clock ${by > 0 ? "put forward" : "put back"} a day`;
  await generate(popup, prompt);
  await sleep(700);
  const worker = browser.context.serviceWorkers().find(({ url }) => url) ?? browser.worker;
  await worker.evaluate((by) => {
    const real = Date.now.bind(Date);
    Date.now = () => real() + by;
  }, by);
  await untilEnded(popup, prompt, since, hangs);
  // Pressed twice on the jumped clock: still one batch. The record now bears the jumped clock's time.
  const again = `${prompt}, pressed twice`;
  await popup.getByRole("textbox", { name: "Prompt" }).fill(again);
  await popup.getByRole("button", { name: "Generate", exact: true }).dblclick();
  await untilEnded(popup, again, since + by - day / 2, hangs);
  const stored = await readStored(popup, Math.min(since, since + by));
  // A fresh worker has the true clock again.
  await (await createWorkerKiller(popup)).kill();
  const verdicts = [judge(sandbox, stored, prompt, 1), judge(sandbox, stored, again, 1)];
  return sumUp(prompt, 1, secondsSince(since), verdicts);
}

/** fal says 202 for longer than anybody looks; then it has forgotten the request. */
export async function playEndless(stage: Stage, seconds: number): Promise<Row> {
  const { sandbox, popup } = stage;
  sandbox.record.length = 0;
  sandbox.behave({ ...calm, runMs: 1e8, stream: false });
  const since = Date.now() - 1;
  const prompt = "endless 202, then forgotten";
  await generate(popup, prompt);
  await sleep(seconds * 1000);
  const open = (await readStored(popup, since)).generations.find((one) => one.prompt === prompt);
  if (open?.status !== "running") throw new Error(`${prompt}: ${open?.status}`);
  sandbox.behave({ forget: "accepted" });
  await untilEnded(popup, prompt, since, hangs);
  const verdict = judge(sandbox, await readStored(popup, since), prompt, 1);
  // The job still runs in this sandbox, and would stand in the way of the next.
  sandbox.reset();
  sandbox.behave(calm);
  return sumUp(prompt, 1, secondsSince(since), [verdict]);
}

/** A copy of the built extension without `unlimitedStorage`: only then can a quota be set. */
async function makeLimited(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "refshot-limited-"));
  await cp(builtExtension, folder, { recursive: true });
  const manifest = JSON.parse(await readFile(join(folder, "manifest.json"), "utf8"));
  manifest.permissions = manifest.permissions.filter((name: string) => name !== "unlimitedStorage");
  await writeFile(join(folder, "manifest.json"), JSON.stringify(manifest));
  return folder;
}

/** There is no room for the picture; then there is again, and Retry download brings it. */
export async function fillDisk(): Promise<Row[]> {
  const extension = await makeLimited();
  const sandbox = await createSandbox({ queueMs: 60, runMs: 60 });
  const browser = await launchWithExtension({ extension });
  try {
    await setProxy(browser, sandbox.proxyUrl);
    return [await fillAtSaving(browser, sandbox)];
  } finally {
    await browser.close();
    await sandbox.close();
    await rm(extension, { recursive: true, force: true });
  }
}

async function openQuota(browser: ExtensionBrowser) {
  const page = await browser.open("popup.html");
  const session = await page.context().newCDPSession(page);
  const origin = `chrome-extension://${browser.extensionId}`;
  const set = (quotaSize?: number) =>
    session.send("Storage.overrideQuotaForOrigin", { origin, ...(quotaSize !== undefined && { quotaSize }) });
  return { page, set };
}

async function fillAtSaving(browser: ExtensionBrowser, sandbox: Sandbox): Promise<Row> {
  const { page, set } = await openQuota(browser);
  const since = Date.now() - 1;
  const prompt = "disk full at saving, then Retry download";
  const usage = await page.evaluate(async () => (await navigator.storage.estimate()).usage ?? 0);
  // Room for records, none for a picture.
  await set(usage + 40_000);
  await generate(page, prompt);
  const ended = await untilEnded(page, prompt, since, 8_000).then(
    () => true,
    () => false,
  );
  const told = (await readStored(page, since)).generations[0];
  if (!isToldOrHeld(told, ended)) throw new Error(`${prompt}: ${JSON.stringify(told)}`);
  await set();
  const panel = await browser.open("sidepanel.html");
  if (ended)
    await results(panel).filter({ hasText: prompt }).getByRole("button", { name: "Retry download" }).click();
  await untilEnded(panel, prompt, since, hangs, told);
  const verdict = judge(sandbox, await readStored(panel, since), prompt, 1);
  await Promise.all([page.close(), panel.close()]);
  return sumUp(prompt, 1, secondsSince(since), [
    { ...verdict, told: ended ? { storage_full: 1 } : verdict.told },
  ]);
}

/**
 * What Chromium had written of the picture when the room ended stays for a while, and counts: about one time in
 * eight not even the failure can then be written. The record still says `saving`, with fal's address, and is tried
 * again until there is room.
 */
function isToldOrHeld(generation: Generation | undefined, ended: boolean): boolean {
  if (!ended) return generation?.status === "saving";
  return generation?.status === "failed" && generation.failure.code === "storage_full" && !!generation.remote;
}

/**
 * A disk that is really full, from the moment when fal gets the submit: then nothing at all can be written. It is
 * a small one of our own; where it cannot be mounted, there is no such row.
 */
export async function fillWholeDisk(): Promise<Row[]> {
  const profile = await mkdtemp(join(tmpdir(), "refshot-disk-"));
  const mounted = spawnSync("mount", ["-t", "tmpfs", "-o", "size=150m", "tmpfs", profile]).status === 0;
  if (!mounted) {
    console.log("No small disk can be mounted here (only root can): the row of the full disk is left out");
    return [];
  }
  const sandbox = await createSandbox({ queueMs: 60, runMs: 60, submitMs: 500 });
  const browser = await launchWithExtension({ profile, args: ["--disk-cache-size=1000000"] });
  try {
    await setProxy(browser, sandbox.proxyUrl);
    const stop = sandbox.watch((moment, { route }) => {
      if (route === "submit" && moment === "received") stuff(profile);
    });
    const since = Date.now() - 1;
    const prompt = "disk quite full from the submit on, for 8 s";
    const page = await browser.open("popup.html");
    await generate(page, prompt);
    await sleep(8_000);
    stop();
    await rm(join(profile, "stuff"), { recursive: true, force: true });
    const panel = await browser.open("sidepanel.html");
    await untilEnded(panel, prompt, since, hangs);
    return [
      sumUp(prompt, 1, secondsSince(since), [judge(sandbox, await readStored(panel, since), prompt, 1)]),
    ];
  } finally {
    await browser.close();
    await sandbox.close();
    spawnSync("umount", ["-l", profile]);
    await rm(profile, { recursive: true, force: true });
  }
}

/** Writes until nothing more goes in. */
function stuff(profile: string): void {
  const folder = join(profile, "stuff");
  mkdirSync(folder, { recursive: true });
  for (const size of [1_000_000, 100_000, 4_096, 1])
    try {
      for (let count = 0; count < 1_000; count++)
        writeFileSync(join(folder, `${size}-${count}`), Buffer.alloc(size));
    } catch {
      // Full, to within this size.
    }
}

/** The network goes away before the submit, and again while the request runs. Only real host names can be offline. */
export async function goOffline(): Promise<Row> {
  const key = "0a1b2c3d-offline-key-id:0123456789abcdef0123456789abcdef";
  const stage = await openStage({ key, sandbox: { queueMs: 60, runMs: 60, concurrency: 0 } });
  const { sandbox, browser, popup } = stage;
  const status = async (since: number) => (await readStored(popup, since)).generations[0]?.status;
  try {
    await saveKey(stage, key);
    const since = Date.now() - 1;
    const prompt = "offline before the submit, and again while it runs";
    await browser.context.setOffline(true);
    await generate(popup, prompt);
    await expect.poll(() => status(since)).toBeDefined();
    await sleep(4_000);
    const held = await status(since);
    const sent = sandbox.record.filter(({ route }) => route === "submit").length;
    if (held !== "queued" || sent > 0) throw new Error(`${prompt}: ${held}, ${sent} sent`);
    await browser.context.setOffline(false);
    await expect.poll(() => status(since)).toBe("running");
    await browser.context.setOffline(true);
    await sleep(4_000);
    sandbox.behave({ concurrency: 2 });
    await browser.context.setOffline(false);
    await untilEnded(popup, prompt, since, hangs);
    return sumUp(prompt, 2, secondsSince(since), [judge(sandbox, await readStored(popup, since), prompt, 1)]);
  } finally {
    await stage.close();
  }
}
