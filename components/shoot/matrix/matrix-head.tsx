import { text } from "../../../lib/browser/i18n";
import type { Look } from "../../../lib/shoot/shoot";
import { headHeight, rowHeadWidth } from "./measures";
import { SkipButton } from "./skip-button";

interface MatrixHeadProps {
  looks: readonly Look[];
  /** Of a column, in px. */
  width: number;
  /** The column that Tab leads to, when it is in this row. */
  tabColumn: number | undefined;
  /** Whether no product is made in a look. */
  isSkipped: (lookId: string) => boolean;
  onSkip: (lookId: string, isSkipped: boolean) => void;
}

/** The first row of the matrix: what each column shows. */
export function MatrixHead({ looks, width, tabColumn, isSkipped, onSkip }: MatrixHeadProps) {
  return (
    <div
      role="row"
      aria-rowindex={1}
      className="sticky top-0 z-head flex bg-surface"
      style={{ height: headHeight }}
    >
      <div role="columnheader" aria-colindex={1} className="shrink-0" style={{ width: rowHeadWidth }}>
        <span className="sr-only">{text("role_product")}</span>
      </div>
      {looks.map((look, i) => {
        const name = look.name || text("lookNumber", i + 1);
        const images = look.images === 1 ? text("imagesOne") : text("imagesMany", look.images);
        return (
          <div
            key={look.id}
            role="columnheader"
            aria-colindex={i + 2}
            className="flex shrink-0 items-center gap-1 px-1"
            style={{ width }}
          >
            <div className="min-w-0 flex-1">
              <p dir="auto" title={name} className="truncate font-semibold">
                {name}
              </p>
              <p className="truncate text-12 text-ink-soft">
                {text(look.combine ? "combineShort" : "restyleShort")} · {images}
              </p>
            </div>
            <SkipButton
              name={text("skipColumn", name)}
              place={{ row: 0, column: i + 1 }}
              tabIndex={tabColumn === i + 1 ? 0 : -1}
              isSkipped={isSkipped(look.id)}
              onSkip={(skip) => onSkip(look.id, skip)}
            />
          </div>
        );
      })}
    </div>
  );
}
