import { type Browser, browser } from "wxt/browser";
import { showBadge } from "../../lib/browser/badge";
import { failureText, text } from "../../lib/browser/i18n";
import { keepAliveWhile } from "../../lib/browser/keep-alive";
import {
  type Clicked,
  captureReference,
  choosePictures,
  keepPicked,
  upgradeCrops,
} from "../../lib/capture/capture";
import { gatherPicked } from "../../lib/capture/gather-picked";
import { clearToast, toastFailure, toastSet } from "../../lib/capture/page-toast";
import type { Reference } from "../../lib/domain/reference";
import type { Role } from "../../lib/domain/tray";
import { toFailure } from "../../lib/failure/failure";
import { clearSetting, writeSetting } from "../../lib/storage/settings";
import { db } from "./database";

/** Makes the clicked picture a reference, and says how it went. */
export async function capture(role: Role, clicked: Clicked): Promise<void> {
  await show(clicked.tabId, () => captureReference(db, role, clicked));
}

/** The picker is open as long as the user likes; only then is there something to show. */
export async function pick(tab: Browser.tabs.Tab | undefined): Promise<void> {
  try {
    await clearToast(tab?.id);
    const wish = tab && (await keepAliveWhile(choosePictures(tab)));
    if (wish && "into" in wish) await keepAliveWhile(gatherPicked(db, wish));
    else if (wish) await show(tab?.id, () => keepPicked(db, wish));
  } catch (error) {
    await tell(error, tab?.id);
  }
}

/** Opens the picker on the page in front; answers before the user has chosen. */
export async function pickInFront(): Promise<void> {
  const [tab] = await browser.tabs.query({ active: true, lastFocusedWindow: true });
  void pick(tab);
}

/** One at a time: the browser tells of a permission, and so does the page that asked for it. */
let upgraded: Promise<void> = Promise.resolve();

/** The user has allowed a site: the crops of its pictures become the pictures themselves. Throws the last failure. */
export function upgrade(): Promise<void> {
  upgraded = upgraded.catch(() => undefined).then(() => keepAliveWhile(upgradeCrops(db)));
  return upgraded;
}

/** A capture's way: pixels into the tray, and a word about it on the toolbar and on the page. */
async function show(tabId: number | undefined, take: () => Promise<Reference>): Promise<void> {
  try {
    // The browser does what it is asked one after the other: the picture first.
    const taken = keepAliveWhile(take());
    void clearToast(tabId);
    const [reference] = await Promise.all([taken, showBadge("working", text("badgeWorking"))]);
    const word = text("badgeSet", text(`role_${reference.role}`));
    await Promise.all([showBadge("worked", word), clearSetting("notice")]);
    await toastSet(tabId, reference);
  } catch (error) {
    await tell(error, tabId);
  }
}

/** A failure is shown on the page, and waits on the toolbar until the popup has shown it. */
export async function tell(error: unknown, tabId?: number): Promise<void> {
  const failure = toFailure(error);
  await showBadge("failed", failureText(failure));
  await writeSetting("notice", { failure, at: Date.now() });
  await toastFailure(tabId, failure);
}
