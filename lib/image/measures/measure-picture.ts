import { findGround } from "./ground";
import { type Lab, labAt, type Pixels, toLab } from "./lab";
import { findSubject } from "./subject";

/** A picture is measured at this many pixels on its longer side. */
export const measuredSide = 96;

/** Plain numbers of a picture's pixels, to be compared with those of others. */
export interface Measures {
  /** The colour that most of the picture's rim has. */
  background: Lab;
  /** The mean of all pixels, 0 (black) to 255 (white). */
  brightness: number;
  /** What should be grey, on the way from blue (below 0) to yellow, in steps of CIELAB; not where nothing is. */
  warmth?: number;
  /** The same from green (below 0) to magenta. */
  tint?: number;
  /** How much of the picture's width or height the subject fills, whichever is more: 0 to 1. On even ground only. */
  fills?: number;
  /** The middle of the subject, in shares of the width from the left and of the height from the top. */
  across?: number;
  down?: number;
}

/** So far from grey a pixel may be to tell what the light was, and so light or dark. */
const greyReach = 14;
const [darkest, lightest] = [20, 98];
/** Of fewer pixels than this share nothing is told. */
const leastGrey = 0.05;

/** What can be measured of a picture; it is best scaled down to `measuredSide` first. */
export function measurePicture(pixels: Pixels): Measures {
  const lab = toLab(pixels);
  const ground = findGround(pixels, lab);
  const subject = findSubject(pixels, ground);
  return {
    background: ground.colour,
    brightness: brightnessOf(pixels),
    ...castOf(lab),
    ...(subject && {
      fills: Math.max(subject.width, subject.height),
      across: subject.x,
      down: subject.y,
    }),
  };
}

/** The mean luma (Rec. 709), on white where it shines through. */
function brightnessOf({ data }: Pixels): number {
  let sum = 0;
  for (let at = 0; at < data.length; at += 4) {
    const luma = 0.2126 * (data[at] ?? 0) + 0.7152 * (data[at + 1] ?? 0) + 0.0722 * (data[at + 2] ?? 0);
    sum += 255 + (luma - 255) * ((data[at + 3] ?? 0) / 255);
  }
  return sum / Math.max(1, data.length / 4);
}

/** The cast of light over what is nearly grey; what is quite black or white has lost it. */
function castOf(lab: Float32Array): Pick<Measures, "warmth" | "tint"> {
  const all = lab.length / 3;
  let [count, tint, warmth] = [0, 0, 0];
  for (let pixel = 0; pixel < all; pixel++) {
    const [light, green, blue] = labAt(lab, pixel);
    if (light < darkest || light > lightest || Math.hypot(green, blue) > greyReach) continue;
    count++;
    tint += green;
    warmth += blue;
  }
  return count < all * leastGrey ? {} : { warmth: warmth / count, tint: tint / count };
}
