import { type GridData, groupsOf, measures, type Shelves } from "./shelves";

/** Where one result stands in the grid, in px from the list's corner. */
export interface Tile {
  /** Its place in the view, and in the columns. */
  place: number;
  at: number;
  left: number;
  top: number;
  side: number;
  /** Set on the first of a group: the group's picture area, under which its caption stands. */
  group?: { width: number; height: number; count: number };
  /** Set on the first of a day. */
  day?: number;
}

/** The tiles of one shelf; `top` is where the shelf begins, with its heading. */
export function groupTiles(
  { batches, createdAt }: GridData,
  view: number[],
  shelves: Shelves,
  shelf: number,
  { columns, tile, top }: { columns: number; tile: number; top: number },
): Tile[] {
  const step = tile + measures.gap;
  const isNewDay = shelves.days[shelf] ?? false;
  const pictures = top + (isNewDay ? measures.dayHeading : 0);
  const first = shelves.starts[shelf] ?? 0;
  return groupsOf(batches, view, shelves, shelf).flatMap(({ start, length }) =>
    Array.from({ length }, (_, i): Tile => {
      const place = start + i;
      const at = view[place] ?? 0;
      const inShelf = place - first;
      const spot = {
        left: (inShelf % columns) * step,
        top: pictures + Math.floor(inShelf / columns) * step,
      };
      const wide = Math.min(length, columns);
      const size = (count: number) => count * step - measures.gap;
      const group = { width: size(wide), height: size(Math.ceil(length / columns)), count: length };
      return {
        place,
        at,
        ...spot,
        side: tile,
        ...(i === 0 && { group }),
        ...(isNewDay && inShelf === 0 && { day: createdAt[at] ?? 0 }),
      };
    }),
  );
}
