import { text } from "../../lib/browser/i18n";
import type { Sum } from "../../lib/domain/spending";
import { formatUsd } from "../format/money";
import { formatNumber } from "../format/numbers";

interface SpendingBarsProps {
  title: string;
  parts: { id: string; name: string; sum: Sum }[];
  /** US dollars that fill a bar. */
  of: number;
}

/** Money by parts, the dearest first, as bars of which each says its amount; nothing where there are no parts. */
export function SpendingBars({ title, parts, of }: SpendingBarsProps) {
  if (parts.length === 0) return null;
  return (
    <div className="space-y-1.5">
      <h3 className="text-12 text-ink-soft">{title}</h3>
      <ul aria-label={title} className="space-y-2">
        {parts.map(({ id, name, sum }) => (
          <li key={id} className="space-y-0.5">
            <p className="flex justify-between gap-3 text-12">
              <span className="min-w-0 truncate" dir="auto">
                {name}
              </span>
              <span className="shrink-0 tabular-nums">
                {formatUsd(sum.usd)}, {text("spentPictures", formatNumber(sum.pictures))}
              </span>
            </p>
            <Bar name={name} value={sum.usd} of={of} />
          </li>
        ))}
      </ul>
    </div>
  );
}

function Bar({ name, value, of }: { name: string; value: number; of: number }) {
  return (
    <meter
      aria-label={name}
      aria-valuetext={formatUsd(value)}
      min={0}
      max={of > 0 ? of : 1}
      value={value}
      className="block h-1.5 w-full appearance-none overflow-hidden rounded-full border-0 bg-hover [&::-moz-meter-bar]:bg-none [&::-moz-meter-bar]:bg-ink-soft [&::-webkit-meter-bar]:rounded-full [&::-webkit-meter-bar]:border-0 [&::-webkit-meter-bar]:bg-hover [&::-webkit-meter-bar]:bg-none [&::-webkit-meter-optimum-value]:bg-ink-soft [&::-webkit-meter-optimum-value]:bg-none"
    />
  );
}

/** The dearest first. */
export const bySum = (one: { sum: Sum }, other: { sum: Sum }) =>
  other.sum.usd - one.sum.usd || other.sum.pictures - one.sum.pictures;
