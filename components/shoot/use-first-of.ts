import { useDeferredValue } from "react";

/**
 * The list; at the very first only as much of it as a window shows. The rest comes a moment later, when what can be
 * seen is on the screen.
 */
export function useFirstOf<T>(list: readonly T[], inSight: number): readonly T[] {
  const shown = useDeferredValue(list.length, Math.min(list.length, inSight));
  return shown < list.length ? list.slice(0, shown) : list;
}
