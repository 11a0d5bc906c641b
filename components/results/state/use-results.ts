import { useDeferredValue, useMemo, useState, useSyncExternalStore } from "react";
import { createCatalogue } from "../../../lib/history/catalogue";
import { type Columns, findRows, idAt, placeIn } from "../../../lib/history/columns";
import { everything, type Filter } from "../../../lib/history/filter";
import { db } from "../../database";

const catalogue = createCatalogue(db);

/** What the user wants to see, and where it is. */
export interface Results {
  filter: Filter;
  setFilter: (filter: Filter) => void;
  /** The filter that `view` answers: what is typed comes a moment earlier. */
  shown: Filter;
  columns: Columns;
  /** The results of the filter, in order, as places in the columns. Undefined until the first are read. */
  view: number[] | undefined;
  /** Whether the whole history has been read, so that nothing more can be found. */
  complete: boolean;
  idAt: (place: number) => string | undefined;
  /** The place of a result in the view; -1 when it is not in it. */
  placeOf: (id: string) => number;
}

/** The history through a filter, as it is now. */
export function useResults(): Results {
  const [filter, setFilter] = useState<Filter>(everything);
  const shown = useDeferredValue(filter);
  const state = useSyncExternalStore(catalogue.subscribe, catalogue.read);
  const { columns, complete, started } = state;
  const view = useMemo(
    () => (state.started ? findRows(state.columns, shown) : undefined),
    // The columns are changed in place; `state` is a new object whenever they are.
    [state, shown],
  );
  return {
    filter,
    setFilter,
    shown,
    columns,
    view: started ? view : undefined,
    complete,
    idAt: (place) => idAt(columns, view?.[place] ?? -1),
    placeOf: (id) => view?.indexOf(placeIn(columns, id)) ?? -1,
  };
}
