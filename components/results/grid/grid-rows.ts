/** Of the columns, what the grid is made from. */
export type GridData = Record<"batches" | "createdAt", ArrayLike<number>>;

/** Everything that is measured in the grid, in px. */
export const measures = {
  gap: 8,
  /** Under each group: two lines of prompt and one of facts, and the space to the next shelf. */
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
 * The grid, top to bottom, as shelves: a shelf holds whole batches side by side as long as they fit, or one
 * batch that is wider than the grid in several rows. A day begins on a shelf of its own.
 */
export interface Shelves {
  /** The first result of each shelf, as its place in the view; one more at the end. */
  starts: number[];
  /** Whether a day begins with the shelf, and a heading stands above it. */
  days: boolean[];
}

/** The whole grid at its width. */
export type GridLayout = Shelves & TileFit;

/** A run of neighbours in the view that are of one batch. */
export interface Group {
  start: number;
  length: number;
}

/** Packs the view (places in the columns, in order) into shelves. `byDay`: the view is in the order of time. */
export function packRows(
  { batches, createdAt }: GridData,
  view: number[],
  columns: number,
  byDay: boolean,
): Shelves {
  const shelves: Shelves = { starts: [], days: [] };
  let room = 0;
  let day = { from: 0, until: 0 };
  for (let start = 0; start < view.length; ) {
    const { length } = groupAt(batches, view, start);
    const time = createdAt[view[start] ?? 0] ?? 0;
    const isNewDay = byDay && (time < day.from || time >= day.until);
    if (isNewDay) day = dayAround(time);
    if (isNewDay || length > room) {
      shelves.starts.push(start);
      shelves.days.push(isNewDay);
      room = columns;
    }
    room -= Math.min(length, room);
    start += length;
  }
  shelves.starts.push(view.length);
  return shelves;
}

/** The group that begins at this place in the view. */
function groupAt(batches: ArrayLike<number>, view: number[], start: number): Group {
  const batch = batches[view[start] ?? 0];
  let end = start + 1;
  while (end < view.length && batches[view[end] ?? 0] === batch) end++;
  return { start, length: end - start };
}

/** The groups of one shelf. */
export function dayGroups(
  batches: ArrayLike<number>,
  view: number[],
  { starts }: Shelves,
  shelf: number,
): Group[] {
  const groups: Group[] = [];
  const end = starts[shelf + 1] ?? 0;
  for (let start = starts[shelf] ?? 0; start < end; ) {
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

/** How high a shelf is in px, with the heading above and the space below it. */
export function rowHeight({ starts, days, columns, tile }: GridLayout, shelf: number): number {
  const { gap, caption, below, dayHeading } = measures;
  const count = (starts[shelf + 1] ?? 0) - (starts[shelf] ?? 0);
  const rows = Math.max(1, Math.ceil(count / columns));
  return (days[shelf] ? dayHeading : 0) + rows * tile + (rows - 1) * gap + caption + below;
}

/** The shelf that holds a place of the view. */
export function rowOf({ starts }: Shelves, place: number): number {
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
  const shelf = rowOf(layout, place);
  const [start, end] = edges(layout, shelf);
  const inRow = place + step * columns;
  if (inRow >= start && inRow < end) return inRow;
  const column = (place - start) % columns;
  const next = shelf + step;
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

/** How far below the beginning of its shelf a place of the view is, in px. */
export function tileTop(layout: GridLayout, place: number): number {
  const { starts, days, columns, tile } = layout;
  const shelf = rowOf(layout, place);
  const row = Math.floor((place - (starts[shelf] ?? 0)) / columns);
  return (days[shelf] ? measures.dayHeading : 0) + row * (tile + measures.gap);
}

function edges({ starts }: Shelves, shelf: number): [number, number] {
  return [starts[shelf] ?? 0, starts[shelf + 1] ?? 0];
}

const clamp = (value: number, low: number, high: number) => Math.min(high, Math.max(low, value));
