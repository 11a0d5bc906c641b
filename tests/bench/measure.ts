import { readFileSync } from "node:fs";
import type { Page } from "playwright-core";
import type { History } from "./history.ts";
import { armKeystroke, countPictures, notePrompt, noteReady, scrollThrough } from "./in-page.ts";
import type { Installed } from "./stage.ts";

/** Opens a page in a new tab and gives when (ms since the navigation) it is ready to be used. */
export async function timeOpening(one: Installed, name: "sidepanel.html" | "popup.html"): Promise<number> {
  const page = await one.newTab();
  await page.addInitScript(name === "popup.html" ? notePrompt : noteReady);
  await page.goto(one.address(name));
  const ready = await page.waitForFunction(() => (globalThis as { ready?: number }).ready);
  const time = (await ready.jsonValue()) as number;
  await page.close();
  return time;
}

/** A panel whose whole history has been read, with the search field in focus. */
export async function openPanel(one: Installed, width?: number): Promise<Page> {
  const page = await one.newTab(width);
  await page.goto(one.address("sidepanel.html"));
  const found = one.history.generations.filter(({ status }) => status !== "failed").length;
  await page.getByText(`${found.toLocaleString("en")} results`).waitFor();
  return page;
}

/** Types `words` letter by letter and takes them away again; gives the time (ms) of each key that changed the list. */
export async function timeSearch(page: Page, { history }: Installed, words: string): Promise<number[]> {
  await page.bringToFront();
  await page.getByRole("searchbox").focus();
  const texts = searchedTexts(history);
  const countOf = (typed: string) => texts.filter((text) => hasAll(text, typed)).length;
  const steps = [...words].map((letter, i) => ({ key: letter, typed: words.slice(0, i + 1) }));
  const back = steps.map((_, i) => ({ key: "Backspace", typed: words.slice(0, words.length - 1 - i) }));
  const times: number[] = [];
  let before = texts.length;
  for (const { key, typed } of [...steps, ...back]) {
    const count = countOf(typed);
    await page.evaluate(armKeystroke, count);
    await page.keyboard.press(key === " " ? "Space" : key);
    const time = await page.evaluate(() => (globalThis as { keystroke?: Promise<number> }).keystroke);
    // A key that leaves the list as it was says nothing about the list.
    if (count !== before && time !== undefined) times.push(time);
    before = count;
  }
  return times;
}

const hasAll = (text: string, typed: string) => typed.split(" ").every((word) => text.includes(word));

/** What a search looks in, found out without the product: prompt, note and the sites of the references. */
function searchedTexts({ generations, references }: History): string[] {
  const sourceOf = new Map(references.map(({ id, receipt }) => [id, receipt.source]));
  return generations.map(({ prompt, note = "", referenceIds }) =>
    [prompt, note, ...referenceIds.map((id) => sourceOf.get(id))].join("\n").toLowerCase(),
  );
}

/** The most pictures that were in the page at once while the whole history was scrolled through. */
export async function scrollAll(page: Page): Promise<{ most: number; length: number }> {
  await page.bringToFront();
  await page.evaluate(countPictures);
  await page.mouse.move(200, 500);
  for (let turn = 0; turn < 40; turn++) await page.mouse.wheel(0, 500);
  const length = await page.evaluate(scrollThrough);
  await page.keyboard.press("End");
  await page.keyboard.press("Home");
  const most = await page.evaluate(() => (globalThis as { mostPictures?: number }).mostPictures ?? 0);
  return { most, length };
}

/** Bytes of the page's JavaScript heap in use after a collection, and of its process alone (0 where unknown). */
export async function readMemory(page: Page): Promise<{ heap: number; process: number }> {
  const session = await page.context().newCDPSession(page);
  for (let again = 0; again < 3; again++) await session.send("HeapProfiler.collectGarbage");
  const { usedSize } = await session.send("Runtime.getHeapUsage");
  await session.detach();
  return { heap: usedSize, process: await readPrivateBytes(page) };
}

/** The page's process is the one that works while the page is kept busy. */
async function readPrivateBytes(page: Page): Promise<number> {
  const browser = page.context().browser();
  if (!browser) return 0;
  const session = await browser.newBrowserCDPSession();
  const cpu = async () =>
    new Map(
      (await session.send("SystemInfo.getProcessInfo")).processInfo.map(({ id, cpuTime }) => [id, cpuTime]),
    );
  const before = await cpu();
  await page.evaluate(() => {
    for (const end = performance.now() + 400; performance.now() < end; );
  });
  const spent = [...(await cpu())].map(([id, time]) => ({ id, time: time - (before.get(id) ?? time) }));
  await session.detach();
  const [busiest] = spent.sort((a, b) => b.time - a.time);
  return busiest ? privateBytesOf(busiest.id) : 0;
}

function privateBytesOf(pid: number): number {
  try {
    const rollup = readFileSync(`/proc/${pid}/smaps_rollup`, "utf8");
    const kilobytes = [...rollup.matchAll(/^Private_(?:Clean|Dirty):\s+(\d+) kB/gm)].map(([, kb]) =>
      Number(kb),
    );
    return kilobytes.reduce((sum, kb) => sum + kb, 0) * 1024;
  } catch {
    return 0;
  }
}
