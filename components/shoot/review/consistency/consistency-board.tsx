import { useId, useMemo, useState } from "react";
import { text } from "../../../../lib/browser/i18n";
import { findOutliers, leastCompared } from "../../../../lib/image/measures/outliers";
import type { PlacedPicture } from "../../../../lib/shoot/review";
import type { Shoot } from "../../../../lib/shoot/shoot";
import { formatNumber } from "../../../format/numbers";
import { useSetting } from "../../../hooks/use-setting";
import type { References } from "../../use-references";
import { lookText, productText } from "../place-text";
import type { ReviewState } from "../use-review";
import { BoardPicture } from "./board-picture";
import { useMeasures } from "./use-measures";

interface ConsistencyBoardProps {
  shoot: Shoot;
  review: ReviewState;
  references: References | undefined;
  /** A picture was pressed. */
  onOpen: (id: string) => void;
}

const none: PlacedPicture[] = [];

/** The accepted pictures of one look side by side, and which of them stand out, by measures of their pixels. */
export function ConsistencyBoard({ shoot, review, references, onOpen }: ConsistencyBoardProps) {
  const { pictures = none, shown } = review;
  const accepted = useMemo(() => pictures.filter((one) => one.review === "accepted"), [pictures]);
  const [chosen, setChosen] = useState(shown?.place.look.id);
  const isThere = (id: string | undefined) => accepted.some(({ place }) => place.look.id === id);
  const looks = shoot.looks.filter(({ id }) => isThere(id));
  const lookId = isThere(chosen) ? chosen : looks[0]?.id;
  const board = useMemo(() => accepted.filter(({ place }) => place.look.id === lookId), [accepted, lookId]);
  const setting = useSetting("markOutliers");
  const isOn = setting.loaded && setting.value !== false;
  const ids = useMemo(() => board.map(({ id }) => id), [board]);
  const { measures, left } = useMeasures(ids, isOn);
  // Not before all are known: what stands out among some may not among all.
  const outliers = isOn && left === 0 ? findOutliers(measures) : [];
  const marked = outliers.filter((found) => found.length > 0).length;
  if (looks.length === 0) return <p className="flex-1 p-8 text-center text-ink-soft">{text("boardNone")}</p>;
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <div className="flex shrink-0 flex-wrap items-center gap-x-4 gap-y-2 px-3 py-2">
        <select
          aria-label={text("boardLook")}
          value={lookId}
          onChange={({ target }) => setChosen(target.value)}
          className="h-8 max-w-60 rounded-control border border-line-strong bg-raised px-2"
        >
          {looks.map(({ id }) => (
            <option key={id} value={id}>
              {lookText(shoot, id)}
            </option>
          ))}
        </select>
        <OutlierSwitch isOn={isOn} onChange={setting.change} />
        <p role="status" className="text-12 text-ink-soft tabular-nums">
          {isOn && boardText(board.length, left, marked)}
        </p>
      </div>
      <ul
        aria-label={text("boardPictures")}
        className="grid min-h-0 flex-1 auto-rows-max grid-cols-[repeat(auto-fill,minmax(168px,1fr))] gap-3 overflow-y-auto px-3 pb-6"
      >
        {board.map((picture, at) => (
          <BoardPicture
            key={picture.id}
            id={picture.id}
            name={productText(picture, references)}
            deviations={outliers[at]}
            onOpen={onOpen}
          />
        ))}
      </ul>
    </div>
  );
}

function OutlierSwitch({ isOn, onChange }: { isOn: boolean; onChange: (isOn: boolean) => void }) {
  const hint = useId();
  return (
    <div className="min-w-60 flex-1">
      <label className="flex items-center gap-1.5 font-semibold">
        <input
          type="checkbox"
          role="switch"
          aria-checked={isOn}
          aria-describedby={hint}
          checked={isOn}
          onChange={({ target }) => onChange(target.checked)}
        />
        {text("boardMark")}
      </label>
      <p id={hint} className="text-12 text-ink-soft">
        {text("boardHint")}
      </p>
    </div>
  );
}

function boardText(all: number, left: number, marked: number): string {
  if (left > 0) return text("boardMeasuring");
  if (all < leastCompared) return text("boardFew", leastCompared);
  if (marked === 0) return text("boardAlike");
  return text("boardMarked", formatNumber(marked), formatNumber(all));
}
