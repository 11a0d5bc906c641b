import { TriangleAlert } from "lucide-react";
import { text } from "../../lib/browser/i18n";
import { countedIn, nearLimits } from "../../lib/domain/limits";
import { formatUsd } from "../format/money";
import { formatNumber } from "../format/numbers";
import { useSpending } from "./use-spending";

/** Says that four fifths of a limit, or more, are used; nothing before that. */
export function LimitNote() {
  const known = useSpending();
  if (!known) return null;
  const near = nearLimits(countedIn(known.spending), known.limits);
  return near.map(({ limit, amount, used }) => (
    <p key={limit} className="flex items-start gap-1.5 text-12 text-ink-soft">
      <TriangleAlert size={14} aria-hidden="true" className="mt-px shrink-0 text-warning" />
      {limit === "picturesADay"
        ? text("limitNearDay", formatNumber(used), formatNumber(amount))
        : text("limitNearMonth", formatUsd(used), formatUsd(amount))}
    </p>
  ));
}
