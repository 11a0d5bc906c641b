/** Of the columns, what the grid is made from. */
export type GridData = Record<"batches" | "createdAt", ArrayLike<number>>;

/** Everything that is measured in the grid, in px. */
export const measures = {
  gap: 8,
  /** Under each group: two lines of prompt and one of facts, and the space to the next row group. */
  caption: 54,
  below: 16,
  dayHeading: 36,
  narrowest: 136,
  mostColumns: 5,
};

/** How many columns fit in a width, one to five, and how wide each tile is then. */
export function fitTiles(width: number): TileFit {
  const { gap, narrowest, mostColumns } = measures;
  const columns = Math.max(1, Math.min(mostColumns, Math.floor((width + gap) / (narrowest + gap))));
  return { columns, tile: Math.floor((width - gap * (columns - 1)) / columns) };
}

/** How many columns the grid has, and how wide and high each of its tiles is, in px. */
export interface TileFit {
  columns: number;
  tile: number;
}

/**
 * The grid, top to bottom, as row groups: a row group holds whole batches side by side as long as they fit, or one
 * batch that is wider than the grid in several rows. A day begins on a row group of its own.
 */
export interface RowGroups {
  /** The first result of each row group, as its place in the view; one more at the end. */
  starts: number[];
  /** Whether a day begins with the row group, and a heading stands above it. */
  days: boolean[];
}

/** The whole grid at its width. */
export type GridLayout = RowGroups & TileFit;

/** A run of neighbours in the view that are of one batch. */
export interface Group {
  start: number;
  length: number;
}

/** Packs the view (places in the columns, in order) into row groups. `byDay`: the view is in the order of time. */
export function packRows(
  { batches, createdAt }: GridData,
  view: number[],
  columns: number,
  byDay: boolean,
): RowGroups {
  const rowGroups: RowGroups = { starts: [], days: [] };
  let room = 0;
  let day = { from: 0, until: 0 };
  for (let start = 0; start < view.length; ) {
    const { length } = groupAt(batches, view, start);
    const time = createdAt[view[start] ?? 0] ?? 0;
    const isNewDay = byDay && (time < day.from || time >= day.until);
    if (isNewDay) day = dayAround(time);
    if (isNewDay || length > room) {
      rowGroups.starts.push(start);
      rowGroups.days.push(isNewDay);
      room = columns;
    }
    room -= Math.min(length, room);
    start += length;
  }
  rowGroups.starts.push(view.length);
  return rowGroups;
}

/** The group that begins at this place in the view. */
function groupAt(batches: ArrayLike<number>, view: number[], start: number): Group {
  const batch = batches[view[start] ?? 0];
  let end = start + 1;
  while (end < view.length && batches[view[end] ?? 0] === batch) end++;
  return { start, length: end - start };
}

/** The groups of one row group. */
export function dayGroups(
  batches: ArrayLike<number>,
  view: number[],
  { starts }: RowGroups,
  rowGroup: number,
): Group[] {
  const groups: Group[] = [];
  const end = starts[rowGroup + 1] ?? 0;
  for (let start = starts[rowGroup] ?? 0; start < end; ) {
    const group = groupAt(batches, view, start);
    groups.push(group);
    start += group.length;
  }
  return groups;
}

function dayAround(time: number): { from: number; until: number } {
  const at = new Date(time);
  const midnight = (after: number) =>
    new Date(at.getFullYear(), at.getMonth(), at.getDate() + after).getTime();
  return { from: midnight(0), until: midnight(1) };
}

/** How high a row group is in px, with the heading above and the space below it. */
export function rowHeight({ starts, days, columns, tile }: GridLayout, rowGroup: number): number {
  const { gap, caption, below, dayHeading } = measures;
  const count = (starts[rowGroup + 1] ?? 0) - (starts[rowGroup] ?? 0);
  const rows = Math.max(1, Math.ceil(count / columns));
  return (days[rowGroup] ? dayHeading : 0) + rows * tile + (rows - 1) * gap + caption + below;
}

/** The row group that holds a place of the view. */
export function rowOf({ starts }: RowGroups, place: number): number {
  let low = 0;
  let high = starts.length - 2;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= place) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Where the arrow keys lead from a place of the view; the same place where there is nothing more. */
export function indexBeside(
  layout: GridLayout,
  place: number,
  direction: "left" | "right" | "up" | "down",
): number {
  const { columns } = layout;
  const last = (layout.starts.at(-1) ?? 0) - 1;
  const step = direction === "left" || direction === "up" ? -1 : 1;
  if (direction === "left" || direction === "right") return clamp(place + step, 0, last);
  const rowGroup = rowOf(layout, place);
  const [start, end] = edges(layout, rowGroup);
  const inRow = place + step * columns;
  if (inRow >= start && inRow < end) return inRow;
  const column = (place - start) % columns;
  const next = rowGroup + step;
  if (next < 0 || next > layout.starts.length - 2) return place;
  const [from, until] = edges(layout, next);
  const rows = Math.ceil((until - from) / columns);
  const rowStart = from + (step < 0 ? (rows - 1) * columns : 0);
  return Math.min(rowStart + column, until - 1);
}

/** Where Page Up and Down lead: as many rows on as a window shows whole. */
export function indexPageAway(
  layout: GridLayout,
  place: number,
  { rows, step }: { rows: number; step: -1 | 1 },
): number {
  let at = place;
  for (let row = 0; row < Math.max(1, rows); row++) at = indexBeside(layout, at, step < 0 ? "up" : "down");
  return at;
}

/** How far below the beginning of its row group a place of the view is, in px. */
export function tileTop(layout: GridLayout, place: number): number {
  const { starts, days, columns, tile } = layout;
  const rowGroup = rowOf(layout, place);
  const row = Math.floor((place - (starts[rowGroup] ?? 0)) / columns);
  return (days[rowGroup] ? measures.dayHeading : 0) + row * (tile + measures.gap);
}

function edges({ starts }: RowGroups, rowGroup: number): [number, number] {
  return [starts[rowGroup] ?? 0, starts[rowGroup + 1] ?? 0];
}

const clamp = (value: number, low: number, high: number) => Math.min(high, Math.max(low, value));
