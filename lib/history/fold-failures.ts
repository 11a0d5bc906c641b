import { failureIn, isFailed, isUnderWay } from "./filter";

/** Failures of one batch that ended alike: one row of the list, or each with the way back to one. */
export interface Fold {
  /** Their places in the columns; the first is the row that stands for all. */
  members: number[];
  open: boolean;
}

export interface FoldedView {
  /** Places in the columns, in the order of the list. */
  view: number[];
  /** By the place of the first. */
  folds: Map<number, Fold>;
}

interface FoldData {
  batches: ArrayLike<number>;
  facts: ArrayLike<number>;
}

/**
 * Puts like failures of a batch (a run of neighbours in `view`) into one, behind its pictures. A batch of which
 * something is under way stays as it is: nothing moves while pictures come. `unfolded` are batches, by their number.
 */
export function foldFailures(data: FoldData, view: number[], unfolded: ReadonlySet<number>): FoldedView {
  const folded: FoldedView = { view: [], folds: new Map() };
  for (let start = 0; start < view.length; ) {
    const batch = data.batches[view[start] ?? 0] ?? 0;
    let end = start;
    let failed = 0;
    for (; end < view.length && data.batches[view[end] ?? 0] === batch; end++)
      if (isFailed(data.facts[view[end] ?? 0] ?? 0)) failed++;
    if (failed > 1) addGroup(folded, data.facts, view.slice(start, end), unfolded.has(batch));
    else for (let place = start; place < end; place++) folded.view.push(view[place] ?? 0);
    start = end;
  }
  return folded;
}

function addGroup({ view, folds }: FoldedView, facts: ArrayLike<number>, group: number[], open: boolean) {
  const alike = new Map<number, number[]>();
  const factsAt = (at: number) => facts[at] ?? 0;
  if (!group.some((at) => isUnderWay(factsAt(at))))
    for (const at of group) {
      const kind = failureIn(factsAt(at));
      if (kind > 0) alike.set(kind, [...(alike.get(kind) ?? []), at]);
    }
  const many = [...alike.values()].filter(({ length }) => length > 1);
  for (const members of many) folds.set(members[0] ?? 0, { members, open });
  const hidden = new Set(open ? [] : many.flat());
  view.push(...group.filter((at) => !hidden.has(at)));
  if (!open) view.push(...many.map(([first = 0]) => first));
}
