import { memo } from "react";
import { text } from "../../../lib/browser/i18n";
import { ownName } from "../../../lib/domain/product-name";
import type { Reference } from "../../../lib/domain/reference";
import { type CellStates, cellKey } from "../../../lib/shoot/cells";
import type { Look, ShootProduct } from "../../../lib/shoot/shoot";
import { MatrixCell } from "./matrix-cell";
import { rowHeadWidth, rowHeight } from "./measures";
import { SkipButton } from "./skip-button";
import { useRowPictures } from "./use-row-pictures";

interface MatrixRowProps {
  shootId: string;
  looks: readonly Look[];
  product: ShootProduct;
  reference: Reference | undefined;
  /** From 0. */
  row: number;
  /** From the first row's top, in px; and the width of a column. */
  top: number;
  width: number;
  states: CellStates;
  skipped: ReadonlySet<string>;
  /** The column that Tab leads to, when it is in this row. */
  tabColumn: number | undefined;
  onSkip: (keys: string[], isSkipped: boolean) => void;
}

/** One product in every look. Drawn anew only when it has changed: a key moves Tab's place in two rows. */
export const MatrixRow = memo(function MatrixRow(props: MatrixRowProps) {
  const { shootId, looks, product, reference, row, top, width, states, skipped, tabColumn, onSkip } = props;
  const keys = looks.map((look) => cellKey(product.id, look.id));
  const hasPictures = keys.some((key) => states.get(key)?.done);
  const pictures = useRowPictures(shootId, product.id, hasPictures);
  const name = product.name || (reference && ownName(reference)) || text("productNumber", row + 1);
  return (
    <div
      role="row"
      aria-rowindex={row + 2}
      data-row={row}
      className="absolute top-0 left-0 flex"
      style={{ height: rowHeight, transform: `translateY(${top}px)` }}
    >
      <div
        role="rowheader"
        aria-colindex={1}
        aria-label={name}
        className="flex shrink-0 items-center justify-center"
        style={{ width: rowHeadWidth }}
      >
        <SkipButton
          name={text("skipRow", name)}
          place={{ row: row + 1, column: 0 }}
          tabIndex={tabColumn === 0 ? 0 : -1}
          isSkipped={keys.length > 0 && keys.every((key) => skipped.has(key))}
          onSkip={(isSkipped) => onSkip(keys, isSkipped)}
        />
      </div>
      {looks.map((look, i) => {
        const key = cellKey(product.id, look.id);
        const place = { row: row + 1, column: i + 1 };
        return (
          <MatrixCell
            key={look.id}
            cell={key}
            row={place.row}
            column={place.column}
            width={width}
            images={look.images}
            counts={states.get(key)}
            pictures={pictures?.get(key)}
            isSkipped={skipped.has(key)}
            tabIndex={tabColumn === place.column ? 0 : -1}
            onSkip={onSkip}
          />
        );
      })}
    </div>
  );
});
