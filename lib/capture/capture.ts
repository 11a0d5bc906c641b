import pLimit from "p-limit";
import { browser } from "wxt/browser";
import { maySeeSite } from "../browser/site-access";
import type { Candidate } from "../domain/image-source";
import type { Receipt, Reference } from "../domain/reference";
import { type Role, traySlots } from "../domain/tray";
import { FailureError } from "../failure/failure";
import type { Gathering } from "../page/picker-protocol";
import type { ImageDescription } from "../page/protocol";
import type { Db } from "../storage/db";
import { recallPicture } from "../storage/recall-picture";
import { addReference, readPlaces, readTray, replaceReference, requireRoom } from "../storage/references";
import { readShoots } from "../storage/shoots";
import type { CaptureRequest } from "./capture-request";
import { sightOfStored } from "./compare";
import { askPicker, callAgent, type FrameTarget, injectAgent, within } from "./page-client";
import { imageDescriptionSchema, pickerAnswerSchema } from "./page-schemas";
import { readAhead } from "./read-ahead";
import { type CapturedImage, readBest } from "./read-best";
import { captureImage } from "./strategies";

/** A picture that the user right-clicked: its address, and where it is shown. */
export interface Clicked {
  /** Missing where the address is too long for the browser to name. */
  srcUrl?: string | undefined;
  pageUrl?: string | undefined;
  frameUrl?: string | undefined;
  tabId?: number | undefined;
  frameId?: number | undefined;
}

/** However a page behaves, by then (ms) the user gets an answer. */
const longest = 90_000;

/**
 * Makes a right-clicked picture a reference: pixels by the ladder, then into the tray. Throws a `Refusal` with
 * a `capture_…` code or `products_full`; the tray is then as before.
 */
export async function captureReference(db: Db, role: Role, clicked: Clicked): Promise<Reference> {
  const room = requireRoom(db, role);
  const recall = recallSet(db);
  const ahead = clicked.srcUrl ? readAhead(clicked.srcUrl, shownIn(clicked), room) : undefined;
  try {
    const [sought] = await Promise.all([findClicked(clicked), room]);
    return await keep(db, role, { ...sought, ahead, recall });
  } finally {
    ahead?.drop();
  }
}

/** The address of the document that shows it. */
const shownIn = ({ frameUrl, pageUrl }: Clicked) => (/^https?:/.test(frameUrl ?? "") ? frameUrl : pageUrl);

/** What the page says of the clicked picture; where no script may run, only what the click itself said. */
async function findClicked(clicked: Clicked): Promise<CaptureRequest> {
  const { srcUrl, frameUrl, tabId = -1, frameId = 0 } = clicked;
  const pageUrl = shownIn(clicked);
  const place = { tabId, frameId, captureId: crypto.randomUUID() };
  const isOpen = tabId >= 0 && (await injectAgent(place, "page-reach"));
  const said = isOpen && imageDescriptionSchema.safeParse(await callAgent(place, "describe", srcUrl)).data;
  if (said) return { sighting: said, pageUrl, place };
  if (!srcUrl) throw new FailureError(isOpen ? "capture_page_gone" : "page_closed_to_scripts");
  const bare: ImageDescription = {
    element: "img",
    candidates: [{ url: srcUrl, from: "img" }],
    drawable: false,
    visible: false,
  };
  if (isOpen) return { sighting: bare, pageUrl, place };
  const top = { ...place, frameId: 0 };
  if (tabId < 0 || frameId === 0 || !frameUrl || !(await injectAgent(top, "page-reach")))
    return { sighting: bare, pageUrl };
  const frame = imageDescriptionSchema.safeParse(
    await callAgent(top, "describeFrame", frameUrl, srcUrl),
  ).data;
  return { sighting: { ...bare, ...frame, candidates: bare.candidates }, pageUrl, place: top };
}

/** What the user chose with the picker, and where. */
export interface PickedImage extends CaptureRequest {
  role: Role;
  place: FrameTarget;
}

/** Several pictures that the user chose together; they are asked for one by one. */
export interface PickedTogether {
  into: Gathering;
  /** What the page calls each; an empty text where it has no name for one. */
  names: string[];
  pageUrl?: string | undefined;
  place: Omit<FrameTarget, "captureId">;
}

/**
 * Lets the user choose pictures on the page in `tab`. Gives nothing when the user left, or the page is gone.
 * Throws `page_closed_to_scripts`.
 */
export async function choosePictures(tab: {
  id?: number | undefined;
}): Promise<PickedImage | PickedTogether | undefined> {
  const place: FrameTarget = { tabId: tab.id ?? -1, frameId: 0, captureId: crypto.randomUUID() };
  if (!(await injectAgent(place, "picker"))) throw new FailureError("page_closed_to_scripts");
  const answer = pickerAnswerSchema.safeParse(await askPicker(place, "picked")).data;
  if (!answer || !(await injectAgent(place, "page-reach"))) return undefined;
  const { url: pageUrl } = await browser.tabs.get(place.tabId);
  if ("into" in answer) return { ...answer, pageUrl, place };
  const sighting = await describePicked(place, 0);
  return sighting && { role: answer.role, sighting, pageUrl, place };
}

/** What the page says of the chosen picture number `index`; undefined when it is gone. */
export async function describePicked(
  place: FrameTarget,
  index: number,
): Promise<ImageDescription | undefined> {
  return imageDescriptionSchema.safeParse(await askPicker(place, "choose", index, place.captureId)).data;
}

/** Makes what the user chose a reference. Throws as `captureReference` does. */
export async function keepPicked(db: Db, wish: PickedImage): Promise<Reference> {
  await requireRoom(db, wish.role);
  return keep(db, wish.role, { ...wish, recall: recallSet(db) });
}

/** Knows the bytes of what is set now, which is read at once: it is wanted when a picture's bytes are here. */
function recallSet(db: Db): CaptureRequest["recall"] {
  const set = readPlaces(db).catch(() => []);
  return async (file) => recallPicture(db, await set, file);
}

/** Takes the picture and stores it. */
async function keep(db: Db, role: Role, sought: CaptureRequest): Promise<Reference> {
  const got = await take(sought, () => captureImage(sought));
  return addReference(db, role, got.picture, receiptOf(got, sought.pageUrl, sought.sighting.name));
}

/** Does a capture within its time, and lets the page forget it. Throws `capture_too_slow`, and what it throws. */
export async function take(
  { place }: CaptureRequest,
  capture: () => Promise<CapturedImage>,
): Promise<CapturedImage> {
  try {
    const got = await within(longest, capture());
    if (!got) throw new FailureError("capture_too_slow");
    return got;
  } finally {
    if (place) void callAgent(place, "forget");
  }
}

/** The receipt of a captured picture; `alt` is what the page calls it. */
export function receiptOf(
  { rung, element, url, unread, part, doubted }: CapturedImage,
  pageUrl: string | undefined,
  alt: string | undefined,
): Omit<Receipt, "original"> {
  // A data: address is the picture itself: it would be kept twice, and never as text.
  const pictureUrl = url && /^https?:/.test(url) && url.length <= 4000 ? { pictureUrl: url } : {};
  const page = pageUrl && pageUrl.length <= 4000 ? { pageUrl } : {};
  const wanted = unread && unread.length > 0 ? { unread } : {};
  const source = hostOf(pageUrl ?? url ?? "");
  const said = { ...page, ...pictureUrl, ...wanted };
  const seen = { ...(part && { part }), ...(doubted && { doubted: doubted.filter(isWorthNaming) }) };
  return { rung, element, source, ...(alt && { alt }), ...said, ...seen };
}

const isWorthNaming = ({ url }: Candidate) => /^https?:/.test(url) && url.length <= 4000;

/**
 * Reads the originals of every screen crop in the tray and the shoots whose site the user has now allowed, a few at a
 * time, and puts each in its crop's place. Throws the last failure; what could be read is then in place all the same.
 */
export async function upgradeCrops(db: Db): Promise<void> {
  const failures: unknown[] = [];
  const set = traySlots(await readTray(db)).map(({ referenceId }) => referenceId);
  const planned = (await readShoots(db)).flatMap(({ referenceIds }) => referenceIds);
  const turn = pLimit(3);
  const upgrades = [...new Set([...set, ...planned])].map((id) =>
    turn(async () => {
      const crop = await db.references.get(id);
      if (crop?.receipt.rung === "screen") await upgrade(db, crop).catch((error) => failures.push(error));
    }),
  );
  await Promise.all(upgrades);
  if (failures.length > 0) throw failures.at(-1);
}

async function upgrade(db: Db, crop: Reference): Promise<void> {
  const { unread = [], pageUrl, alt, part, element = "img" } = crop.receipt;
  const allowed = await Promise.all(unread.map(({ url }) => maySeeSite(url)));
  const candidates = unread.filter((_, i) => allowed[i]);
  if (candidates.length === 0) return;
  const stored = await db.pixels.get(crop.id);
  const sight = stored && (await sightOfStored(stored.blob, part));
  // The address that was on the screen stands last; without it all others are guesses.
  const standIn = allowed.at(-1) !== true;
  const sighting = { element, candidates, standIn, drawable: false, visible: false };
  const { got, failure, doubted } = await readBest({ sighting, pageUrl }, Promise.resolve(sight));
  if (got) return replaceReference(db, crop, got.picture, receiptOf({ ...got, doubted }, pageUrl, alt));
  if (doubted.length > 0) throw new FailureError("capture_other_picture");
  throw new FailureError(failure?.code ?? "capture_unreachable", failure?.detail);
}

function hostOf(url: string): string {
  return (URL.parse(url)?.host || "this page").slice(0, 300);
}
