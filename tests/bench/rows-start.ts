import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { builtExtension } from "../../sandbox/browser.ts";
import { buildBare, extensionId, writeEmpty } from "./bare/build.ts";
import type { Markup } from "./bare/popup.ts";
import { notePrompt } from "./in-page.ts";
import { openPlainBrowser, type PlainBrowser, type PlainTab } from "./plain-browser.ts";
import { against, type Group, type Row } from "./row.ts";
import { inTurns } from "./statistics.ts";

const turns = 20;

/** What it takes to begin: the worker that an event wakes, and the popup. */
export const startRows: Group = {
  rows: ["8", "9"],
  async measure(isWanted, tell) {
    const folder = await mkdtemp(join(tmpdir(), "refshot-start-"));
    const bare = await buildBare(join(folder, "bare"));
    const empty = await writeEmpty(join(folder, "empty"));
    const ids = [builtExtension, bare, empty].map(extensionId) as [string, string, string];
    const browser = await openPlainBrowser([builtExtension, bare, empty]);
    try {
      if (isWanted("8")) tell(await measureWorker(browser, ids[0], ids[2]));
      if (isWanted("9")) tell(await measurePopup(browser, ids[0], ids[1], bare));
    } finally {
      await browser.close();
      await rm(folder, { recursive: true, force: true });
    }
  },
};

/** A command of no consequence, as our own pages send it; the empty worker answers anything. */
const idleCommand = { id: 1, type: "cancel", data: { ids: [] }, timestamp: 1 };

async function measureWorker(browser: PlainBrowser, ours: string, empty: string): Promise<Row> {
  const tabs = [
    await browser.open(`chrome-extension://${ours}/options.html`),
    await browser.open(`chrome-extension://${empty}/page.html`),
  ] as const;
  for (const tab of tabs) await tab.send("ServiceWorker.enable");
  const measured = await inTurns(
    turns,
    () => timeWaking(tabs[0]),
    () => timeWaking(tabs[1]),
  );
  return against(
    { row: "8", name: "a message to a worker that sleeps → its answer (B: an empty worker)" },
    measured,
    1.8,
  );
}

async function timeWaking(tab: PlainTab): Promise<number> {
  await tab.send("Page.bringToFront");
  await tab.send("ServiceWorker.stopAllWorkers");
  return tab.evaluate(`(async () => {
    const began = performance.now();
    await chrome.runtime.sendMessage(${JSON.stringify(idleCommand)});
    return performance.now() - began;
  })()`);
}

async function measurePopup(browser: PlainBrowser, ours: string, bare: string, folder: string): Promise<Row> {
  const address = `chrome-extension://${ours}/popup.html`;
  const tab = await browser.open(address);
  await tab.evaluate(`chrome.storage.local.set({ falKey: "some-id:some-secret", settingsVersion: 1 })`);
  await timeReady(tab, address);
  await writePopup(folder, await tab.evaluate<Markup[]>(`(${readMarkup})()`));
  const other = await browser.open(`chrome-extension://${bare}/page.html`);
  const measured = await inTurns(
    turns,
    () => timeReady(tab, address),
    () => timeReady(other, `chrome-extension://${bare}/popup.html`),
  );
  const name = "popup: navigation → prompt in focus (B: React with the same markup and styles)";
  return against({ row: "9", name }, measured, 1.3);
}

/** Opens the page and gives when (ms since the navigation) its prompt could be written in. */
async function timeReady(tab: PlainTab, address: string): Promise<number> {
  await tab.send("Page.bringToFront");
  await tab.send("Page.enable");
  const script = `(${notePrompt})()`;
  const { identifier } = await tab.send("Page.addScriptToEvaluateOnNewDocument", { source: script });
  await tab.send("Page.navigate", { url: address });
  const ready = await tab.evaluate<number>(`new Promise((resolve) => {
    const look = () => globalThis.ready ? resolve(globalThis.ready) : setTimeout(look, 20);
    look();
  })`);
  await tab.send("Page.removeScriptToEvaluateOnNewDocument", { identifier });
  return ready;
}

/** The bare popup: Refshot's markup and stylesheet, and React. */
async function writePopup(folder: string, markup: Markup[]): Promise<void> {
  await cp(join(builtExtension, "assets"), join(folder, "assets"), { recursive: true });
  const own = await readFile(join(builtExtension, "popup.html"), "utf8");
  const styles = own.match(/<link rel="stylesheet"[^>]*>/g)?.join("") ?? "";
  await writeFile(join(folder, "markup.js"), `globalThis.markup = ${JSON.stringify(markup)};`);
  await writeFile(
    join(folder, "popup.html"),
    `<!doctype html><html lang="en"><head><meta charset="utf-8">${styles}</head><body><div id="root"></div>` +
      `<script src="markup.js"></script><script src="popup.js"></script></body></html>`,
  );
}

/** Runs in the popup: its elements, with the names that React has for their attributes. */
function readMarkup(): unknown[] {
  const names: Record<string, string> = { class: "className", for: "htmlFor", tabindex: "tabIndex" };
  const propOf = ({ name, value }: Attr) => [
    names[name] ?? name,
    ["disabled", "hidden", "checked", "multiple"].includes(name) ? true : value,
  ];
  const read = (node: Node): unknown[] => {
    if (node instanceof Text) return [node.data];
    if (!(node instanceof Element)) return [];
    const attributes = [...node.attributes].filter(({ name }) => !["style", "value"].includes(name));
    const children = node instanceof HTMLTextAreaElement ? [] : [...node.childNodes].flatMap(read);
    return [{ name: node.localName, props: Object.fromEntries(attributes.map(propOf)), children }];
  };
  return [...(document.getElementById("root")?.childNodes ?? [])].flatMap(read);
}
