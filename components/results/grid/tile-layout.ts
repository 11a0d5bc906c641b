import { isFailed } from "../../../lib/history/filter";
import type { Fold } from "../../../lib/history/fold-failures";
import { dayGroups, type GridData, type GridLayout, measures } from "./grid-rows";

/** Where one result stands in the grid, in px from the list's corner. */
export interface Tile {
  /** Its place in the view, and in the columns. */
  place: number;
  at: number;
  left: number;
  top: number;
  side: number;
  /** `side`, or more for a failed one at the end of its row: its sentence is given the room that is left. */
  width: number;
  /** Set on the first of a group: the group's picture area, under which its caption stands. */
  group?: { width: number; height: number; count: number };
  /** Set on the first of like failures. */
  fold?: Fold;
  /** Set on the first of a day. */
  day?: number;
}

/** A failed result is given so many columns at most. */
const widest = 3;

/** The tiles of one row group; `top` is where the row group begins, with its heading. */
export function groupTiles(
  { batches, createdAt, facts }: GridData & { facts: ArrayLike<number> },
  view: number[],
  layout: GridLayout,
  rowGroup: number,
  { top, folds }: { top: number; folds: ReadonlyMap<number, Fold> },
): Tile[] {
  const { columns, tile } = layout;
  const step = tile + measures.gap;
  const size = (count: number) => count * step - measures.gap;
  const isNewDay = layout.days[rowGroup] ?? false;
  const pictures = top + (isNewDay ? measures.dayHeading : 0);
  const first = layout.starts[rowGroup] ?? 0;
  const last = (layout.starts[rowGroup + 1] ?? 0) - 1;
  /** The columns that the last one of the row group takes. */
  const taken = isFailed(facts[view[last] ?? 0] ?? 0)
    ? Math.min(columns - ((last - first) % columns), widest)
    : 1;
  return dayGroups(batches, view, layout, rowGroup).flatMap(({ start, length }) =>
    Array.from({ length }, (_, i): Tile => {
      const place = start + i;
      const at = view[place] ?? 0;
      const inGroup = place - first;
      const inRow = length + (start + length - 1 === last ? taken - 1 : 0);
      const group = {
        width: size(Math.min(inRow, columns)),
        height: size(Math.ceil(length / columns)),
        count: imagesIn(view.slice(start, start + length), folds),
      };
      const fold = folds.get(at);
      return {
        place,
        at,
        left: (inGroup % columns) * step,
        top: pictures + Math.floor(inGroup / columns) * step,
        side: tile,
        width: size(place === last ? taken : 1),
        ...(i === 0 && { group }),
        ...(fold && { fold }),
        ...(isNewDay && inGroup === 0 && { day: createdAt[at] ?? 0 }),
      };
    }),
  );
}

/** How many images these rows stand for. */
function imagesIn(rows: number[], folds: ReadonlyMap<number, Fold>): number {
  const behind = (at: number) => {
    const fold = folds.get(at);
    return fold && !fold.open ? fold.members.length : 1;
  };
  return rows.reduce((sum, at) => sum + behind(at), 0);
}
