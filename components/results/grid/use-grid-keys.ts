import { type FocusEvent, type KeyboardEvent, type MouseEvent, useRef } from "react";
import type { ResultRecord } from "../../../lib/history/result-records";
import { useActions } from "../actions/use-result-actions";
import type { GridFocus } from "../state/use-grid-focus";
import type { Results } from "../state/use-results";
import type { Selection } from "../state/use-selection";
import { type GridLayout, indexBeside, indexPageAway, measures } from "./grid-rows";

interface GridKeysParts {
  results: Results;
  layout: GridLayout;
  selection: Selection;
  focus: GridFocus;
  records: Map<string, ResultRecord> | undefined;
  /** How much of the window is above the list when it stands at its top, in px. */
  head: number;
}

const directions = { ArrowLeft: "left", ArrowRight: "right", ArrowUp: "up", ArrowDown: "down" } as const;

/**
 * The grid by keyboard: arrows, Page Up and Down, Home and End move, Space chooses, Ctrl+A chooses all, Escape none, F is favourite, Delete deletes;
 * and what a press means.
 */
export function useGridKeys(parts: GridKeysParts) {
  const { results, layout, selection, focus, records, head } = parts;
  const actions = useActions();
  const latest = useRef(parts);
  latest.current = parts;

  function goTo(place: number, extend: boolean): void {
    const id = results.idAt(place);
    if (!id) return;
    focus.take(id);
    if (extend) selection.extendTo(id, focus.id);
  }

  function pageFrom(place: number, step: -1 | 1): number {
    const row = layout.tile + measures.caption + measures.below;
    const rows = Math.floor((window.innerHeight - head) / row);
    return indexPageAway(layout, place, { rows, step });
  }

  function act(id: string, key: string): boolean {
    const generation = records?.get(id)?.generation;
    if (!generation) return false;
    // What is chosen is meant as a whole.
    const together = selection.has(id);
    if (key === " ") selection.toggle(id);
    else if (key === "f" || key === "F")
      together ? actions.favouriteSelected() : actions.favourite(generation);
    else if (key === "Delete" && together) actions.removeSelected();
    else if (key === "Delete") actions.removeRow(id);
    else return false;
    return true;
  }

  function onKeyDown(event: KeyboardEvent): void {
    const item = (event.target as Element).closest<HTMLElement>("[data-result]");
    const id = item?.dataset.result;
    if (!id || event.altKey || event.defaultPrevented) return;
    const place = results.placeOf(id);
    const last = (results.view?.length ?? 0) - 1;
    const direction = directions[event.key as keyof typeof directions];
    const onPicture = (event.target as Element).matches("[data-opens-details]");
    if (direction && !event.ctrlKey) goTo(indexBeside(layout, place, direction), event.shiftKey);
    else if (event.key === "PageUp" || event.key === "PageDown")
      goTo(pageFrom(place, event.key === "PageUp" ? -1 : 1), event.shiftKey);
    else if (event.key === "Home") goTo(0, event.shiftKey);
    else if (event.key === "End") goTo(last, event.shiftKey);
    else if (event.key === "a" && (event.ctrlKey || event.metaKey)) selection.selectAll();
    else if (event.key === "Escape" && selection.ids.size > 0) selection.clear();
    else if (event.ctrlKey || event.metaKey || (event.key === " " && !onPicture) || !act(id, event.key))
      return;
    event.preventDefault();
  }

  // Firefox presses a button when Space is let go, whatever became of its pressing down.
  function onKeyUp(event: KeyboardEvent): void {
    if (event.key === " " && (event.target as Element).matches("[data-opens-details]"))
      event.preventDefault();
  }

  function onFocus(event: FocusEvent): void {
    focus.setWithin(true);
    const id = (event.target as Element).closest<HTMLElement>("[data-result]")?.dataset.result;
    if (id) focus.moveTo(id);
  }

  /** A press on the picture: opens it, or chooses it with Ctrl, Shift, or while others are chosen. */
  const press = useRef((id: string, event: MouseEvent) => {
    const { results, selection, focus } = latest.current;
    focus.moveTo(id);
    if (event.shiftKey) selection.extendTo(id);
    else if (event.ctrlKey || event.metaKey) selection.toggle(id);
    // Enter has no `detail`: it opens, whatever is chosen.
    else if (selection.ids.size > 0 && event.detail > 0) selection.toggle(id);
    else if (results.idsAt(results.placeOf(id)).length > 1) actions.toggleFold(id);
    else actions.openDetails(id);
  }).current;

  const handlers = { onKeyDown, onKeyUp, onFocus, onBlur: () => focus.setWithin(false) };
  return { handlers, press };
}
