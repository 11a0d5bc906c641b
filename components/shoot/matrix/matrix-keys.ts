/** A place in the grid: row 0 has the looks, column 0 the products. */
export interface CellPlace {
  row: number;
  column: number;
}

/** How far a grid reaches: its last row and column, and how many rows a window shows. */
export interface GridReach {
  lastRow: number;
  lastColumn: number;
  page: number;
}

type Key = Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey" | "altKey" | "shiftKey">;

/**
 * Where a key leads from a place, as the grid pattern has it: arrows, Page Up and Down, Home and End within the row,
 * with Ctrl to the grid's ends. Undefined for every other key.
 */
export function placeAfter(from: CellPlace, event: Key, reach: GridReach): CellPlace | undefined {
  if (event.altKey || event.shiftKey) return undefined;
  const { row, column } = from;
  const { lastRow, lastColumn, page } = reach;
  const isFar = event.ctrlKey || event.metaKey;
  const to = (nextRow: number, nextColumn: number): CellPlace => ({
    row: Math.min(lastRow, Math.max(0, nextRow)),
    column: Math.min(lastColumn, Math.max(0, nextColumn)),
  });
  if (event.key === "Home") return to(isFar ? 0 : row, 0);
  if (event.key === "End") return to(isFar ? lastRow : row, lastColumn);
  if (isFar) return undefined;
  const steps: Record<string, [rows: number, columns: number]> = {
    ArrowUp: [-1, 0],
    ArrowDown: [1, 0],
    ArrowLeft: [0, -1],
    ArrowRight: [0, 1],
    PageUp: [-page, 0],
    PageDown: [page, 0],
  };
  const step = steps[event.key];
  return step && to(row + step[0], column + step[1]);
}
