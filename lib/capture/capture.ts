import { browser } from "wxt/browser";
import { maySeeSite } from "../browser/site-access";
import type { Receipt, Reference } from "../domain/reference";
import { type Role, traySlots } from "../domain/tray";
import { FailureError, toFailure } from "../failure/failure";
import type { ImageDescription } from "../page/protocol";
import type { Db } from "../storage/db";
import { addReference, readTray, replaceReference, requireRoom } from "../storage/references";
import { callAgent, type FrameTarget, injectAgent } from "./page-client";
import { imageDescriptionSchema, pickedSchema } from "./page-schemas";
import { type CapturedImage, type CaptureRequest, captureImage, fetchBestCandidate } from "./strategies";

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
    return await keep(db, role, await captureImage(sought), sought);
  } finally {
    if (sought.place) await callAgent(sought.place, "forget");
  }
}

/** What the page says of the clicked picture; where no script may run, only what the click itself said. */
async function look({
  srcUrl,
  pageUrl,
  frameUrl,
  tabId = -1,
  frameId = 0,
}: Clicked): Promise<CaptureRequest> {
  const shownIn = /^https?:/.test(frameUrl ?? "") ? frameUrl : pageUrl;
  const bare: ImageDescription = {
    element: "img",
    candidates: [{ url: srcUrl, from: "img" }],
    drawable: false,
    visible: false,
  };
  if (tabId < 0) return { sighting: bare, pageUrl: shownIn };
  const place = { tabId, frameId, captureId: crypto.randomUUID() };
  if (await injectAgent(place, "page-reach")) {
    const sighting =
      imageDescriptionSchema.safeParse(await callAgent(place, "describe", srcUrl)).data ?? bare;
    return { sighting, pageUrl: shownIn, place };
  }
  const top = { ...place, frameId: 0 };
  if (frameId === 0 || !frameUrl || !(await injectAgent(top, "page-reach")))
    return { sighting: bare, pageUrl: shownIn };
  const frame = imageDescriptionSchema.safeParse(await callAgent(top, "describeFrame", frameUrl)).data;
  return { sighting: { ...bare, ...frame, candidates: bare.candidates }, pageUrl: shownIn, place: top };
}

/** What the user chose with the picker, and where. */
export interface PickedImage extends CaptureRequest {
  role: Role;
  place: FrameTarget;
}

/**
 * Lets the user choose a picture on the page in `tab`. Gives nothing when the user left.
 * Throws `page_closed_to_scripts`.
 */
export async function choosePicture(tab: { id?: number | undefined }): Promise<PickedImage | undefined> {
  const place: FrameTarget = { tabId: tab.id ?? -1, frameId: 0, captureId: crypto.randomUUID() };
  if (!(await injectAgent(place, "picker"))) throw new FailureError("page_closed_to_scripts");
  const picked = pickedSchema.safeParse(await waitForPick(place)).data;
  if (!picked) return undefined;
  const { url: pageUrl } = await browser.tabs.get(place.tabId);
  return { ...picked, pageUrl, place };
}

/** Makes what the user chose a reference. Throws as `captureReference` does. */
export async function keepPicked(db: Db, wish: PickedImage): Promise<Reference> {
  try {
    await requireRoom(db, wish.role);
    return await keep(db, wish.role, await captureImage(wish), wish);
  } finally {
    await callAgent(wish.place, "forget");
  }
}

/** The picker's promise. A page that goes away takes it along, and with it the wish. */
async function waitForPick({ tabId, frameId, captureId }: FrameTarget): Promise<unknown> {
  const target = { tabId, frameIds: [frameId] };
  const wait = (captureId: string) => globalThis.refshotPick?.(captureId);
  const [answer] = await browser.scripting
    .executeScript({ target, func: wait, args: [captureId] })
    .catch(() => [] as { result?: unknown }[]);
  return answer?.result;
}

async function keep(
  db: Db,
  role: Role,
  got: CapturedImage,
  { pageUrl, sighting }: CaptureRequest,
): Promise<Reference> {
  return addReference(db, role, got.picture, receiptOf(got, pageUrl, sighting.name));
}

function receiptOf(
  { rung, element, url, unread }: CapturedImage,
  pageUrl: string | undefined,
  alt: string | undefined,
): Omit<Receipt, "original"> {
  // A data: address is the picture itself: it would be kept twice, and never as text.
  const pictureUrl = url && /^https?:/.test(url) && url.length <= 4000 ? { pictureUrl: url } : {};
  const page = pageUrl && pageUrl.length <= 4000 ? { pageUrl } : {};
  const wanted = unread && unread.length > 0 ? { unread } : {};
  const source = hostOf(pageUrl ?? url ?? "");
  return { rung, element, source, ...(alt && { alt }), ...page, ...pictureUrl, ...wanted };
}

/**
 * Reads the originals of every screen crop in the tray whose site the user has now allowed, and puts each in
 * its crop's place. Throws the last failure; what could be read is then in place all the same.
 */
export async function upgradeCrops(db: Db): Promise<void> {
  const failures: unknown[] = [];
  for (const { referenceId } of traySlots(await readTray(db))) {
    const crop = await db.references.get(referenceId);
    if (crop?.receipt.rung === "screen") await upgrade(db, crop).catch((error) => failures.push(error));
  }
  if (failures.length > 0) throw failures.at(-1);
}

async function upgrade(db: Db, crop: Reference): Promise<void> {
  const { unread = [], pageUrl, alt, element = "img" } = crop.receipt;
  const allowed = await Promise.all(unread.map(({ url }) => maySeeSite(url)));
  const candidates = unread.filter((_, i) => allowed[i]);
  if (candidates.length === 0) return;
  const sighting = { element, candidates, drawable: false, visible: false };
  const { got, failure = toFailure(new FailureError("capture_unreachable")) } = await fetchBestCandidate({
    sighting,
    pageUrl,
  });
  if (!got) throw new FailureError(failure.code, failure.detail);
  await replaceReference(db, crop, got.picture, receiptOf(got, pageUrl, alt));
}

function hostOf(url: string): string {
  return (URL.parse(url)?.host || "this page").slice(0, 300);
}
