import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { builtExtension } from "../../sandbox/browser.ts";
import { buildBare, buildStack, extensionId, writeEmpty } from "./bare/build.ts";
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
    const stack = await buildStack(join(folder, "stack"));
    const browser = await openPlainBrowser([builtExtension, bare, empty, stack]);
    try {
      if (isWanted("8")) tell(await measureWorker(browser, [builtExtension, empty, stack]));
      if (isWanted("9")) tell(await measurePopup(browser, bare));
    } finally {
      await browser.close();
      await rm(folder, { recursive: true, force: true });
    }
  },
};

/** A command of no consequence, as our own pages send it; the empty worker answers anything. */
const idleCommand = { id: 1, type: "cancel", data: { ids: [] }, timestamp: 1 };

async function measureWorker(browser: PlainBrowser, folders: [string, string, string]): Promise<Row> {
  const open = async (folder: string, page: string) => {
    const tab = await browser.open(`chrome-extension://${extensionId(folder)}/${page}`);
    await tab.send("ServiceWorker.enable");
    return () => timeWaking(tab);
  };
  const [ours, empty, stack] = folders;
  const measured = await inTurns(turns, [
    await open(ours, "options.html"),
    await open(empty, "page.html"),
    await open(stack, "page.html"),
  ]);
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

async function measurePopup(browser: PlainBrowser, folder: string): Promise<Row> {
  const address = `chrome-extension://${extensionId(builtExtension)}/popup.html`;
  const bare = `chrome-extension://${extensionId(folder)}`;
  const tab = await browser.open(address);
  await tab.evaluate(`chrome.storage.local.set({ falKey: "some-id:some-secret", settingsVersion: 1 })`);
  await timeReady(tab, address);
  await tab.evaluate(`(${untilWhole})()`);
  await writePopups(folder, await tab.evaluate<Markup[]>(`(${readMarkup})()`));
  const other = await browser.open(`${bare}/page.html`);
  const measured = await inTurns(turns, [
    () => timeReady(tab, address),
    () => timeReady(other, `${bare}/popup.html`),
    () => timeReady(other, `${bare}/stack-popup.html`),
  ]);
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

/** The bare popups: Refshot's markup and stylesheet, and React; one with the libraries, too. */
async function writePopups(folder: string, markup: Markup[]): Promise<void> {
  await cp(join(builtExtension, "assets"), join(folder, "assets"), { recursive: true });
  const own = await readFile(join(builtExtension, "popup.html"), "utf8");
  const styles = own.match(/<link rel="stylesheet"[^>]*>/g)?.join("") ?? "";
  await writeFile(join(folder, "markup.js"), `globalThis.markup = ${JSON.stringify(markup)};`);
  for (const name of ["popup", "stack-popup"])
    await writeFile(
      join(folder, `${name}.html`),
      `<!doctype html><html lang="en"><head><meta charset="utf-8">${styles}</head><body><div id="root"></div>` +
        `<script src="markup.js"></script><script src="${name}.js"></script></body></html>`,
    );
}

/** Runs in the popup: resolves when it tells the price, which comes last. */
async function untilWhole(): Promise<void> {
  while (!document.querySelector("[role=note]")) await new Promise(requestAnimationFrame);
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
