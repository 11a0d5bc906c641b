import { useDeferredValue, useMemo, useState, useSyncExternalStore } from "react";
import type { Failure } from "../../../lib/failure/failure";
import { createCatalogue } from "../../../lib/history/catalogue";
import { type Columns, findRows, idAt, placeIn } from "../../../lib/history/columns";
import { everything, type Filter, isFailed } from "../../../lib/history/filter";
import { type Fold, foldFailures } from "../../../lib/history/fold-failures";
import { readInWorker } from "../../../lib/history/read-in-worker";
import { db } from "../../database";

const catalogue = createCatalogue(db, (begin) => readInWorker(db, begin));

/** What the user wants to see, and where it is. */
export interface Results {
  filter: Filter;
  setFilter: (filter: Filter) => void;
  /** The filter that `view` answers: what is typed comes a moment earlier. */
  shown: Filter;
  columns: Columns;
  /** The rows of the list, in order, as places in the columns. Undefined until the first are read. */
  view: number[] | undefined;
  /** Rows that stand for several like failures, or did, by their place in the columns. */
  folds: ReadonlyMap<number, Fold>;
  /** Shows the failures behind a row one by one, or as one again. */
  toggleFold: (id: string) => void;
  /** How many results the filter finds: failed ones apart, and all of them. */
  counts: { results: number; failed: number; all: number };
  /** Whether the whole history has been read, so that nothing more can be found. */
  complete: boolean;
  /** Why that will not be. */
  failure: Failure | undefined;
  idAt: (place: number) => string | undefined;
  /** All that the row stands for. */
  idsAt: (place: number) => string[];
  /** The place of a result's row in the view; -1 when it is not in it. */
  placeOf: (id: string) => number;
}

/** The history through a filter, as it is now. */
export function useResults(): Results {
  const [filter, setFilter] = useState<Filter>(everything);
  const shown = useDeferredValue(filter);
  const state = useSyncExternalStore(catalogue.subscribe, catalogue.read);
  const { columns, complete, started, failure } = state;
  const found = useMemo(
    () => findRows(state.columns, shown),
    // The columns are changed in place; `state` is a new object whenever they are.
    [state, shown],
  );
  const counts = useMemo(() => countIn(columns, found), [columns, found]);
  const { view, folds, toggleFold } = useFolds(columns, found);
  const idOf = (at: number) => idAt(columns, at) ?? "";
  return {
    filter,
    setFilter,
    shown,
    columns,
    view: started ? view : undefined,
    folds,
    toggleFold,
    counts,
    complete,
    failure,
    idAt: (place) => idAt(columns, view[place] ?? -1),
    idsAt: (place) => membersAt(folds, view[place]).map(idOf),
    placeOf: (id) => rowOf(view, folds, placeIn(columns, id)),
  };
}

function useFolds(columns: Columns, found: number[]) {
  const [unfolded, setUnfolded] = useState<ReadonlySet<number>>(new Set());
  const folded = useMemo(() => foldFailures(columns, found, unfolded), [columns, found, unfolded]);
  const toggleFold = (id: string) => {
    const batch = columns.batches[placeIn(columns, id)];
    if (batch === undefined) return;
    setUnfolded((before) => (before.has(batch) ? without(before, batch) : new Set([...before, batch])));
  };
  return { ...folded, toggleFold };
}

const without = (all: ReadonlySet<number>, one: number) => new Set([...all].filter((other) => other !== one));

function countIn({ facts }: Columns, found: number[]): Results["counts"] {
  const failed = found.filter((at) => isFailed(facts[at] ?? 0)).length;
  return { results: found.length - failed, failed, all: found.length };
}

/** The places in the columns of all that a row stands for. */
function membersAt(folds: Results["folds"], at: number | undefined): number[] {
  if (at === undefined) return [];
  const fold = folds.get(at);
  return fold && !fold.open ? fold.members : [at];
}

function rowOf(view: number[], folds: Results["folds"], at: number): number {
  const row = view.indexOf(at);
  if (row >= 0 || at < 0) return row;
  const [first] = [...folds.values()].find(({ members }) => members.includes(at))?.members ?? [];
  return first === undefined ? -1 : view.indexOf(first);
}
