/** What is chosen, and from where Shift goes on. */
export interface SelectionState {
  ids: ReadonlySet<string>;
  /** What was chosen before the range from `anchor` to `end`, which Shift may make longer or shorter. */
  base: ReadonlySet<string>;
  anchor: string;
  end: string;
}

/** The order in which rows are seen, and all that each stands for; -1 for a result that has none. */
export interface Order {
  placeOf: (id: string) => number;
  idsAt: (place: number) => string[];
}

const from = (ids: ReadonlySet<string>, id: string): SelectionState => ({
  ids,
  base: ids,
  anchor: id,
  end: id,
});

/** Nothing chosen. */
export const nothingSelected = from(new Set(), "");

/** All of these are chosen. */
export function selectAll(ids: string[]): SelectionState {
  return from(new Set(ids), "");
}

/** One more, or one less, with all that its row stands for; a range goes on from here. */
export function toggled({ ids }: SelectionState, id: string, row: string[] = [id]): SelectionState {
  const next = new Set(ids);
  for (const one of row)
    if (ids.has(id)) next.delete(one);
    else next.add(one);
  return from(next, id);
}

/**
 * The range ends at `to` now, in the place of where it ended before. By keyboard it goes on from `start`, where
 * the focus is: a new range when that is not the end of the one there was.
 */
export function extended(choice: SelectionState, order: Order, to: string, start?: string): SelectionState {
  const isNew = start !== undefined && start !== choice.end;
  const { base, anchor } = isNew ? from(new Set([...choice.ids, start]), start) : choice;
  const [first, last] = [order.placeOf(anchor), order.placeOf(to)];
  if (first < 0 || last < 0) return toggled(choice, to);
  const ids = new Set(base);
  for (let at = Math.min(first, last); at <= Math.max(first, last); at++)
    for (const id of order.idsAt(at)) ids.add(id);
  return { ids, base, anchor, end: to };
}

/** Without those that are gone; the same object when all are there. */
export function without(choice: SelectionState, isThere: (id: string) => boolean): SelectionState {
  const kept = (ids: ReadonlySet<string>) => new Set([...ids].filter(isThere));
  const ids = kept(choice.ids);
  return ids.size === choice.ids.size ? choice : { ...choice, ids, base: kept(choice.base) };
}
