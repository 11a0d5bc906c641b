import type { Worker } from "playwright-core";

/** Something that has come to pass in the extension's worker, and when (ms since 1970). */
interface Passed {
  what: string;
  at: number;
}

interface Probe {
  passed: Passed[];
  news: EventTarget;
}

/**
 * Has the worker note when a picture is stored (`done`), a reference (`thumbnail`), a menu item chosen (`clicked`), a
 * capture told as done (`told`), and fal asked for a result (`asked`). Looks at the browser's own calls: the product knows nothing of it.
 */
export const installProbe = (worker: Worker) => worker.evaluate(noteWhatPasses);

/** When the first `count` of these came to pass since `since`, in their order. Waits for them. */
export function untilPassed(worker: Worker, what: string, since: number, count = 1): Promise<number[]> {
  return worker.evaluate(waitInWorker, { what, since, count });
}

function noteWhatPasses(): void {
  const probe: Probe = { passed: [], news: new EventTarget() };
  Object.assign(globalThis, { benchProbe: probe });
  const note = (what: string) => {
    probe.passed.push({ what, at: Date.now() });
    probe.news.dispatchEvent(new Event("news"));
  };
  const nameOf = (store: string, row: { status?: string }) =>
    store === "generations" && row.status === "done" ? "done" : store === "thumbnails" ? "thumbnail" : "";
  for (const name of ["put", "add"] as const) {
    const real = IDBObjectStore.prototype[name];
    IDBObjectStore.prototype[name] = function (this: IDBObjectStore, ...args: Parameters<typeof real>) {
      const what = nameOf(this.name, args[0] ?? {});
      // What counts is the transaction that it is part of, on the disk.
      if (what) this.transaction.addEventListener("complete", () => note(what));
      return real.apply(this, args);
    };
  }
  const { fetch } = globalThis;
  globalThis.fetch = (request, options) => {
    const { pathname } = new URL(request instanceof Request ? request.url : request);
    if ((options?.method ?? "GET") === "GET" && /\/requests\/[^/]+$/.test(pathname)) note("asked");
    return fetch(request, options);
  };
  chrome.contextMenus.onClicked.addListener(() => note("clicked"));
  const setBadgeText = chrome.action.setBadgeText.bind(chrome.action);
  chrome.action.setBadgeText = ((details: { text: string }) => {
    if (details.text === "✓") note("told");
    return setBadgeText(details);
  }) as typeof chrome.action.setBadgeText;
}

async function waitInWorker(wanted: { what: string; since: number; count: number }): Promise<number[]> {
  const { passed, news } = (globalThis as unknown as { benchProbe: Probe }).benchProbe;
  for (;;) {
    const found = passed.filter(({ what, at }) => what === wanted.what && at >= wanted.since);
    if (found.length >= wanted.count) return found.slice(0, wanted.count).map(({ at }) => at);
    await new Promise((resolve) => news.addEventListener("news", resolve, { once: true }));
  }
}
