import { text } from "../../../lib/browser/i18n";
import type { Failure } from "../../../lib/failure/failure";
import type { ShootCounts } from "../../../lib/shoot/cells";
import type { Shoot } from "../../../lib/shoot/shoot";
import { NoAccessNotice } from "../../composer/no-access-notice";
import { formatNumber } from "../../format/numbers";
import { pictureCount } from "../../format/picture-count";
import { LimitNote } from "../../pricing/limit-note";
import { FalAccessNotice } from "../../status/fal-access-notice";
import { ProgressBar } from "../../ui/progress-bar";
import { ShootCost } from "../cost/shoot-cost";
import type { ShootEstimate } from "../cost/use-shoot-estimate";
import { RunButtons } from "./run-buttons";
import { ShootStatus } from "./shoot-status";

interface RunBarProps {
  shoot: Shoot;
  counts: ShootCounts;
  /** Undefined until it is known. */
  estimate: ShootEstimate | undefined;
  failure: Failure | undefined;
  onReview: () => void;
}

/** How much is to be made, what that costs, and the run: its presses and how it goes. */
export function RunBar({ shoot, counts, estimate, failure, onReview }: RunBarProps) {
  return (
    <div className="space-y-2 px-3 pt-1 pb-2">
      <NoAccessNotice />
      <FalAccessNotice />
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5">
        <span role="note" aria-label={text("pictures")} className="text-13 font-semibold tabular-nums">
          {picturesText(counts)}
        </span>
        {estimate && estimate.pictures > 0 && <ShootCost estimate={estimate} />}
        {estimate?.fit !== undefined && estimate.pictures > 0 && (
          <span className="text-12 text-ink-soft tabular-nums">
            {text("fitsLimits", formatNumber(estimate.fit), formatNumber(estimate.pictures))}
          </span>
        )}
        <span className="flex-1" />
        <RunButtons shoot={shoot} counts={counts} onReview={onReview} />
      </div>
      <LimitNote />
      <Progress counts={counts} />
      <ShootStatus shoot={shoot} counts={counts} failure={failure} />
    </div>
  );
}

const allOf = ({ toMake, open, done, failed }: ShootCounts) => toMake + open + done + failed;

/** `48 pictures`; once some are made `28 of 48 pictures to make`. */
function picturesText(counts: ShootCounts): string {
  const all = allOf(counts);
  const { toMake } = counts;
  if (toMake < all && toMake > 0) return text("picturesLeft", formatNumber(toMake), formatNumber(all));
  return pictureCount(all);
}

/** How much is made; nothing before the first start. */
function Progress({ counts }: { counts: ShootCounts }) {
  const { done, failed, open } = counts;
  const all = allOf(counts);
  if (done + failed + open === 0) return null;
  const failures = failed > 0 && text(failed === 1 ? "failedOne" : "failedMany", formatNumber(failed));
  return (
    <div className="flex items-center gap-3 text-12 text-ink-soft">
      <ProgressBar value={all > 0 ? done / all : 0} name={text("shootProgress")} />
      <span className="whitespace-nowrap tabular-nums">
        {[text("countOf", formatNumber(done), formatNumber(all)), failures].filter(Boolean).join(" · ")}
      </span>
    </div>
  );
}
