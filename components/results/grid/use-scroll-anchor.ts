import type { Virtualizer } from "@tanstack/react-virtual";
import { type RefObject, useLayoutEffect, useRef } from "react";
import type { Results } from "../state/use-results";
import { type RowGroups, rowOf } from "./grid-rows";

/**
 * Keeps what is read where it is: when results come or go above, the window scrolls by as much. At the very
 * top new results are what one wants to see, and a new filter begins at the top.
 */
export function useAnchor(
  list: RefObject<HTMLElement | null>,
  { idAt, placeOf, shown, view }: Results,
  rowGroups: RowGroups,
  virtualizer: Virtualizer<Window, Element>,
): void {
  const anchor = useRef({ id: "", below: 0, shown, rowGroups });
  const offsetOf = (rowGroup: number) => virtualizer.measurementsCache[rowGroup]?.start ?? 0;
  useLayoutEffect(() => {
    const { id, below, shown: before, rowGroups: old } = anchor.current;
    if (old === rowGroups || !list.current?.offsetParent) return;
    const place = id ? placeOf(id) : -1;
    if (before !== shown) window.scrollTo(0, Math.min(window.scrollY, 0));
    else if (window.scrollY > list.current.offsetTop && place >= 0)
      window.scrollTo(0, offsetOf(rowOf(rowGroups, place)) + below);
  }, [view, rowGroups]);
  useLayoutEffect(() => {
    const first = virtualizer.getVirtualItems().find(({ end }) => end > window.scrollY);
    if (!first) return;
    const id = idAt(rowGroups.starts[first.index] ?? 0) ?? "";
    anchor.current = { id, below: window.scrollY - first.start, shown, rowGroups };
  });
}
