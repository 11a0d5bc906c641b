import { defaultRangeExtractor, type Range, useVirtualizer } from "@tanstack/react-virtual";
import { type FocusEvent, useCallback, useRef, useState } from "react";
import type { CellStates } from "../../lib/shoot/cells";
import type { Shoot } from "../../lib/shoot/shoot";
import { useWidth } from "../hooks/use-width";
import { LooksStrip } from "./looks/looks-strip";
import { Matrix } from "./matrix/matrix";
import {
  allRowsUpTo,
  columnWidth,
  headHeight,
  productWidth,
  rowHeadWidth,
  rowHeight,
} from "./matrix/measures";
import { ProductList } from "./products/product-list";
import { ProductTools } from "./products/product-tools";
import { useProductActions } from "./products/use-product-actions";
import type { References } from "./use-references";
import { useRowsTop } from "./use-rows-top";
import type { ChangeShoot } from "./use-shoot";

interface PlanProps {
  shoot: Shoot;
  states: CellStates;
  references: References | undefined;
  change: ChangeShoot;
}

/** Looks on top; below them the products, each beside its row of the matrix. One thing scrolls: this. */
export function Plan({ shoot, states, references, change }: PlanProps) {
  const { products, looks } = shoot;
  const scroller = useRef<HTMLDivElement>(null);
  const table = useRef<HTMLDivElement>(null);
  const width = useWidth(scroller);
  const margin = useRowsTop(table) + headHeight;
  const actions = useProductActions(shoot.id, change);
  const [kept, setKept] = useState(-1);
  const virtualizer = useVirtualizer({
    count: products.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 2,
    scrollMargin: margin,
    // The focus must not be lost when what has it is scrolled out of sight.
    rangeExtractor: useCallback((range: Range) => withRow(range, kept), [kept]),
  });
  const left = width < 720 ? productWidth.narrow : productWidth.wide;
  const column = columnWidth(width - left - rowHeadWidth, looks.length);
  const rows = virtualizer.getVirtualItems();
  const place = { rows, margin, height: virtualizer.getTotalSize() };
  const keepRow = ({ target }: FocusEvent) => {
    const row = target.closest<HTMLElement>("[data-row]")?.dataset.row;
    setKept(row === undefined ? -1 : Number(row));
  };
  return (
    <div
      ref={scroller}
      className="relative min-h-0 flex-1 overflow-auto"
      style={{ scrollPaddingTop: headHeight, scrollPaddingLeft: left }}
    >
      <div className="sticky left-0" style={{ width }}>
        <LooksStrip shoot={shoot} change={change} />
        <ProductTools shoot={shoot} references={references} actions={actions} />
      </div>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: nothing is pressed here, it only follows the focus */}
      <div
        ref={table}
        className="flex pb-16"
        style={{ width: Math.max(width, left + rowHeadWidth + column * looks.length) }}
        onFocus={keepRow}
      >
        <div className="sticky left-0 z-float shrink-0 bg-surface" style={{ width: left }}>
          <div className="sticky top-0 z-head bg-surface" style={{ height: headHeight }} />
          <ProductList products={products} references={references} {...place} actions={actions} />
        </div>
        <Matrix
          shoot={shoot}
          states={states}
          references={references}
          change={change}
          column={column}
          page={Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / rowHeight) - 1)}
          onKeep={setKept}
          {...place}
        />
      </div>
    </div>
  );
}

/** The rows in sight, and the one that has the focus; of few rows all, so that a search of the page finds them. */
function withRow(range: Range, kept: number): number[] {
  if (range.count <= allRowsUpTo) return Array.from({ length: range.count }, (_, row) => row);
  const inSight = defaultRangeExtractor(range);
  if (kept < 0 || kept >= range.count || inSight.includes(kept)) return inSight;
  return [...inSight, kept].sort((a, b) => a - b);
}
