import type { Box } from "../page/geometry";
import { maxShootProducts } from "../shoot/shoot";

/** Nothing smaller on the page than this (CSS pixels) has room for a checkbox beside what it shows. */
const smallest = 40;
/** Boxes in a shop's grid are of one size but for so many pixels. */
const tolerance = 4;
/** A checkbox needs this much to itself (CSS pixels): of pictures in one place one can be ticked. */
const apart = 16;

/** Whether a picture has room for a checkbox. */
export function isTickable({ width, height }: Box): boolean {
  return Math.min(width, height) >= smallest;
}

/** With `one` ticked, or no longer; in the order of the page. As many as a shoot holds. */
export function toggle<T>(all: readonly T[], ticked: readonly T[], one: T): T[] {
  return ticked.includes(one) ? ticked.filter((other) => other !== one) : add(all, ticked, [one]);
}

/** Everything from `from` to `to` becomes as `from` is. */
export function toggleRange<T>(all: readonly T[], ticked: readonly T[], from: T, to: T): T[] {
  const [start = 0, end = 0] = [all.indexOf(from), all.indexOf(to)].sort((a, b) => a - b);
  const range = start < 0 ? [to] : all.slice(start, end + 1);
  return ticked.includes(from) ? add(all, ticked, range) : ticked.filter((one) => !range.includes(one));
}

/** Everything that is shown as large as `like`, too. */
export function tickAlike<T extends { box: Box }>(all: readonly T[], ticked: readonly T[], like: T): T[] {
  const near = (a: number, b: number) => Math.abs(a - b) <= tolerance;
  const { width, height } = like.box;
  const alike = all.filter(({ box }) => near(box.width, width) && near(box.height, height));
  return add(all, ticked, alike);
}

function add<T>(all: readonly T[], ticked: readonly T[], more: readonly T[]): T[] {
  const wanted = new Set([...new Set([...ticked, ...more])].slice(0, maxShootProducts));
  return all.filter((one) => wanted.has(one));
}

/** Of several that begin in one place (a card's second picture, its frame) the one with most pixels stays. */
export function apartOnly<T extends { box: Box; own?: { width: number; height: number } | undefined }>(
  all: readonly T[],
): T[] {
  const pixels = ({ own, box }: T) => (own ? own.width * own.height : box.width * box.height);
  const kept: T[] = [];
  for (const one of all) {
    const at = kept.findIndex(
      ({ box }) => Math.abs(box.x - one.box.x) < apart && Math.abs(box.y - one.box.y) < apart,
    );
    const other = kept[at];
    if (!other) kept.push(one);
    else if (pixels(one) > pixels(other)) kept[at] = one;
  }
  return kept;
}
