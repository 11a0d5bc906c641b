import { memo, useId } from "react";
import { text } from "../../../lib/browser/i18n";
import { type CellCounts, type CellState, cellStateOf } from "../../../lib/shoot/cells";
import { ThumbnailImage } from "../../picture/thumbnail";
import { type CellFacts, cellText } from "./cell-text";
import { placeName } from "./place-name";
import type { ShownPictures } from "./use-row-pictures";

interface MatrixCellProps {
  cell: string;
  /** Its place in the grid, from 1. */
  row: number;
  column: number;
  width: number;
  /** How many pictures its look asks for. */
  images: number;
  counts: CellCounts | undefined;
  /** Undefined until they are read. */
  pictures: ShownPictures | undefined;
  isSkipped: boolean;
  tabIndex: 0 | -1;
  onSkip: (keys: string[], isSkipped: boolean) => void;
}

/** One product in one look: whether it is made, how far it is, and its picture. */
export const MatrixCell = memo(function MatrixCell(props: MatrixCellProps) {
  const { cell, row, column, width, counts, pictures, isSkipped, images, tabIndex, onSkip } = props;
  const words = useId();
  const state = cellStateOf(counts, isSkipped);
  const facts = { state, counts, images, pictures: counts?.done ? pictures : undefined };
  return (
    <div role="gridcell" aria-colindex={column + 1} className="shrink-0 p-1" style={{ width }}>
      <div className={`relative size-full overflow-hidden rounded-thumb ${looks[state]}`}>
        {facts.pictures && (
          <ThumbnailImage thumbnail={facts.pictures.thumbnail} alt="" className="size-full" />
        )}
        <Mark id={words} facts={facts} />
        <label
          className={`absolute top-1 left-1 flex size-6 items-center justify-center rounded-thumb ${counts?.done ? "bg-surface" : ""}`}
        >
          <input
            type="checkbox"
            aria-label={text("make")}
            aria-describedby={words}
            data-place={placeName({ row, column })}
            tabIndex={tabIndex}
            checked={!isSkipped}
            onChange={({ target }) => onSkip([cell], !target.checked)}
            className="size-4"
          />
        </label>
      </div>
    </div>
  );
}, isSame);

function Mark({ id, facts }: { id: string; facts: CellFacts }) {
  return (
    <span
      id={id}
      className={`absolute bottom-1 left-1 max-w-[calc(100%-8px)] truncate rounded-full px-2 text-12 ${marks[facts.state]}`}
    >
      {cellText(facts)}
    </span>
  );
}

function isSame(before: MatrixCellProps, after: MatrixCellProps): boolean {
  const { counts: had, pictures: showed, ...rest } = before;
  const { counts: has, pictures: shows, ...others } = after;
  return (
    Object.entries(rest).every(([name, value]) => value === others[name as keyof typeof others]) &&
    JSON.stringify([had, summary(showed)]) === JSON.stringify([has, summary(shows)])
  );
}

/** Without the thumbnail: the same picture has the same. */
const summary = ({ id, accepted, rejected }: Partial<ShownPictures> = {}) => [id, accepted, rejected];

const looks: Record<CellState, string> = {
  planned: "bg-sunken",
  skipped: "hatched",
  waiting: "bg-sunken",
  running: "skeleton",
  done: "bg-sunken",
  failed: "bg-danger-soft",
  cancelled: "bg-sunken",
};

const quiet = "text-ink-soft";
const onPicture = "bg-scrim font-semibold text-on-scrim";
const marks: Record<CellState, string> = {
  planned: quiet,
  skipped: `${quiet} bg-surface`,
  waiting: onPicture,
  running: onPicture,
  done: onPicture,
  failed: "bg-danger font-semibold text-surface",
  cancelled: quiet,
};
