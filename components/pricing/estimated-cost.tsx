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
export function EstimatedCost({ estimate, className = "", ...rest }: EstimatedCostProps) {
  if (!estimate) return <div className={`min-h-6 ${className}`} />;
  return (
    <CostNote
      amount={estimateText(estimate)}
      source={listPriceText(estimate)}
      lines={calculationLines(estimate)}
      className={className}
      {...rest}
    />
  );
}

interface CostNoteProps {
  amount: string;
  /** Where the prices come from, when that is not fal's own answer. */
  source: string | undefined;
  /** The calculation: first what it comes to, then why. */
  lines: string[];
  name?: string;
  className?: string;
}

/** An amount in quiet ink, with its calculation one press away. */
export function CostNote({
  amount,
  source,
  lines,
  name = text("estimatedCost"),
  className = "",
}: CostNoteProps) {
  return (
    <div className={`flex min-h-6 items-center gap-0.5 text-12 text-ink-soft ${className}`}>
      <span className="flex flex-wrap items-baseline justify-end gap-x-1.5 tabular-nums">
        <span role="note" aria-label={name} className="font-semibold whitespace-nowrap">
          {amount}
        </span>
        {source && <span>{source}</span>}
      </span>
      <Calculation lines={lines} />
    </div>
  );
}

function Calculation({ lines }: { lines: string[] }) {
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
          className="z-menu max-h-(--radix-popover-content-available-height) max-w-72 space-y-1 overflow-y-auto rounded-control border border-line bg-raised px-3 py-2 text-12 shadow-float"
        >
          {lines.map((line, i) => (
            <p key={line} className={i === 0 ? "font-semibold tabular-nums" : "wrap-anywhere text-ink-soft"}>
              {line}
            </p>
          ))}
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}
