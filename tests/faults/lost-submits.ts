import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Page } from "playwright-core";
import { launchWithExtension } from "../../sandbox/browser.ts";
import { platformRefusal } from "../../sandbox/platform-routes.ts";
import { createSandbox, type Sandbox } from "../../sandbox/server.ts";
import { falHostsAt, generate, openStage, saveKey } from "../e2e/stage.ts";
import { createWorkerKiller, killBrowser, untilArrow } from "./kill.ts";
import { judge, readStored, untilEnded } from "./ledger.ts";
import { type Row, sumUp } from "./table.ts";

const key = "0d1f2a3b-4c5d-4e7f-8a9b-0c1d2e3f4a5b:0123456789abcdef0123456789abcdef";
/** fal answers this late (ms), so that there is a moment between the send and the answer. */
const submitMs = 150;
/** The same pressed again sooner (ms) than this is a double click, which sends nothing (`components/paid/press-gate.ts`). */
const doubleClickMs = 1_000;
/** The history is read twice a minute at most, a page of many at a time. */
const patience = 15 * 60_000;

/** A row, and the ids that more than one generation took for its own. */
export interface LostRow {
  row: Row;
  adoptedTwice: string[];
}

/**
 * Kills the worker `kills` times between the send and fal's answer, and looks what becomes of the requests. Every
 * third press asks for the same, so that equal requests are among them. With `withHistory` false fal does not
 * show its history to this key.
 */
export async function loseByWorker(
  kills: number,
  random: () => number,
  withHistory: boolean,
): Promise<LostRow> {
  const stage = await openStage({ key, sandbox: { submitMs, queueMs: 40, runMs: 60, concurrency: 8 } });
  const { sandbox, popup } = stage;
  await saveKey(stage, key);
  if (!withHistory) sandbox.behave({ refuse: platformRefusal("history", 403) });
  const killer = await createWorkerKiller(popup);
  const name = `worker killed between send and answer${withHistory ? "" : ", fal shows no history"}`;
  const row = await play(name, kills, sandbox, popup, async (prompt) => {
    const received = untilArrow("submit received", waiting(sandbox, popup, prompt));
    await generate(popup, prompt);
    await received;
    await sleep(random() * submitMs * 0.8);
    await killer.kill();
    await killer.wake();
    return popup;
  });
  await stage.close();
  return row;
}

/** The same with the whole browser, which is started again on its profile. */
export async function loseByBrowser(kills: number, random: () => number): Promise<LostRow> {
  const sandbox = await createSandbox({ key, tls: true, submitMs, queueMs: 40, runMs: 60, concurrency: 8 });
  const profile = await mkdtemp(join(tmpdir(), "refshot-lost-"));
  const launch = { profile, args: falHostsAt(sandbox.tlsPort ?? 0) };
  let browser = await launchWithExtension(launch);
  let page = await browser.open("popup.html");
  await page.evaluate((falKey) => chrome.storage.local.set({ falKey, settingsVersion: 1 }), key);
  const name = "browser killed between send and answer, and started again";
  const row = await play(name, kills, sandbox, page, async (prompt) => {
    const received = untilArrow("submit received", waiting(sandbox, page, prompt));
    await generate(page, prompt).catch(() => undefined);
    await received;
    await sleep(random() * submitMs * 0.8);
    await killBrowser(profile);
    await browser.context.close().catch(() => undefined);
    browser = await launchWithExtension(launch);
    page = await browser.open("popup.html");
    return page;
  });
  await browser.close();
  await sandbox.close();
  await rm(profile, { recursive: true, force: true, maxRetries: 5 });
  return row;
}

const waiting = (sandbox: Sandbox, page: Page, prompt: string) => ({
  ...{ sandbox, page, prompt },
  since: 0,
  // A busy machine may take long from the press to the send: a death before it proves nothing.
  timeout: 60_000,
});

/** Plays all deaths, waits until everything has ended, and compares both books. */
async function play(
  name: string,
  kills: number,
  sandbox: Sandbox,
  first: Page,
  die: (prompt: string) => Promise<Page>,
): Promise<LostRow> {
  const began = Date.now();
  const prompts: string[] = [];
  let page = first;
  let samePressedAt = 0;
  for (let round = 0; round < kills; round++) {
    const isSame = round % 3 === 2;
    const prompt = isSame ? `${name}: the same` : `${name}: ${round}`;
    if (isSame) {
      await sleep(samePressedAt + doubleClickMs - Date.now());
      samePressedAt = Date.now();
    }
    prompts.push(prompt);
    page = await die(prompt);
  }
  const own = new Set(prompts);
  for (const prompt of own) await untilEnded(page, prompt, 0, patience);
  const stored = await readStored(page);
  const verdicts = [...own].map((prompt) =>
    judge(sandbox, stored, prompt, prompts.filter((one) => one === prompt).length),
  );
  const ids = stored.generations.flatMap((one) =>
    "request" in one && one.request ? [one.request.requestId] : [],
  );
  return {
    row: sumUp(name, kills, (Date.now() - began) / 1000, verdicts),
    adoptedTwice: ids.filter((id, i) => ids.indexOf(id) !== i),
  };
}
