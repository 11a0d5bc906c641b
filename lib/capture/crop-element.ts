import { FailureError } from "../failure/failure";
import type { Size } from "../image/dimensions";
import type { Part } from "../image/print";
import { drawnBox } from "../page/drawn-box";
import { meet } from "../page/geometry";
import type { ElementBox } from "../page/protocol";
import { partOf } from "./compare";
import { findOnScreen } from "./find-on-screen";
import type { FrameTarget } from "./page-client";
import { toastGone } from "./page-toast";
import { type Crop, cropScreen, cutOut, photograph } from "./screen-crop";

/** A crop, and where it was. */
export interface CropAt {
  crop: Crop;
  box: ElementBox;
}

/**
 * What the screen shows of the element, as it stands, or brought into view. It must stand still meanwhile, or
 * something else would be cut out. Throws `capture_page_gone`, `capture_covered` and `capture_too_small`.
 */
export async function cropElement(place: FrameTarget, scroll: boolean): Promise<CropAt> {
  await toastGone();
  const box = await findOnScreen(place, scroll);
  if (!box) throw new FailureError("capture_page_gone");
  if (box.width < 1 || box.height < 1) throw new FailureError("capture_covered");
  const crop = await cropScreen(place.tabId, box);
  if (!(await stands(place, box))) throw new FailureError("capture_page_gone");
  return { crop, box };
}

/**
 * What the screen shows of each of these in one tab, as they stand, out of one photograph. Undefined for those that
 * cannot be seen, or have moved.
 */
export async function cropTogether(places: FrameTarget[]): Promise<(CropAt | undefined)[]> {
  const boxes = await Promise.all(places.map((place) => findOnScreen(place, false)));
  const seen = boxes.map((box) => (box && box.width >= 1 && box.height >= 1 ? box : undefined));
  const tabId = places[0]?.tabId;
  if (tabId === undefined || seen.every((box) => !box)) return seen.map(() => undefined);
  const screen = await photograph(tabId).catch(() => undefined);
  if (!screen) return seen.map(() => undefined);
  try {
    const crops = seen.map((box) => box && cutOut(screen, box).catch(() => undefined));
    const still = await Promise.all(places.map((place, i) => seen[i] && stands(place, seen[i])));
    const cut = await Promise.all(crops);
    return seen.map((box, i) => {
      const crop = cut[i];
      return box && crop && still[i] ? { crop, box } : undefined;
    });
  } finally {
    screen.close();
  }
}

/** Whether the element is still where it was. */
export async function stands(place: FrameTarget, box: ElementBox): Promise<boolean> {
  const now = await findOnScreen(place, false);
  const parts = ["x", "y", "width", "height"] as const;
  return now !== undefined && parts.every((part) => Math.abs(box[part] - now[part]) < 2);
}

/** The part of the whole picture that was cut out, where that can be said. */
export function partOfCrop({ box }: CropAt, shape: Size | undefined): Part | undefined {
  return partOf(box, shape ?? box.whole);
}

/** Whether all was seen that the page itself leaves to be seen of the picture. */
export function isWholeCrop({ box }: CropAt, shape: Size | undefined): boolean {
  const { whole, fitting, covered } = box;
  const all = fitting && shape ? meet(drawnBox(whole, shape, fitting), whole) : whole;
  return !covered && all !== undefined && box.width >= all.width * 0.98 && box.height >= all.height * 0.98;
}
