import type { Page } from "playwright-core";
import type { Generation } from "../../lib/domain/generation";
import type { History } from "./history.ts";
import { armKeystroke, countPictures, notePrompt, noteReady, noteWhole, scrollThrough } from "./in-page.ts";
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
  await page.getByText(wholeWords(one)).waitFor();
  return page;
}

/** What the panel says when it knows all results. */
function wholeWords({ history }: Installed): string {
  const found = history.generations.filter(({ status }) => status !== "failed").length;
  return `${found.toLocaleString("en")} results`;
}

/** Opens the panel in a new tab and gives when (ms) all results are known, and the longest frame on the way there. */
export async function timeWhole(one: Installed): Promise<{ at: number; longest: number }> {
  const page = await one.newTab();
  await page.addInitScript(noteWhole, wholeWords(one));
  await page.goto(one.address("sidepanel.html"));
  type Whole = { whole?: { at: number; longest: number } };
  const whole = await page.waitForFunction(() => (globalThis as Whole).whole);
  const noted = (await whole.jsonValue()) as { at: number; longest: number };
  await page.close();
  return noted;
}

/** Types `words` letter by letter and takes them away again; gives the time (ms) of each key that changed the list. */
export async function timeSearch(page: Page, { history }: Installed, words: string): Promise<number[]> {
  await page.bringToFront();
  await page.getByRole("searchbox").focus();
  const texts = searchedTexts(history);
  const rowsFor = (typed: string) =>
    countRows(history.generations.filter((_, i) => hasAll(texts[i] ?? "", typed)));
  const steps = [...words].map((letter, i) => ({ key: letter, typed: words.slice(0, i + 1) }));
  const back = steps.map((_, i) => ({ key: "Backspace", typed: words.slice(0, words.length - 1 - i) }));
  const times: number[] = [];
  let before = rowsFor("");
  for (const { key, typed } of [...steps, ...back]) {
    const count = rowsFor(typed);
    await page.evaluate(armKeystroke, count);
    await page.keyboard.press(key === " " ? "Space" : key);
    const time = await page.evaluate(() => (globalThis as { keystroke?: Promise<number> }).keystroke);
    // A key that leaves the list as it was says nothing about the list.
    if (count !== before && time !== undefined) times.push(time);
    before = count;
  }
  return times;
}

/** Like failures of one batch are one row; in this history all are alike. */
function countRows(found: Generation[]): number {
  const failed = found.filter(({ status }) => status === "failed").map(({ batchId }) => batchId);
  return found.length - failed.length + new Set(failed).size;
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

/** Bytes of the page's JavaScript heap in use after a collection. */
export async function readMemory(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page);
  for (let again = 0; again < 3; again++) await session.send("HeapProfiler.collectGarbage");
  const { usedSize } = await session.send("Runtime.getHeapUsage");
  await session.detach();
  return usedSize;
}
