import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Page } from "playwright-core";
import sharp from "sharp";
import { type ExtensionBrowser, launchWithExtension } from "../../sandbox/browser.ts";
import { createSandbox, type Sandbox } from "../../sandbox/server.ts";
import { falHostsAt } from "../e2e/stage.ts";
import { createWorkerKiller, killBrowser, untilArrow, type WorkerKiller } from "./kill.ts";
import { judge, readStored } from "./ledger.ts";
import { type Row, sumUp } from "./table.ts";

const key = "0d1f2a3b-4c5d-4e7f-8a9b-0c1d2e3f4a5b:0123456789abcdef0123456789abcdef";
/** What never reached fal is known ten minutes later, and what is known is read twice a minute. */
const patience = 30 * 60_000;
/** A submit that was under way when Pause was pressed has arrived after this long (ms). */
const underWay = 500;

/**
 * The pictures that are due before a death are waited for at most so long (ms): where all four places are taken by
 * submits that were lost on the way to fal, the second look at its history gives them free, half a minute later.
 */
const progressTime = 40_000;

interface ShootKills {
  pictures: number;
  workerKills: number;
  browserKills: number;
}

/** What became of a shoot: every cell as a row has it, and what both sides say of pauses and places. */
export interface ShootRow {
  row: Row;
  /** Pictures that are not in a cell, or are there twice. */
  cellsTwice: number;
  /** How often it was paused, and what reached fal meanwhile. */
  pauses: number;
  sentWhilePaused: number;
  /** The most requests that fal had open at a time. */
  mostAtFal: number;
  /** How many cells needed Retry what failed, because their submit never reached fal. */
  retried: number;
}

/**
 * A shoot of so many pictures with deaths of the worker and the browser at random and between a send and its answer,
 * and Pause and Resume in between; then what never left is tried again, and both books are compared.
 */
export async function killShoot(kills: ShootKills, random: () => number): Promise<ShootRow> {
  const began = Date.now();
  const stage = await openShoot(kills.pictures);
  const { sandbox } = stage;
  const most = watchOpen(sandbox);
  await press(stage.page, "Start");
  const { pauses, sentWhilePaused } = await playDeaths(stage, kills, random);
  await untilAtRest(stage.page);
  const failed = await countFailed(stage.page);
  if (failed > 0) {
    await press(stage.page, "Retry what failed");
    await untilAtRest(stage.page, failed);
  }
  const stored = await readStored(stage.page);
  const own = stored.generations.filter(({ shootId }) => shootId !== undefined);
  const prompts = new Set(own.map(({ prompt }) => prompt));
  const verdicts = [...prompts].map((prompt) => judge(sandbox, stored, prompt, 1));
  const cells = own.map(({ cell }) => cell);
  const name = `a shoot of ${kills.pictures}: worker killed ${kills.workerKills} times, browser ${kills.browserKills} times`;
  await stage.close();
  const deaths = kills.workerKills + kills.browserKills;
  return {
    row: sumUp(name, deaths, (Date.now() - began) / 1000, verdicts),
    cellsTwice: cells.length - new Set(cells.filter(Boolean)).size,
    ...{ pauses, sentWhilePaused, mostAtFal: most(), retried: failed },
  };
}

/** A browser on its profile, with a shoot that is planned. */
interface ShootStage {
  sandbox: Sandbox;
  page: Page;
  killer: WorkerKiller;
  /** Ends the browser without a word, and starts it again. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

async function openShoot(pictures: number): Promise<ShootStage> {
  const pace = { submitMs: 80, queueMs: 100, runMs: 900, concurrency: 2 };
  const sandbox = await createSandbox({ key, tls: true, ...pace });
  const profile = await mkdtemp(join(tmpdir(), "refshot-shoot-"));
  const launch = () => launchWithExtension({ profile, args: falHostsAt(sandbox.tlsPort ?? 0) });
  let browser: ExtensionBrowser = await launch();
  const first = await browser.open("shoot.html");
  await first.evaluate((falKey) => chrome.storage.local.set({ falKey, settingsVersion: 1 }), key);
  await plan(first, pictures);
  const stage: ShootStage = {
    sandbox,
    page: first,
    killer: await createWorkerKiller(first),
    async restart() {
      await killBrowser(profile);
      await browser.context.close().catch(() => undefined);
      browser = await launch();
      stage.page = await browser.open("shoot.html");
      stage.killer = await createWorkerKiller(stage.page);
    },
    async close() {
      await browser.close();
      await sandbox.close();
      await rm(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
  return stage;
}

/** As a user plans: picture files, and one look. */
async function plan(page: Page, pictures: number): Promise<void> {
  const files = await Promise.all(
    Array.from({ length: pictures }, async (_, i) => ({
      name: `cup-${i}.jpg`,
      mimeType: "image/jpeg",
      buffer: await sharp({
        create: { width: 320, height: 320, channels: 3, background: { r: 4 * i, g: 90, b: 90 } },
      })
        .jpeg()
        .toBuffer(),
    })),
  );
  await page.getByLabel("Add product pictures").setInputFiles(files);
  await untilStored(page, ({ products }) => products === pictures);
  await page.getByRole("button", { name: "Add a look" }).click();
  await page.getByRole("textbox", { name: "Prompt" }).fill("{product} in the rain");
  await untilStored(page, ({ prompt }) => prompt !== "");
}

/** Deaths at random, and between a send and its answer, spread over the whole run; every ninth falls into a pause. */
async function playDeaths(
  stage: ShootStage,
  { pictures, workerKills, browserKills }: ShootKills,
  random: () => number,
): Promise<{ pauses: number; sentWhilePaused: number }> {
  const deaths = workerKills + browserKills;
  const every = Math.ceil(deaths / browserKills);
  let pauses = 0;
  let sentWhilePaused = 0;
  let browsers = 0;
  for (let death = 1; death <= deaths; death++) {
    const isBrowser = browsers < browserKills && death % every === 0;
    if (isBrowser) browsers += 1;
    const die = () => (isBrowser ? stage.restart() : killWorker(stage));
    await letMake(stage, Math.floor((pictures * death) / (deaths + 1)));
    if (death % 9 === 0 && (await tryPause(stage))) {
      pauses += 1;
      await sleep(underWay);
      const before = submitsIn(stage.sandbox);
      await die();
      await sleep(1_500);
      sentWhilePaused += submitsIn(stage.sandbox) - before;
      await press(stage.page, "Resume");
    } else {
      await momentOf(stage, random);
      await die();
    }
  }
  stage.sandbox.behave({ concurrency: 2 });
  return { pauses, sentWhilePaused };
}

/**
 * Lets fal make pictures until it has made so many, and no more until it is asked again: so the deaths are spread over
 * the whole run. What was lost on the way to fal is looked for, and cannot be made yet.
 */
async function letMake({ sandbox }: ShootStage, wanted: number): Promise<void> {
  sandbox.behave({ concurrency: 2 });
  for (const until = Date.now() + progressTime; sandbox.ledger().length < wanted; await sleep(20))
    if (Date.now() > until) break;
  sandbox.behave({ concurrency: 0 });
}

async function momentOf({ sandbox, page }: ShootStage, random: () => number): Promise<void> {
  if (random() < 0.75) return void (await sleep(random() * 600));
  await untilArrow("submit received", { sandbox, page, prompt: "", since: 0, timeout: 1_500 });
  await sleep(random() * 70);
}

async function killWorker({ killer }: ShootStage): Promise<void> {
  await killer.kill();
  await killer.wake();
}

async function press(page: Page, name: string): Promise<void> {
  const button = page.getByRole("button", { name, exact: true });
  await button.and(page.locator("[aria-disabled=false]")).click();
}

/** False when it does not run any more. */
async function tryPause({ page }: ShootStage): Promise<boolean> {
  const { state } = await readShoot(page);
  if (state !== "running") return false;
  await press(page, "Pause");
  await untilStored(page, (shoot) => shoot.state !== "running");
  return (await readShoot(page)).state === "paused";
}

const submitsIn = ({ record }: Sandbox) =>
  record.filter(({ route, method }) => route === "submit" && method === "POST").length;

/** Gives the most requests that were accepted and had not ended at a time, by fal's own record. */
function watchOpen(sandbox: Sandbox): () => number {
  let accepted = 0;
  let most = 0;
  sandbox.watch((seen, { route, method, status }) => {
    if (seen !== "answered" || route !== "submit" || method !== "POST" || status !== 200) return;
    accepted += 1;
    most = Math.max(most, accepted - sandbox.ledger().length);
  });
  return () => most;
}

interface StoredShoot {
  state: string;
  products: number;
  prompt: string;
  open: number;
  failed: number;
}

/** The shoot as the database has it, read past the product's own code. */
function readShoot(page: Page): Promise<StoredShoot> {
  return page.evaluate(async () => {
    const wait = <T>(request: IDBRequest<T>): Promise<T> =>
      new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    const database = await wait(indexedDB.open("refshot"));
    const read = database.transaction(["shoots", "generations"]);
    const [shoot] = await wait(read.objectStore("shoots").getAll());
    const all: { status: string }[] = await wait(read.objectStore("generations").getAll());
    database.close();
    const ended = ["done", "failed", "cancelled"];
    return {
      state: shoot?.state ?? "",
      products: shoot?.products.length ?? 0,
      prompt: shoot?.looks[0]?.prompt ?? "",
      open: all.filter(({ status }) => !ended.includes(status)).length,
      failed: all.filter(({ status }) => status === "failed").length,
    };
  });
}

const countFailed = async (page: Page) => (await readShoot(page)).failed;

async function untilStored(
  page: Page,
  is: (shoot: StoredShoot) => boolean,
  timeout = 120_000,
): Promise<void> {
  for (const until = Date.now() + timeout; ; await sleep(200)) {
    const shoot = await readShoot(page);
    if (is(shoot)) return;
    if (Date.now() > until) throw new Error(`never: ${JSON.stringify(shoot)}`);
  }
}

/** Until nothing is open and the run has ended; after a Retry, fewer have failed than `failedBefore`. */
const untilAtRest = (page: Page, failedBefore = Number.POSITIVE_INFINITY) =>
  untilStored(
    page,
    ({ state, open, failed }) => state === "stopped" && open === 0 && failed < failedBefore,
    patience,
  );
