import { fromBase64 } from "../image/base64";
import { printSide } from "../image/print";
import type { CaptureRequest } from "./capture-request";
import { type Sight, sightOfCrop, sightOfPrint } from "./compare";
import { type CropAt, cropElement } from "./crop-element";
import { callAgent } from "./page-client";

/** What is on the screen now. */
export interface Look {
  /** Undefined where nobody can say: no script may run there, or nothing of it can be seen. */
  sight?: Sight | undefined;
  crop?: CropAt | undefined;
}

/**
 * Looks at what the user sees before anything is fetched: the pixels that the element holds, or, where the browser
 * keeps those from us, the screen. What only stands in for the picture is not looked at.
 */
export async function look({ sighting, place }: CaptureRequest): Promise<Look> {
  const { drawable, visible, shown, standIn } = sighting;
  if (!place || standIn) return {};
  const print = drawable && shown ? await readPrint(place) : undefined;
  if (print && shown) return { sight: sightOfPrint(print, shown) };
  if (!visible) return {};
  const crop = await cropElement(place, false).catch(() => undefined);
  return crop ? { sight: sightOfCrop(crop.crop, crop.box, shown), crop } : {};
}

async function readPrint(place: NonNullable<CaptureRequest["place"]>) {
  const answer = await callAgent(place, "print");
  if (typeof answer !== "string" || answer.length > 20_000) return undefined;
  const print = new Uint8ClampedArray(fromBase64(answer));
  return print.length === printSide ** 2 * 4 ? print : undefined;
}
