import { type Box, covers } from "../page/geometry";

/** A picture as the picker weighs it: what of it can be seen, and its own size where that is known (pixels). */
export interface Weighed {
  box: Box;
  own?: { width: number; height: number } | undefined;
}

/** Nothing smaller than this (CSS pixels, or own pixels) is a picture to work from: icons, trackers, spacers. */
const smallest = 16;

/** Whether a size is too small for a picture to work from. */
export function isTiny({ width, height }: { width: number; height: number }): boolean {
  return Math.min(width, height) < smallest;
}

/** Whether a picture is worth a place in the picker. */
export function isUsable({ box, own }: Weighed): boolean {
  return !isTiny(box) && !(own && isTiny(own));
}

/**
 * The pictures under a point, best first: the one that covers least of the page is the one that is meant (a
 * photo before the backdrop behind it); of about equal ones the one with most pixels.
 */
export function stackAt<T extends Weighed>(pictures: T[], x: number, y: number): T[] {
  return (
    pictures
      .filter(({ box }) => covers(box, x, y))
      // What comes later in the page lies on top.
      .reverse()
      .sort((a, b) => spread(a) - spread(b) || pixels(b) - pixels(a))
  );
}

/** In halvings, so that a frame of a few pixels around a picture does not count. */
function spread({ box }: Weighed): number {
  return Math.round(Math.log2(box.width * box.height));
}

function pixels({ own, box }: Weighed): number {
  return own ? own.width * own.height : box.width * box.height;
}

/** The next picture by keyboard, round and round; from nowhere the first, or backwards the last. */
export function step(count: number, at: number, by: 1 | -1): number {
  if (count === 0) return -1;
  if (at < 0) return by === 1 ? 0 : count - 1;
  return (at + by + count) % count;
}
