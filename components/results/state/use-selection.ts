import { useMemo, useState } from "react";
import { idAt as columnIdAt } from "../../../lib/history/columns";
import { extended, nothingSelected, selectAll, toggled, without } from "./selection";
import type { Results } from "./use-results";

export interface Selection {
  ids: ReadonlySet<string>;
  /** How many of them the filter finds. */
  inView: number;
  has: (id: string) => boolean;
  toggle: (id: string) => void;
  /** From the one that was chosen last up to this one, in the order of the view; by keyboard from the focus on. */
  extendTo: (id: string, start?: string) => void;
  selectAll: () => void;
  clear: () => void;
}

/** Which results are chosen for a common action. Those that are deleted leave it. */
export function useSelection({ view, columns, placeOf, idsAt }: Results): Selection {
  const [choice, setChoice] = useState(nothingSelected);
  const { ids } = choice;
  // `view` is new whenever the data is.
  const { there, inView } = useMemo(() => {
    if (ids.size === 0) return { there: ids, inView: 0 };
    const all = Array.from({ length: columns.length }, (_, at) => columnIdAt(columns, at) ?? "");
    const there = new Set(all.filter((id) => ids.has(id)));
    const inView = view?.flatMap((_, place) => idsAt(place)).filter((id) => there.has(id)).length ?? 0;
    return { there, inView };
  }, [ids, view, columns]);
  if (there.size < ids.size) setChoice(without(choice, (id) => there.has(id)));
  const extendTo = (id: string, start?: string) =>
    setChoice((now) => extended(now, { placeOf, idsAt }, id, start));
  return {
    ids: there,
    inView,
    has: (id) => there.has(id),
    toggle: (id) => setChoice((now) => toggled(now, id, idsAt(placeOf(id)))),
    extendTo,
    selectAll: () => setChoice(selectAll(view?.flatMap((_, place) => idsAt(place)) ?? [])),
    clear: () => setChoice(nothingSelected),
  };
}
