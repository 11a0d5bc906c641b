import { text } from "../../lib/browser/i18n";
import type { Generation } from "../../lib/domain/generation";
import { calculationLines, estimateText } from "./estimate-text";
import { EstimatedCost } from "./estimated-cost";
import { useResultEstimate } from "./use-estimate";

interface ResultPriceProps {
  generation: Generation;
  /** How many more like it. */
  images?: number;
  className?: string;
}

/** What so many more pictures like this cost, with the calculation one press away. */
export function ResultCost({ generation, images = 1 }: Omit<ResultPriceProps, "className">) {
  return <EstimatedCost name={text("priceAgain")} estimate={useResultEstimate(generation, images)} />;
}

/** The same in as little room as a card has: the calculation is in its tooltip, and a press away in Details. */
export function ResultPrice({ generation, images = 1, className = "" }: ResultPriceProps) {
  const estimate = useResultEstimate(generation, images);
  if (!estimate) return null;
  return (
    <span
      role="note"
      aria-label={text("priceAgain")}
      title={calculationLines(estimate).join("\n")}
      className={`whitespace-nowrap tabular-nums ${className}`}
    >
      {estimateText(estimate)}
    </span>
  );
}
