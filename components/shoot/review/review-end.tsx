import { CircleCheck, Images } from "lucide-react";
import { text } from "../../../lib/browser/i18n";
import { formatNumber } from "../../format/numbers";
import { Button } from "../../ui/button";
import type { ReviewState } from "./use-review";

interface ReviewEndProps {
  counts: ReviewState["counts"];
  onGoOn: () => void;
  onBoard: () => void;
  onClose: () => void;
}

/** After the last picture, or where there is none yet. */
export function ReviewEnd({ counts, onGoOn, onBoard, onClose }: ReviewEndProps) {
  const { all, accepted, rejected, left } = counts;
  const Icon = all > 0 ? CircleCheck : Images;
  return (
    <div className="flex flex-1 flex-col items-center justify-center gap-3 overflow-y-auto p-6 text-center">
      <Icon size={32} aria-hidden="true" className={all > 0 ? "text-success" : "text-ink-soft"} />
      <h2 className="text-18 font-semibold">{text(endKey(all, left))}</h2>
      {all > 0 && (
        <p className="text-ink-soft tabular-nums">
          {text("reviewCounts", formatNumber(accepted), formatNumber(rejected))}
        </p>
      )}
      <div className="flex flex-wrap justify-center gap-2 pt-2">
        {left > 0 && (
          <Button variant="primary" onClick={onGoOn}>
            {text("reviewGoOn", formatNumber(left))}
          </Button>
        )}
        {accepted > 0 && <Button onClick={onBoard}>{text("reviewView_board")}</Button>}
        <Button variant={left > 0 ? "plain" : "primary"} onClick={onClose}>
          {text("reviewClose")}
        </Button>
      </div>
    </div>
  );
}

function endKey(all: number, left: number) {
  if (all === 0) return "reviewNone";
  return left > 0 ? "reviewMore" : "reviewEnd";
}
