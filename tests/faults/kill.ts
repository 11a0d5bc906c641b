import { setTimeout as sleep } from "node:timers/promises";
import type { Page } from "playwright-core";
import type { Received, Sandbox } from "../../sandbox/server.ts";
import { listProcesses } from "./processes.ts";

/** Stops the extension's worker as the browser does, at any moment; says whether it was running. */
export interface WorkerKiller {
  kill(): Promise<boolean>;
  /** Starts the worker again, as any event would. */
  wake(): Promise<void>;
}

/** The killer works through a page of the extension: the page itself stays. */
export async function createWorkerKiller(page: Page): Promise<WorkerKiller> {
  const session = await page.context().newCDPSession(page);
  let running = false;
  session.on("ServiceWorker.workerVersionUpdated", ({ versions }) => {
    for (const { runningStatus, scriptURL } of versions)
      if (scriptURL.startsWith("chrome-extension://")) running = runningStatus !== "stopped";
  });
  await session.send("ServiceWorker.enable");
  return {
    async kill() {
      const was = running;
      await session.send("ServiceWorker.stopAllWorkers");
      running = false;
      return was;
    },
    async wake() {
      await page.evaluate(() => chrome.runtime.sendMessage("wake").catch(() => undefined));
    },
  };
}

/**
 * Ends every process of the browser that uses `profile`, with no chance to tidy up, and waits until all are gone: a
 * browser that starts beside one that is dying finds files that are still locked.
 */
export async function killBrowser(profile: string): Promise<void> {
  const listOwn = () => listProcesses().filter(({ args }) => args.includes(`--user-data-dir=${profile}`));
  for (const { pid } of listOwn()) {
    try {
      process.kill(pid, "SIGKILL");
    } catch {
      // It died together with its parent.
    }
  }
  while (listOwn().length > 0) await sleep(5);
}

/** The moments at which a worker can die: what fal's side sees, and what has just been written. */
export const arrows = [
  "pressed",
  "queued written",
  "submitting written",
  "submit received",
  "submit answered",
  "running written",
  "stream received",
  "result received",
  "result answered",
  "saving written",
  "media received",
  "media answered",
  "done written",
] as const;
export type Arrow = (typeof arrows)[number];

/** Resolves at the arrow, for the generation of this prompt; or after `timeout` ms, when it does not come. */
export function untilArrow(
  arrow: Arrow,
  { sandbox, page, prompt, since, timeout }: ArrowParts,
): Promise<boolean> {
  if (arrow === "pressed") return Promise.resolve(true);
  const [what = "", moment] = arrow.split(" ");
  if (moment === "written")
    return page.evaluate(pollStatus, { status: what, prompt, since, timeout }).catch(() => false);
  return new Promise((resolve) => {
    const stop = sandbox.watch(
      (seen: string, { route }: Received) => route === what && seen === moment && end(true),
    );
    const timer = setTimeout(() => end(false), timeout);
    const end = (came: boolean) => {
      clearTimeout(timer);
      stop();
      resolve(came);
    };
  });
}

interface ArrowParts {
  sandbox: Sandbox;
  page: Page;
  prompt: string;
  since: number;
  timeout: number;
}

/** Runs in the page: looks at the record until it has this status or a later one. */
async function pollStatus(wanted: {
  status: string;
  prompt: string;
  since: number;
  timeout: number;
}): Promise<boolean> {
  const order = ["queued", "submitting", "running", "saving", "done", "failed", "cancelled"];
  const wait = <T>(request: IDBRequest<T>): Promise<T> =>
    new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  const database = await wait(indexedDB.open("refshot"));
  try {
    for (const until = performance.now() + wanted.timeout; performance.now() < until; ) {
      const begun = database.transaction("generations").objectStore("generations").index("createdAt");
      const rows = await wait(begun.getAll(IDBKeyRange.lowerBound(wanted.since)));
      const own = rows.find(({ prompt }) => prompt === wanted.prompt);
      if (own && order.indexOf(own.status) >= order.indexOf(wanted.status))
        return own.status === wanted.status;
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
    return false;
  } finally {
    database.close();
  }
}
