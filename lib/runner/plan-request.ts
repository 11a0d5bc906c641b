import { combineSize, shapeSlot } from "../domain/combine-size";
import { planLines } from "../domain/log-lines";
import type { Reference } from "../domain/reference";
import { type EndpointChoice, maxPrompt, planRoute, type Route } from "../domain/request";
import { isSheet, type SentPicture } from "../domain/sent-pictures";
import { picturesOf, pixelsIdOf, type RequestPlan } from "../domain/sent-request";
import { FailureError } from "../failure/failure";
import { requireSize } from "../fal/request-body";
import { dataUrlLength } from "../image/data-url";
import type { Size } from "../image/dimensions";
import { maxJpegBytes, type NormalizedImage } from "../image/normalize";
import type { Db } from "../storage/db";
import { makeReference, readReferences, replacePixels } from "../storage/references";

export interface PlanParts {
  db: Db;
  endpointChoice(): Promise<EndpointChoice>;
  /** The endpoints that fal is known not to offer. */
  missingEndpoints(): Promise<string[]>;
  /** Any picture as an init image. */
  prepare(picture: Blob): Promise<NormalizedImage>;
  /** Several products on one sheet. */
  makeSheet(pictures: Blob[]): Promise<NormalizedImage>;
}

/** A request that may be stored as queued: where it goes, its log up to the send, and a new sheet with its pixels. */
export interface PlannedRequest {
  plan: RequestPlan;
  route: Omit<Route, "passedOver">;
  lines: string[];
  /** Of the pictures that are sent, in pixels: what they cost. */
  sizes: Size[];
  sheet?: { reference: Reference; picture: NormalizedImage };
}

/**
 * Plans a request from what is wanted; `known` are references that the caller has just read. Throws `reference_lost`,
 * and `request_too_large` before anything is stored that could never leave.
 */
export async function planRequest(
  parts: PlanParts,
  wanted: RequestPlan,
  known: readonly Reference[] = [],
): Promise<PlannedRequest> {
  const [choice, missing] = await Promise.all([parts.endpointChoice(), parts.missingEndpoints()]);
  const { passedOver, ...route } = planRoute(wanted.mode, choice, missing);
  const { plan, lengths, sizes, sheet } =
    wanted.mode === "multi-reference"
      ? await planCombined(parts, wanted)
      : await planSingle(parts, wanted, known);
  requireSize(lengths, plan);
  // A product's name may have made it longer than it was written.
  if (plan.prompt.length > maxPrompt) throw new FailureError("request_too_large");
  const lines = planLines({ ...plan, endpoint: route.endpoint }, lengths, passedOver);
  return { plan, route, lines, sizes, ...(sheet && { sheet }) };
}

type Measured = Pick<PlannedRequest, "plan" | "sizes" | "sheet"> & {
  /** Of the pictures' data URLs, in characters. */
  lengths: number[];
};

/** One picture or none. Its record says how long it is; its pixels are read only where that is more than may leave. */
async function planSingle(
  parts: PlanParts,
  plan: RequestPlan,
  known: readonly Reference[],
): Promise<Measured> {
  const ids = picturesOf(plan).map(({ slots: [{ referenceId }] }) => referenceId);
  const sent = known.filter(({ id }) => ids.includes(id));
  const references = sent.length === ids.length ? sent : await readReferences(parts.db, ids);
  const pictures = references.map(async (reference) =>
    reference.bytes <= maxJpegBytes
      ? { bytes: reference.bytes, size: reference }
      : sendablePicture(parts, reference.id).then(({ jpeg, size }) => ({ bytes: jpeg.size, size })),
  );
  const measured = await Promise.all(pictures);
  const lengths = measured.map(({ bytes }) => dataUrlLength(bytes));
  return { plan, lengths, sizes: measured.map(({ size }) => size) };
}

/** All pictures, each within its limit; several products as one sheet, which is made once. */
async function planCombined(parts: PlanParts, wanted: RequestPlan): Promise<Measured> {
  const { db } = parts;
  const shape = shapeSlot(wanted.places);
  const [reference] = await readReferences(db, shape ? [shape.referenceId] : []);
  const pictures = picturesOf(wanted);
  const toLay = pictures.find((picture) => isSheet(picture) && !wanted.sheetId);
  const sheet = toLay && (await laySheet(parts, toLay));
  const plan: RequestPlan = {
    ...wanted,
    imageSize: wanted.imageSize ?? combineSize(reference ?? { width: 1, height: 1 }),
    ...(sheet && { sheetId: sheet.reference.id }),
  };
  const lengths: number[] = [];
  const sizes: Size[] = [];
  for (const picture of pictures) {
    const { jpeg, size } =
      picture === toLay && sheet ? sheet.picture : await sendablePicture(parts, pixelsIdOf(picture, plan));
    lengths.push(dataUrlLength(jpeg.size));
    sizes.push(size);
  }
  return { plan, lengths, sizes, ...(sheet && { sheet }) };
}

async function laySheet(
  parts: PlanParts,
  { slots }: SentPicture,
): Promise<Required<PlannedRequest>["sheet"]> {
  const products = await Promise.all(slots.map((slot) => readPixels(parts.db, slot.referenceId)));
  const picture = await parts.makeSheet(products);
  return { picture, reference: makeReference("product", picture, { rung: "sheet", source: "" }) };
}

/** For the price alone: what a picture comes to whose record says no size. */
const unknownSize: Size = { width: 1024, height: 1024 };

/** A reference's picture as it may be sent. One from a foreign backup may be too large: it is made smaller once. */
async function sendablePicture(
  { db, prepare }: PlanParts,
  id: string | undefined,
): Promise<{ jpeg: Blob; size: Size }> {
  const jpeg = await readPixels(db, id);
  const size = (id && (await db.references.get(id))) || unknownSize;
  if (jpeg.size <= maxJpegBytes && jpeg.type === "image/jpeg") return { jpeg, size };
  const picture = await prepare(jpeg);
  await replacePixels(db, id ?? "", picture);
  return picture;
}

/** The stored pixels of a picture that is to be sent. Throws `reference_lost`. */
export async function readPixels(db: Db, id: string | undefined): Promise<Blob> {
  const stored = id === undefined ? undefined : await db.pixels.get(id);
  if (!stored) throw new FailureError("reference_lost");
  return stored.blob;
}
