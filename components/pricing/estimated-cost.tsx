import { Info } from "lucide-react";
import { Popover } from "radix-ui";
import { text } from "../../lib/browser/i18n";
import type { Estimate } from "../../lib/pricing/estimate";
import { calculationLines, estimateText, listPriceText } from "./estimate-text";

interface EstimatedCostProps {
  /** Undefined until it is known: the place stays empty. */
  estimate: Estimate | undefined;
  /** The accessible name; by default `Estimated cost`. */
  name?: string;
  className?: string;
}

/** The price of a press, beside the button that spends; its calculation is one press away. */
export function EstimatedCost({
  estimate,
  name = text("estimatedCost"),
  className = "",
}: EstimatedCostProps) {
  if (!estimate) return <div className={`min-h-6 ${className}`} />;
  const list = listPriceText(estimate);
  return (
    <div className={`flex min-h-6 items-center gap-0.5 text-12 text-ink-soft ${className}`}>
      <span className="flex flex-wrap items-baseline justify-end gap-x-1.5 tabular-nums">
        <span role="note" aria-label={name} className="font-semibold whitespace-nowrap">
          {estimateText(estimate)}
        </span>
        {list && <span>{list}</span>}
      </span>
      <Calculation estimate={estimate} />
    </div>
  );
}

function Calculation({ estimate }: { estimate: Estimate }) {
  return (
    <Popover.Root>
      <Popover.Trigger
        aria-label={text("priceHow")}
        title={text("priceHow")}
        className="flex size-6 shrink-0 items-center justify-center rounded-full hover:text-ink"
      >
        <Info size={14} aria-hidden="true" />
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          sideOffset={4}
          collisionPadding={8}
          aria-label={text("priceHow")}
          className="z-menu max-w-72 space-y-1 rounded-control border border-line bg-raised px-3 py-2 text-12 shadow-float"
        >
          {calculationLines(estimate).map((line, i) => (
            <p key={line} className={i === 0 ? "font-semibold tabular-nums" : "wrap-anywhere text-ink-soft"}>
              {line}
            </p>
          ))}
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}
