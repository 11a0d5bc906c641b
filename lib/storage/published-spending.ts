import { browser } from "wxt/browser";
import { type DayTotal, dayOf, mergeTotals } from "../domain/spending";
import type { Db } from "./db";
import { readDaysNoting } from "./ledger";
import { readSetting, writeSetting } from "./settings";

/*
 * An incognito window has a database of its own, which goes with it, and the limits hold for both together. So each
 * kind of window publishes its sums, which name no picture, no prompt and no page, where the other can read them.
 */

const names = () =>
  browser.extension.inIncognitoContext
    ? ({ own: "spentIncognito", other: "spentOrdinary" } as const)
    : ({ own: "spentOrdinary", other: "spentIncognito" } as const);

/** What was just paid for has so long (ms) to be sent. */
const sendFirst = 300;

/** So many sums of days are kept for the other kind of window. */
const maxPublished = 300;

/** What was spent besides what this window's database holds: by the other kind, and by incognito ones that are gone. */
export async function readElsewhere(): Promise<DayTotal[]> {
  const { own, other } = names();
  const [ours, theirs] = await Promise.all([readSetting(own), readSetting(other)]);
  const theirTotals = [theirs?.past, theirs?.now, theirs?.wish].map((totals) => totals ?? []);
  return [ours?.past ?? [], ...theirTotals].reduce(mergeTotals);
}

export type Publisher = ReturnType<typeof createPublisher>;

/** Publishes what this window's database holds, one time after the other. */
export function createPublisher(db: Db) {
  let last: Promise<void> = Promise.resolve();
  /** What is about to be written into the database. */
  let wish: DayTotal[] = [];
  let soon: ReturnType<typeof setTimeout> | undefined;

  async function publishNow(): Promise<void> {
    const { own } = names();
    // Noted here as well: where no limit holds, no press does it.
    const noting = db.transaction("rw", db.spendingDays, () => readDaysNoting(db, dayOf(Date.now())));
    const [days, before] = await Promise.all([noting, readSetting(own)]);
    // An incognito database that has nothing is a new one: what the last one held is history.
    const isNew = browser.extension.inIncognitoContext && days.length === 0;
    const past = isNew ? mergeTotals(before?.past ?? [], before?.now ?? []) : (before?.past ?? []);
    await writeSetting(own, { now: newest(days), past: newest(past), wish });
  }

  function publish(): Promise<void> {
    last = last.catch(() => undefined).then(publishNow);
    return last;
  }

  /** Announces what this kind of window is about to write before it reads the other's, so that one of two sees the other. */
  function announce(wanted: DayTotal[]): Promise<void> {
    wish = wanted;
    return publish();
  }

  /** Publishes a moment later, once for all that ask meanwhile: what was just paid for is sent first. */
  function publishSoon(): void {
    if (soon !== undefined) return;
    soon = setTimeout(() => {
      soon = undefined;
      void publish().catch(() => undefined);
    }, sendFirst);
  }

  return { publish, announce, publishSoon };
}

const newest = (totals: DayTotal[]) =>
  [...totals].sort((a, b) => b.day.localeCompare(a.day)).slice(0, maxPublished);
