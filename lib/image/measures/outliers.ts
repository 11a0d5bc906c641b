import { distance, type Lab } from "./lab";
import type { Measures } from "./measure-picture";

/** In fewer pictures than this none can stand out. */
export const leastCompared = 3;

/** The measures that are one number, each with how far off (in its own unit) is still alike. */
const alike = {
  /** As a share of the others' brightness. */
  brightness: 0.08,
  warmth: 4,
  tint: 4,
  fills: 0.08,
  across: 0.06,
  down: 0.06,
} as const;
type Number = keyof typeof alike;
const numbers = Object.keys(alike) as Number[];
/** In dark pictures a share is soon reached: so many steps (of 255) are alike whatever share they are. */
const alikeSteps = 5;
/** Colours of the ground that are this far apart are still alike. */
const alikeGround = 6;

/** Where all differ, only what is this many times as far off as they usually are stands out. */
const spread = 3;
/** From the middle deviation to the standard one. */
const toStandard = 1.4826;

/** One measure in which a picture stands out, its own value and the middle of the others'. */
export type Deviation =
  | { measure: "background"; own: Lab; others: Lab; by: number }
  | { measure: Number; own: number; others: number; by: number };

/**
 * In what each picture stands out among the others, by its place in the list; `by` is how far: of brightness as a
 * share of the others' (0.18 is 18 % brighter), of everything else in its own unit. Undefined is a picture that
 * could not be measured.
 */
export function findOutliers(pictures: readonly (Measures | undefined)[]): Deviation[][] {
  const found: Deviation[][] = pictures.map(() => []);
  for (const { at, ...deviation } of groundOutliers(pictures)) found[at]?.push(deviation);
  for (const measure of numbers)
    for (const { at, ...deviation } of numberOutliers(pictures, measure)) found[at]?.push(deviation);
  return found;
}

type Found<D> = D & { at: number };

function groundOutliers(pictures: readonly (Measures | undefined)[]): Found<Deviation>[] {
  const known = pictures.flatMap((one, at) => (one ? [{ at, value: one.background }] : []));
  if (known.length < leastCompared) return [];
  const middle = middleColour(known.map(({ value }) => value));
  const off = known.map(({ value }) => distance(value, middle));
  const limit = Math.max(alikeGround, spread * toStandard * median(off));
  return known.flatMap(({ at, value }, i) => {
    if ((off[i] ?? 0) <= limit) return [];
    const others = middleColour(known.filter((one) => one.at !== at).map((one) => one.value));
    return [{ at, measure: "background", own: value, others, by: distance(value, others) }];
  });
}

function numberOutliers(pictures: readonly (Measures | undefined)[], measure: Number): Found<Deviation>[] {
  const known = pictures.flatMap((one, at) => {
    const value = one?.[measure];
    return value === undefined ? [] : [{ at, value }];
  });
  if (known.length < leastCompared) return [];
  const by = (value: number, from: number) =>
    measure === "brightness" ? value / Math.max(1, from) - 1 : value - from;
  const middle = median(known.map(({ value }) => value));
  const off = known.map(({ value }) => Math.abs(by(value, middle)));
  const least = measure === "brightness" ? alikeSteps / Math.max(1, middle) : 0;
  const limit = Math.max(alike[measure], least, spread * toStandard * median(off));
  return known.flatMap(({ at, value }, i) => {
    if ((off[i] ?? 0) <= limit) return [];
    const others = median(known.filter((one) => one.at !== at).map((one) => one.value));
    return [{ at, measure, own: value, others, by: by(value, others) }];
  });
}

/** The middle one of `values`, or between the two in the middle. */
function median(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const half = sorted.length / 2;
  return ((sorted[Math.ceil(half) - 1] ?? 0) + (sorted[Math.floor(half)] ?? 0)) / 2;
}

function middleColour(colours: Lab[]): Lab {
  return [0, 1, 2].map((part) => median(colours.map((colour) => colour[part as 0 | 1 | 2]))) as Lab;
}
