import { text } from "../../lib/browser/i18n";
import { type Mode, modes } from "../../lib/domain/request";
import type { Sum } from "../../lib/domain/spending";
import { formatUsd } from "../format/money";
import { formatNumber } from "../format/numbers";
import { useSpending } from "../pricing/use-spending";
import { modeText } from "../status/generation-facts";
import { ExportSpending } from "./export-spending";
import { Section } from "./section";
import { SpendingLimits } from "./spending-limits";

/** What was spent, the limits, and the list of every request. */
export function SpendingSection() {
  const known = useSpending();
  return (
    <Section title={text("spendingTitle")} hint={text("spendingHint")}>
      <dl className="grid grid-cols-2 gap-x-6 gap-y-3 max-[480px]:grid-cols-1">
        <Figure name={text("spentToday")} sum={known?.spending.today} />
        <Figure name={text("spentMonth")} sum={known?.spending.month} />
      </dl>
      {known && <ByMode byMode={known.spending.byMode} total={known.spending.month} />}
      <SpendingLimits />
      <ExportSpending />
    </Section>
  );
}

function Figure({ name, sum }: { name: string; sum: Sum | undefined }) {
  return (
    <div>
      <dt className="text-12 text-ink-soft">{name}</dt>
      <dd className="text-18 font-semibold tabular-nums">{sum ? formatUsd(sum.usd) : "–"}</dd>
      <dd className="text-12 text-ink-soft">{sum && sumText(sum)}</dd>
    </div>
  );
}

/** `12 pictures, 2 at their estimate, 1 without a known price` */
function sumText({ pictures, estimated, unpriced }: Sum): string {
  return [
    text("spentPictures", formatNumber(pictures)),
    ...(estimated > 0 ? [text("spentEstimated", formatNumber(estimated))] : []),
    ...(unpriced > 0 ? [text("spentUnpriced", formatNumber(unpriced))] : []),
  ].join(", ");
}

const isMode = (mode: string): mode is Mode => (modes as readonly string[]).includes(mode);

interface ByModeProps {
  byMode: { mode: string; sum: Sum }[];
  total: Sum;
}

/** This month's money by mode, as bars of which each says its amount. */
function ByMode({ byMode, total }: ByModeProps) {
  const known = byMode.filter((one): one is { mode: Mode; sum: Sum } => isMode(one.mode));
  if (known.length === 0) return null;
  return (
    <div className="space-y-1.5">
      <h3 className="text-12 text-ink-soft">{text("spentByMode")}</h3>
      <ul className="space-y-2">
        {known
          .toSorted((a, b) => b.sum.usd - a.sum.usd || b.sum.pictures - a.sum.pictures)
          .map(({ mode, sum }) => (
            <li key={mode} className="space-y-0.5">
              <p className="flex justify-between gap-3 text-12">
                <span>{modeText(mode)}</span>
                <span className="tabular-nums">
                  {formatUsd(sum.usd)}, {text("spentPictures", formatNumber(sum.pictures))}
                </span>
              </p>
              <Bar name={modeText(mode)} value={sum.usd} of={total.usd} />
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
