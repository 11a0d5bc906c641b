import type { VirtualItem } from "@tanstack/react-virtual";
import { type FocusEvent, type KeyboardEvent, useMemo, useRef, useState } from "react";
import { flushSync } from "react-dom";
import { text } from "../../../lib/browser/i18n";
import { type CellStates, cellKey } from "../../../lib/shoot/cells";
import type { Shoot } from "../../../lib/shoot/shoot";
import { skipCells } from "../../../lib/storage/shoots";
import { db } from "../../database";
import { useFirstOf } from "../use-first-of";
import type { References } from "../use-references";
import type { ChangeShoot } from "../use-shoot";
import { MatrixHead } from "./matrix-head";
import { type CellPlace, placeAfter } from "./matrix-keys";
import { MatrixRow } from "./matrix-row";
import { placeName } from "./place-name";

interface MatrixProps {
  shoot: Shoot;
  states: CellStates;
  references: References | undefined;
  change: ChangeShoot;
  /** The rows in sight, where the first of all begins, and how high all are (px). */
  rows: VirtualItem[];
  margin: number;
  height: number;
  /** The width of a column in px, and how many rows Page Down goes on. */
  column: number;
  page: number;
  /** Keeps a row (from 0) in the page, wherever it is scrolled to. */
  onKeep: (row: number) => void;
}

/** Which product is made in which look, and how far each cell is: a grid with a row for each product. */
export function Matrix(props: MatrixProps) {
  const { shoot, states, references, change, rows, margin, height, column, page, onKeep } = props;
  const { id, products, looks } = shoot;
  const shown = useFirstOf(looks, 8);
  const grid = useRef<HTMLDivElement>(null);
  const [current, setCurrent] = useState<CellPlace>({ row: 1, column: 1 });
  const skipped = useMemo(() => new Set(shoot.skipped), [shoot.skipped]);
  // One for all renders, so that a cell is drawn anew only when it has changed.
  const skip = useMemo(
    () => (keys: string[], isSkipped: boolean) =>
      change(
        (now) => {
          const others = now.skipped.filter((key) => !keys.includes(key));
          return { ...now, skipped: isSkipped ? [...others, ...keys] : others };
        },
        () => skipCells(db, id, keys, isSkipped),
      ),
    [change, id],
  );
  const reach = { lastRow: products.length, lastColumn: looks.length, page };
  const onKeyDown = (event: KeyboardEvent) => {
    const next = placeAfter(current, event, reach);
    if (!next) return;
    event.preventDefault();
    // Nothing can be pressed in the corner.
    const place = next.row + next.column === 0 ? { row: 0, column: 1 } : next;
    flushSync(() => {
      setCurrent(place);
      onKeep(place.row - 1);
    });
    const target = grid.current?.querySelector<HTMLElement>(`[data-place="${placeName(place)}"]`);
    target?.focus({ preventScroll: true });
    target?.scrollIntoView({ block: "nearest", inline: "nearest" });
  };
  const onFocus = ({ target }: FocusEvent<HTMLElement>) => {
    const [row, at] = (target.dataset.place ?? "").split(":").map(Number);
    if (row !== undefined && at !== undefined) setCurrent({ row, column: at });
  };
  // The one that Tab leads to, also after its row or column has gone, or was scrolled out of the page.
  const isThere = current.row === 0 || rows.some(({ index }) => index + 1 === current.row);
  const tabRow = isThere ? current.row : (rows[0]?.index ?? -1) + 1;
  const tabColumnOf = (row: number) =>
    row + 1 === tabRow ? Math.min(current.column, reach.lastColumn) : undefined;
  return (
    <div
      ref={grid}
      role="grid"
      aria-label={text("matrix")}
      aria-rowcount={products.length + 1}
      aria-colcount={looks.length + 1}
      className="min-w-0 flex-1"
      onKeyDown={onKeyDown}
      onFocus={onFocus}
    >
      <MatrixHead
        looks={shown}
        width={column}
        tabColumn={tabColumnOf(-1)}
        isSkipped={(look) =>
          products.length > 0 && products.every((one) => skipped.has(cellKey(one.id, look)))
        }
        onSkip={(look, isSkipped) =>
          skip(
            products.map((one) => cellKey(one.id, look)),
            isSkipped,
          )
        }
      />
      <div role="rowgroup" className="relative" style={{ height }}>
        {rows.map(({ index, start }) => {
          const product = products[index];
          if (!product) return null;
          return (
            <MatrixRow
              key={product.id}
              shootId={id}
              looks={shown}
              product={product}
              reference={references?.get(product.referenceId)}
              row={index}
              top={start - margin}
              width={column}
              states={states}
              skipped={skipped}
              tabColumn={tabColumnOf(index)}
              onSkip={skip}
            />
          );
        })}
      </div>
    </div>
  );
}
