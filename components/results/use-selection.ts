import { useRef, useState } from "react";
import { idAt as columnIdAt } from "../../lib/columns";
import type { Results } from "./use-results";

export interface Selection {
  ids: ReadonlySet<string>;
  has: (id: string) => boolean;
  toggle: (id: string) => void;
  /** From the one that was chosen last up to this one, in the order of the view. */
  extendTo: (id: string) => void;
  selectAll: () => void;
  clear: () => void;
}

/** Which results are chosen for a common action. */
export function useSelection({ view, columns, placeOf, idAt }: Results): Selection {
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set());
  const anchor = useRef("");
  const toggle = (id: string) => {
    anchor.current = id;
    const next = new Set(ids);
    if (!next.delete(id)) next.add(id);
    setIds(next);
  };
  const extendTo = (id: string) => {
    const [from, to] = [placeOf(anchor.current), placeOf(id)];
    if (from < 0 || to < 0) return toggle(id);
    const next = new Set(ids);
    for (let at = Math.min(from, to); at <= Math.max(from, to); at++) next.add(idAt(at) ?? id);
    setIds(next);
  };
  return {
    ids,
    has: (id) => ids.has(id),
    toggle,
    extendTo,
    selectAll: () => setIds(new Set(view?.map((at) => columnIdAt(columns, at) ?? ""))),
    clear: () => setIds(new Set()),
  };
}
