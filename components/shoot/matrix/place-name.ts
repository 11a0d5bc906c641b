import type { CellPlace } from "./matrix-keys";

/** A place as its element carries it, in `data-place`. */
export const placeName = ({ row, column }: CellPlace) => `${row}:${column}`;

/** Whether Tab leads there: only to one place of a grid. */
export const tabIndexAt = (place: CellPlace, tabStop: CellPlace) =>
  placeName(place) === placeName(tabStop) ? 0 : -1;
