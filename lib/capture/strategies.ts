import { FailureError, toFailure } from "../failure/failure";
import type { NormalizedImage } from "../image/normalize";
import type { CaptureRequest } from "./capture-request";
import type { Sight } from "./compare";
import { type CropAt, cropElement, isWholeCrop, partOfCrop, stands } from "./crop-element";
import { type Look, look } from "./look";
import { callAgent } from "./page-client";
import { fromPage } from "./read-address";
import { type CapturedImage, final, readBest } from "./read-best";

/** Does work for which the screen must be free. */
export type Alone = <T>(work: () => Promise<T>) => Promise<T>;

/**
 * Pixels of what the user sees: by the address on the screen, else what the element holds, else a crop of the
 * screen; and in their place a larger one that a guessed address gives, when it is the same picture.
 * Of several at once `looked` is what was seen of this one, and `alone` lets one at a time move the page to be
 * photographed. Throws a `Refusal` with a `capture_…` code.
 */
export async function captureImage(
  sought: CaptureRequest,
  looked?: Look,
  alone: Alone = (work) => work(),
): Promise<CapturedImage> {
  const { sighting } = sought;
  const looking = looked ? Promise.resolve(looked) : look(sought);
  const { got, failure, doubted } = await readBest(sought, sightOf(looking));
  const notes = doubted.length > 0 ? { doubted } : {};
  if (got) return { ...got, ...notes };
  // Limits hold for what is on the screen, too: it is refused, not cropped.
  if (failure && final.includes(failure.code)) throw new FailureError(failure.code, failure.detail);
  const url = sighting.candidates.at(-1)?.url;
  const drawn = await drawElement(sought).catch(() => undefined);
  if (drawn) return { picture: drawn, rung: "canvas", element: sighting.element, url, ...notes };
  const { crop, part } = await alone(async () => takeCrop(sought, await looking)).catch((error) => {
    const isToldBetter = !failure || toFailure(error).code === "capture_covered";
    throw isToldBetter ? error : new FailureError(failure.code, failure.detail);
  });
  const unread = sighting.candidates.filter((candidate) => /^https?:/.test(candidate.url));
  return { picture: crop.picture, rung: "screen", element: sighting.element, url, unread, part, ...notes };
}

/** The screen is looked at while the address is read: neither waits for the other. */
function sightOf(looking: Promise<Look>): Promise<Sight | undefined> {
  const sight = looking.then((seen) => seen.sight);
  // Told when it is asked for, and nobody may.
  sight.catch(() => undefined);
  return sight;
}

async function drawElement({ sighting, place }: CaptureRequest): Promise<NormalizedImage> {
  if (!sighting.drawable || !place) throw new FailureError("capture_unreachable");
  return fromPage(await callAgent(place, "draw"));
}

/** The crop that was made at once when it shows all and the page is still so; else a new one, brought into view. */
async function takeCrop({ sighting, place }: CaptureRequest, seen: Look) {
  if (!sighting.visible || !place) throw new FailureError("capture_unreachable");
  const shape = sighting.shown;
  const first = seen.crop;
  const isGood = first && isWholeCrop(first, shape) && (await stands(place, first.box));
  const at: CropAt = isGood ? first : await cropElement(place, true);
  return { crop: at.crop, part: partOfCrop(at, shape) };
}
