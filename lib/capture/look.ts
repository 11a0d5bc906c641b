import { fromBase64 } from "../image/base64";
import { printSide } from "../image/print";
import type { CaptureRequest } from "./capture-request";
import { type Sight, sightOfCrop, sightOfPrint } from "./compare";
import { type CropAt, cropElement, cropTogether } from "./crop-element";
import { callAgent } from "./page-client";

/** What is on the screen now. */
export interface Look {
  /** Undefined where nobody can say: no script may run there, or nothing of it can be seen. */
  sight?: Sight | undefined;
  crop?: CropAt | undefined;
}

/**
 * Looks at what the user sees, while its address is read: the pixels that the element holds, or, where the browser
 * keeps those from us, the screen. What only stands in for the picture is not looked at.
 */
export async function look(sought: CaptureRequest): Promise<Look> {
  const held = await lookInside(sought);
  const place = held ? undefined : onScreen(sought);
  const crop = place && (await cropElement(place, false).catch(() => undefined));
  return held ?? lookAt(sought, crop);
}

/** The same of several in one tab, of which one photograph is enough. */
export async function lookTogether(all: CaptureRequest[]): Promise<Look[]> {
  const held = await Promise.all(all.map(lookInside));
  const onlySeen = all.flatMap((sought, i) => {
    const place = held[i] ? undefined : onScreen(sought);
    return place ? [{ sought, place }] : [];
  });
  const crops = await cropTogether(onlySeen.map(({ place }) => place));
  return all.map((sought, i) => {
    const crop = crops[onlySeen.findIndex((one) => one.sought === sought)];
    return held[i] ?? lookAt(sought, crop);
  });
}

/** By the pixels that the element holds; undefined where the browser keeps them from us. */
async function lookInside({ sighting, place }: CaptureRequest): Promise<Look | undefined> {
  const { drawable, shown, standIn } = sighting;
  if (!place || standIn || !drawable || !shown) return undefined;
  const print = await readPrint(place);
  return print && { sight: sightOfPrint(print, shown) };
}

const onScreen = ({ sighting, place }: CaptureRequest) =>
  sighting.visible && !sighting.standIn ? place : undefined;

function lookAt({ sighting }: CaptureRequest, crop: CropAt | undefined): Look {
  return crop ? { sight: sightOfCrop(crop.crop, crop.box, sighting.shown), crop } : {};
}

async function readPrint(place: NonNullable<CaptureRequest["place"]>) {
  const answer = await callAgent(place, "print");
  if (typeof answer !== "string" || answer.length > 20_000) return undefined;
  const print = new Uint8ClampedArray(fromBase64(answer));
  return print.length === printSide ** 2 * 4 ? print : undefined;
}
