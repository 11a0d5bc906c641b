import { browser } from "wxt/browser";
import { maySeeSite } from "../browser/site-access";
import type { Receipt, Reference } from "../domain/reference";
import { placesOf, type Role } from "../domain/tray";
import { failureOf, Refusal } from "../failure/failure";
import type { Sighting } from "../page/protocol";
import type { Db } from "../storage/db";
import { addReference, readTray, replaceReference, requireRoom } from "../storage/references";
import { askPage, openReach, type Place } from "./page-client";
import { pickedSchema, sightingSchema } from "./page-schemas";
import { climb, type Got, readAddresses, type Sought } from "./strategies";

/** A picture that the user right-clicked: its address, and where it is shown. */
export interface Clicked {
  srcUrl: string;
  pageUrl?: string | undefined;
  frameUrl?: string | undefined;
  tabId?: number | undefined;
  frameId?: number | undefined;
}

/**
 * Makes a right-clicked picture a reference: pixels by the ladder, then into the tray. Throws a `Refusal` with
 * a `capture_…` code or `products_full`; the tray is then as before.
 */
export async function captureReference(db: Db, role: Role, clicked: Clicked): Promise<Reference> {
  await requireRoom(db, role);
  const sought = await look(clicked);
  try {
    return await keep(db, role, await climb(sought), sought.pageUrl);
  } finally {
    if (sought.place) await askPage(sought.place, "forget");
  }
}

/** What the page says of the clicked picture; where no script may run, only what the click itself said. */
async function look({ srcUrl, pageUrl, frameUrl, tabId = -1, frameId = 0 }: Clicked): Promise<Sought> {
  const shownIn = /^https?:/.test(frameUrl ?? "") ? frameUrl : pageUrl;
  const bare: Sighting = {
    element: "img",
    candidates: [{ url: srcUrl, from: "img" }],
    drawable: false,
    visible: false,
  };
  if (tabId < 0) return { sighting: bare, pageUrl: shownIn };
  const place = { tabId, frameId, ticket: crypto.randomUUID() };
  if (await openReach(place, "page-reach")) {
    const sighting = sightingSchema.safeParse(await askPage(place, "sight", srcUrl)).data ?? bare;
    return { sighting, pageUrl: shownIn, place };
  }
  const top = { ...place, frameId: 0 };
  if (frameId === 0 || !frameUrl || !(await openReach(top, "page-reach")))
    return { sighting: bare, pageUrl: shownIn };
  const frame = sightingSchema.safeParse(await askPage(top, "sightFrame", frameUrl)).data;
  return { sighting: { ...bare, ...frame, candidates: bare.candidates }, pageUrl: shownIn, place: top };
}

/** What the user chose with the picker, and where. */
export interface Wish extends Sought {
  role: Role;
  place: Place;
}

/**
 * Lets the user choose a picture on the page in `tab`. Gives nothing when the user left.
 * Throws `page_closed_to_scripts`.
 */
export async function choosePicture(tab: { id?: number | undefined }): Promise<Wish | undefined> {
  const place: Place = { tabId: tab.id ?? -1, frameId: 0, ticket: crypto.randomUUID() };
  if (!(await openReach(place, "picker"))) throw new Refusal("page_closed_to_scripts");
  const picked = pickedSchema.safeParse(await waitForPick(place)).data;
  if (!picked) return undefined;
  const { url: pageUrl } = await browser.tabs.get(place.tabId);
  return { ...picked, pageUrl, place };
}

/** Makes what the user chose a reference. Throws as `captureReference` does. */
export async function keepPicked(db: Db, wish: Wish): Promise<Reference> {
  try {
    await requireRoom(db, wish.role);
    return await keep(db, wish.role, await climb(wish), wish.pageUrl);
  } finally {
    await askPage(wish.place, "forget");
  }
}

/** The picker's promise. A page that goes away takes it along, and with it the wish. */
async function waitForPick({ tabId, frameId, ticket }: Place): Promise<unknown> {
  const target = { tabId, frameIds: [frameId] };
  const wait = (ticket: string) => globalThis.refshotPick?.(ticket);
  const [answer] = await browser.scripting
    .executeScript({ target, func: wait, args: [ticket] })
    .catch(() => [] as { result?: unknown }[]);
  return answer?.result;
}

async function keep(db: Db, role: Role, got: Got, pageUrl: string | undefined): Promise<Reference> {
  return addReference(db, role, got.picture, receiptOf(got, pageUrl));
}

function receiptOf(
  { rung, element, url, unread }: Got,
  pageUrl: string | undefined,
): Omit<Receipt, "original"> {
  // A data: address is the picture itself: it would be kept twice, and never as text.
  const pictureUrl = url && /^https?:/.test(url) && url.length <= 4000 ? { pictureUrl: url } : {};
  const page = pageUrl && pageUrl.length <= 4000 ? { pageUrl } : {};
  const wanted = unread && unread.length > 0 ? { unread } : {};
  return { rung, element, source: hostOf(pageUrl ?? url ?? ""), ...page, ...pictureUrl, ...wanted };
}

/**
 * Reads the originals of every screen crop in the tray whose site the user has now allowed, and puts each in
 * its crop's place. Throws the last failure; what could be read is then in place all the same.
 */
export async function upgradeCrops(db: Db): Promise<void> {
  const failures: unknown[] = [];
  for (const { referenceId } of placesOf(await readTray(db))) {
    const crop = await db.references.get(referenceId);
    if (crop?.receipt.rung === "screen") await upgrade(db, crop).catch((error) => failures.push(error));
  }
  if (failures.length > 0) throw failures.at(-1);
}

async function upgrade(db: Db, crop: Reference): Promise<void> {
  const { unread = [], pageUrl, element = "img" } = crop.receipt;
  const allowed = await Promise.all(unread.map(({ url }) => maySeeSite(url)));
  const candidates = unread.filter((_, i) => allowed[i]);
  if (candidates.length === 0) return;
  const sighting = { element, candidates, drawable: false, visible: false };
  const { got, failure = failureOf(new Refusal("capture_unreachable")) } = await readAddresses({
    sighting,
    pageUrl,
  });
  if (!got) throw new Refusal(failure.code, failure.detail);
  await replaceReference(db, crop, got.picture, receiptOf(got, pageUrl));
}

function hostOf(url: string): string {
  return (URL.parse(url)?.host || "this page").slice(0, 300);
}
