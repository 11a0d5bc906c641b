import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout } from "node:timers/promises";
import { findChromium } from "../../sandbox/setup/browser.mjs";

/** A tab that is spoken to over the DevTools protocol. */
export interface PlainTab {
  send(method: string, params?: object): Promise<Record<string, unknown>>;
  /** What an expression gives in the page, when its promise has resolved. */
  evaluate<T>(expression: string): Promise<T>;
}

/**
 * A Chromium in which nothing is attached to any worker: Playwright holds every worker that starts until it has looked
 * at it, which is a good part of an empty one's start.
 */
export interface PlainBrowser {
  open(url: string): Promise<PlainTab>;
  close(): Promise<void>;
}

/** Starts one with these extensions' folders. */
export async function openPlainBrowser(extensions: string[]): Promise<PlainBrowser> {
  const profile = await mkdtemp(join(tmpdir(), "refshot-plain-"));
  const browser = spawn(
    findChromium() ?? "chromium",
    [
      ...["--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run", "--window-size=1280,900"],
      ...["--disable-background-networking", "--disable-component-update", "--disable-sync"],
      ...["--remote-debugging-port=0", `--user-data-dir=${profile}`],
      ...[`--disable-extensions-except=${extensions}`, `--load-extension=${extensions}`],
      // Nothing out there is asked.
      ...["--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1", "about:blank"],
    ],
    { stdio: ["ignore", "ignore", "pipe"] },
  );
  const own = await addressOf(browser);
  const { host } = new URL(own);
  return {
    async open(url) {
      const address = `http://${host}/json/new?${encodeURIComponent(url)}`;
      const { webSocketDebuggerUrl } = await (await fetch(address, { method: "PUT" })).json();
      const tab = await attach(webSocketDebuggerUrl);
      // The tab is there before its page, and what is asked then is asked of the empty one.
      const isThere = `location.href !== "about:blank" && document.readyState === "complete"`;
      while (!(await tab.evaluate(isThere).catch(() => false))) await setTimeout(20);
      return tab;
    },
    async close() {
      const gone = once(browser, "exit");
      void (await attach(own)).send("Browser.close");
      await gone;
      await rm(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** Where it listens: it says so when it does. */
async function addressOf({ stderr }: ChildProcess): Promise<string> {
  if (stderr)
    for await (const line of createInterface(stderr)) {
      const [address] = /ws:\/\/\S+/.exec(line) ?? [];
      if (!address) continue;
      // Read on, so that the pipe never fills.
      stderr.resume();
      return address;
    }
  throw new Error("Chromium ended before it listened");
}

async function attach(address: string): Promise<PlainTab> {
  const socket = new WebSocket(address);
  await once(socket, "open");
  const waiting = new Map<number, { resolve: (result: never) => void; reject: (error: Error) => void }>();
  socket.addEventListener("message", ({ data }) => {
    const { id, result, error } = JSON.parse(data);
    const call = waiting.get(id);
    waiting.delete(id);
    if (error) call?.reject(new Error(error.message));
    else call?.resolve(result as never);
  });
  let last = 0;
  const send: PlainTab["send"] = (method, params = {}) => {
    const id = ++last;
    socket.send(JSON.stringify({ id, method, params }));
    return new Promise((resolve, reject) => waiting.set(id, { resolve, reject }));
  };
  return {
    send,
    async evaluate(expression) {
      const given = await send("Runtime.evaluate", { expression, awaitPromise: true, returnByValue: true });
      const { result, exceptionDetails } = given as { result: { value: never }; exceptionDetails?: object };
      if (exceptionDetails) throw new Error(JSON.stringify(exceptionDetails));
      return result.value;
    },
  };
}
