import type { CellPlace } from "./matrix-keys";

/** A place as its element carries it, in `data-place`. */
export const placeName = ({ row, column }: CellPlace) => `${row}:${column}`;
