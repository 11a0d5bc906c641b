/** Everything that is measured in the matrix, in px. */
export const rowHeight = 92;
/** The place of the products' names, left of the cells; and where the window is narrow. */
export const productWidth = { wide: 304, narrow: 216 };
export const headHeight = 48;
/** Between a product and its cells: the button that skips the row. */
export const rowHeadWidth = 36;
/** A column of the matrix: as wide as the window allows between these. */
const column = { narrowest: 152, widest: 260 };

/** How wide a column is when so many share a width. */
export function columnWidth(width: number, columns: number): number {
  const share = Math.floor(width / Math.max(1, columns));
  return Math.min(column.widest, Math.max(column.narrowest, share));
}

/** So many rows are all in the page, in sight or not; of more only those in sight. */
export const allRowsUpTo = 24;
