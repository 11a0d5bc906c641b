import { useRef, useState } from "react";
import type { Results } from "./use-results";

/** Which result the keyboard is at. */
export interface GridFocus {
  /** When that one has left the view, it is the one that came into its place. */
  id: string | undefined;
  /** Whether the focus is in the grid now. */
  within: boolean;
  /** The result that takes the focus as soon as it is in the page. */
  wanted: string | undefined;
  /** Whether the wanted one is to be scrolled to. */
  reveals: boolean;
  moveTo: (id: string) => void;
  /** Sends the focus to a result, by default to the one where the keyboard was. */
  take: (id?: string, reveal?: boolean) => void;
  /** Goes from results that are about to leave to the nearest that stays. */
  leave: (ids: ReadonlySet<string>) => void;
  setWithin: (within: boolean) => void;
}

/** Remembers where the keyboard is in the grid, and finds the next best place when that is gone. */
export function useGridFocus(results: Results): GridFocus {
  const { shown, view, idAt, placeOf } = results;
  const [at, setAt] = useState<{ id?: string; wants?: "focus" | "sight" }>({});
  const [within, setWithin] = useState(false);
  const last = useRef({ place: 0, shown });
  let place = at.id === undefined ? 0 : placeOf(at.id);
  // A new filter begins at the top.
  if (place < 0) place = last.current.shown === shown ? last.current.place : 0;
  place = Math.max(0, Math.min(place, (view?.length ?? 0) - 1));
  last.current = { place, shown };
  const id = at.id === undefined ? undefined : idAt(place);
  const take = (next = idAt(place), reveal = true) => {
    if (next) setAt({ id: next, wants: reveal ? "sight" : "focus" });
  };
  const moveTo = (next: string) => setAt({ id: next });
  const leave = (ids: ReadonlySet<string>) => {
    const next = nearestOther(results, place, ids);
    if (!next || !id || !ids.has(id)) return;
    if (within) take(next);
    else moveTo(next);
  };
  const wanted = at.wants && id;
  return { id, within, wanted, reveals: at.wants === "sight", moveTo, take, leave, setWithin };
}

/** The first result after this place that is not one of these, or else the first before it. */
export function nearestOther(
  { idAt }: Pick<Results, "idAt">,
  place: number,
  ids: ReadonlySet<string>,
): string | undefined {
  for (const step of [1, -1])
    for (let at = place, id = idAt(at); id !== undefined; at += step, id = idAt(at))
      if (!ids.has(id)) return id;
  return undefined;
}
