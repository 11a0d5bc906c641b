import { ArrowLeft } from "lucide-react";
import { Dialog } from "radix-ui";
import { text } from "../../../lib/browser/i18n";
import { formatNumber } from "../../format/numbers";
import { Button } from "../../ui/button";
import { Segments } from "../../ui/segmented-control";
import { leftText } from "./left-text";
import type { ReviewState } from "./use-review";

export type ReviewView = "single" | "board";
const views: ReviewView[] = ["single", "board"];

interface ReviewHeaderProps {
  review: ReviewState;
  view: ReviewView;
  onView: (view: ReviewView) => void;
}

/** The way back, what is left, and the two views. */
export function ReviewHeader({ review, view, onView }: ReviewHeaderProps) {
  const { counts, pictures } = review;
  return (
    <div className="flex shrink-0 flex-wrap items-center gap-x-3 gap-y-1 border-b border-line px-2 py-2">
      <Dialog.Close asChild>
        <Button variant="quiet" size="small">
          <ArrowLeft size={16} aria-hidden="true" />
          {text("back")}
        </Button>
      </Dialog.Close>
      <Segments
        name={text("reviewViews")}
        value={view}
        options={views.map((one) => [one, text(`reviewView_${one}`)] as const)}
        onChoose={onView}
      />
      <span className="flex-1" />
      {pictures && (
        <span className="flex flex-wrap gap-x-3 text-12 text-ink-soft tabular-nums">
          <span>{text("reviewAccepted", formatNumber(counts.accepted))}</span>
          <span>{text("reviewRejected", formatNumber(counts.rejected))}</span>
          <span className="font-semibold text-ink">{leftText(counts)}</span>
        </span>
      )}
    </div>
  );
}
