import type { Found } from "../page/find-images";

/** The survey makes its finds anew each time: the same element, shown the same way, is the same picture. */
export function same(a: Found | undefined, b: Found | undefined): boolean {
  return a !== undefined && b !== undefined && a.element === b.element && a.shows === b.shows;
}
