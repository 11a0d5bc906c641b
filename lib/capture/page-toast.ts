import { browser } from "wxt/browser";
import { failureText, language, text } from "../browser/i18n";
import { ownName } from "../domain/product-name";
import type { Reference } from "../domain/reference";
import type { Failure } from "../failure/failure";
import { type PageToast, showPageToast } from "../page/toast";
import { within } from "./page-client";

/** How long (ms) the words stay: a good one is seen at a glance, what went wrong is a sentence. */
const stays = { good: 2_200, bad: 6_000 };
/** The page has this long (ms) for it. */
const longest = 2_000;
/** A name is shown up to so many characters. */
const maxShownName = 48;

/** Says on the page in this tab that a reference is set, and by which keys Refshot opens. */
export async function toastSet(tabId: number | undefined, reference: Reference): Promise<void> {
  const { role, receipt } = reference;
  const name = [...(ownName(reference) ?? receipt.source)].slice(0, maxShownName).join("");
  const message = text("toastSet", text(`role_${role}`), name);
  const keys = await shortcut();
  await show(tabId, { message: keys ? `${message} · ${keys}` : message, stays: stays.good });
}

/** Says on the page in this tab that something went well. */
export async function toastWords(tabId: number | undefined, message: string): Promise<void> {
  await show(tabId, { message, stays: stays.good });
}

/** Says on the page in this tab why a picture could not be set. */
export async function toastFailure(tabId: number | undefined, failure: Failure): Promise<void> {
  await show(tabId, { message: failureText(failure), stays: stays.bad });
}

/** Until when (by a clock that does not jump, ms) words may stand on a page. */
let shownUntil = 0;

let leaving: Promise<void> = Promise.resolve();

/** Takes the last words away: they must not be in the next picture of the screen, which waits for `toastGone`. */
export function clearToast(tabId: number | undefined): Promise<void> {
  if (performance.now() < shownUntil) leaving = show(tabId, undefined);
  return leaving;
}

/** Until no words of ours are on the page that are to leave it. */
export const toastGone = () => leaving;

/** Nothing where no script may run: the badge says it there. */
async function show(tabId = -1, toast: Omit<PageToast, "language"> | undefined): Promise<void> {
  if (tabId < 0) return;
  // The page may take its time before it shows them.
  if (toast) shownUntil = performance.now() + 2 * longest + toast.stays;
  const args = toast ? [{ ...toast, language: language() }] : [];
  const shown = browser.scripting.executeScript({
    ...{ target: { tabId, frameIds: [0] }, func: showPageToast, args: args as [PageToast] },
    injectImmediately: true,
  });
  // A page that is busy with itself, or never finishes loading, holds nothing up.
  await within(longest, shown).catch(() => undefined);
}

async function shortcut(): Promise<string | undefined> {
  const commands = await browser.commands.getAll();
  return commands.find(({ name }) => name === "_execute_action")?.shortcut || undefined;
}
