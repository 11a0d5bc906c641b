import { combineSize, shapeSlot } from "../domain/combine-size";
import type { Generation } from "../domain/generation";
import { type EndpointChoice, type Mode, planRoute } from "../domain/request";
import { initImageOf, isSheet, modeFor, sentPictures } from "../domain/sent-pictures";
import type { TraySlot } from "../domain/tray";
import { type PricedRequest, textToImageSize } from "./estimate";

interface Size {
  width: number;
  height: number;
}

/** What is to be sent, as far as the price goes: plain numbers, whoever decides them. */
interface Sent {
  mode: Mode;
  endpoint: string;
  /** The pictures that are sent, in pixels. */
  pictures: readonly Size[];
  /** The size that a combined picture is asked for in. */
  imageSize?: Size | undefined;
  images: number;
}

/**
 * The request as it is priced. Restyle gives back a picture as large as the one that it got, and only that is
 * billed; Combine is billed for what it gets, too.
 */
export function pricedRequest({ mode, endpoint, pictures, imageSize, images }: Sent): PricedRequest {
  const [first] = pictures;
  if (mode === "multi-reference")
    return { endpoint, output: imageSize ?? megapixel, inputs: pictures, images };
  return { endpoint, output: first ?? textToImageSize, inputs: [], images };
}

/** What a picture comes to whose size is not known: a square of 1,048,576 pixels, the most that is sent. */
const megapixel: Size = { width: 1024, height: 1024 };

/** What decides where a request goes: the user's choice in Options, and what fal is known not to offer. */
export interface RouteFacts {
  choice: EndpointChoice;
  missing: readonly string[];
}

/** What Generate would send now. */
interface TrayFacts extends RouteFacts {
  slots: readonly TraySlot[];
  chosen?: string | undefined;
  /** All references together, in place of one. */
  combine: boolean;
  images: number;
  /** The size of a reference, by its id. */
  sizeOf(referenceId: string): Size | undefined;
}

/** What a press of Generate costs, before anything of it is made: a sheet counts as the most that it can be. */
export function requestFromTray({ slots, chosen, combine, images, ...facts }: TrayFacts): PricedRequest {
  const mode = modeFor(slots, combine);
  return priced({ mode, places: slots, chosen, images, ...facts });
}

/** What Run again costs, or a Retry that pays. */
export function requestFromResult(
  { mode, places, chosen, imageSize }: Generation,
  facts: RouteFacts & Pick<TrayFacts, "sizeOf">,
): PricedRequest {
  return priced({ mode, places, chosen, imageSize, images: 1, ...facts });
}

interface Planned extends Omit<TrayFacts, "slots" | "combine"> {
  mode: Mode;
  places: readonly TraySlot[];
  imageSize?: Size | undefined;
}

function priced({
  mode,
  places,
  chosen,
  imageSize,
  images,
  choice,
  missing,
  sizeOf,
}: Planned): PricedRequest {
  const { endpoint } = planRoute(mode, choice, missing);
  const known = (slot: TraySlot | undefined) => (slot && sizeOf(slot.referenceId)) ?? megapixel;
  const pictures =
    mode === "image-to-image"
      ? [known(initImageOf(places, chosen))]
      : sentPictures(mode, places, chosen).map((one) => (isSheet(one) ? megapixel : known(one.slots[0])));
  const asked = mode === "multi-reference" ? (imageSize ?? combineSize(known(shapeSlot(places)))) : undefined;
  return pricedRequest({ mode, endpoint, pictures, imageSize: asked, images });
}
