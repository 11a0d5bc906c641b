import { defaultRangeExtractor, type Range, useWindowVirtualizer } from "@tanstack/react-virtual";
import { useLayoutEffect, useMemo, useRef } from "react";
import { text } from "../../../lib/browser/i18n";
import { idAt } from "../../../lib/history/columns";
import type { ResultRecord } from "../../../lib/history/result-records";
import { useWidth } from "../../hooks/use-width";
import type { GridFocus } from "../state/use-grid-focus";
import type { Results } from "../state/use-results";
import type { Selection } from "../state/use-selection";
import { fitTiles, measures, packRows, rowHeight, rowOf, tileTop } from "./grid-rows";
import { ResultItem } from "./result-item";
import { groupTiles, type Tile } from "./tile-layout";
import { useGridKeys } from "./use-grid-keys";
import { useListTop } from "./use-list-top";
import { useRecords } from "./use-records";
import { useAnchor } from "./use-scroll-anchor";

interface ResultGridProps {
  results: Results & { view: number[] };
  selection: Selection;
  focus: GridFocus;
  /** Behind the details: nothing is to be measured then. */
  hidden: boolean;
}

/** The results, of which only those in sight are in the page. Each is an item of one list, newest first. */
export function ResultGrid({ results, selection, focus, hidden }: ResultGridProps) {
  const { columns: data, view, shown, folds } = results;
  const list = useRef<HTMLUListElement>(null);
  const width = useWidth(list);
  const { top, head } = useListTop(list);
  const { columns, tile } = fitTiles(width);
  const byDay = shown.sort !== "prompt";
  const rowGroups = useMemo(
    () => packRows(data, view, columns, byDay),
    // `view` is new whenever the data is.
    [data, view, columns, byDay],
  );
  const layout = useMemo(() => ({ ...rowGroups, columns, tile }), [rowGroups, columns, tile]);
  const kept = focus.id ? results.placeOf(focus.id) : -1;
  const virtualizer = useWindowVirtualizer({
    count: hidden ? 0 : rowGroups.starts.length - 1,
    estimateSize: (rowGroup) => rowHeight(layout, rowGroup),
    overscan: 3,
    scrollMargin: top,
    // The focus must not be lost when what has it is scrolled out of sight.
    rangeExtractor: (range) => withRowGroup(range, focus.within && kept >= 0 ? rowOf(rowGroups, kept) : -1),
  });
  useLayoutEffect(() => virtualizer.measure(), [virtualizer, layout]);
  useAnchor(list, results, rowGroups, virtualizer);
  const tiles = virtualizer
    .getVirtualItems()
    .flatMap(({ index, start }) =>
      groupTiles(data, view, layout, index, { top: start - virtualizer.options.scrollMargin, folds }),
    );
  const idOf = (at: number) => idAt(data, at) ?? "";
  const records = useRecords(tiles.flatMap(({ at, fold }) => (fold?.members ?? [at]).map(idOf)));
  const keys = useGridKeys({ results, layout, head, selection, focus, records });
  useLayoutEffect(() => {
    if (hidden || !focus.wanted || !focus.reveals || kept < 0) return;
    const rowGroup = virtualizer.measurementsCache[rowOf(rowGroups, kept)]?.start ?? 0;
    bringIntoSight(rowGroup + tileTop(layout, kept), tile, head);
  }, [hidden, focus.wanted, focus.reveals]);
  const current = Math.max(kept, 0);
  const toItem = (one: Tile) => {
    const id = idOf(one.at);
    return (
      <ResultItem
        key={id}
        id={id}
        record={records?.get(id)}
        behind={one.fold && records && foldedRecords(one.fold.members.map(idOf), records)}
        tile={one}
        rowWidth={width}
        total={view.length}
        isCurrent={one.place === current}
        wantsFocus={focus.wanted === id}
        selected={selection.has(id)}
        selecting={selection.ids.size > 0}
        onPress={keys.press}
      />
    );
  };
  return (
    <ul
      ref={list}
      aria-label={text("results")}
      className="relative"
      style={{ height: virtualizer.getTotalSize() }}
      {...keys.handlers}
    >
      {tiles.map(toItem)}
    </ul>
  );
}

/** The failures of a fold, as far as they are read. */
function foldedRecords(ids: string[], records: Map<string, ResultRecord>) {
  const found = ids.flatMap((id) => records.get(id)?.generation ?? []);
  return found.filter((one) => one.status === "failed");
}

function withRowGroup(range: Range, rowGroup: number): number[] {
  const inSight = defaultRangeExtractor(range);
  if (rowGroup < 0 || rowGroup >= range.count || inSight.includes(rowGroup)) return inSight;
  return [...inSight, rowGroup].sort((a, b) => a - b);
}

/** Scrolls as little as shows a tile whole, free of the head above it and of a toast below it. */
function bringIntoSight(top: number, height: number, head: number): void {
  const highest = top + height + measures.caption + measures.below - window.innerHeight;
  const lowest = top - head;
  if (window.scrollY > lowest || window.scrollY < highest)
    window.scrollTo(0, window.scrollY > lowest ? lowest : Math.min(lowest, highest));
}
