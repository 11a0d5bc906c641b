import { text } from "../../lib/browser/i18n";
import { type Mode, modes } from "../../lib/domain/request";
import type { Sum } from "../../lib/domain/spending";
import { formatUsd } from "../format/money";
import { formatNumber } from "../format/numbers";
import { useSpending } from "../pricing/use-spending";
import { modeText } from "../status/generation-facts";
import { ExportSpending } from "./export-spending";
import { Section } from "./section";
import { bySum, SpendingBars } from "./spending-bars";
import { SpendingByShoot } from "./spending-by-shoot";
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
      <SpendingByShoot />
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

/** This month's money by mode. */
function ByMode({ byMode, total }: ByModeProps) {
  const parts = byMode
    .flatMap(({ mode, sum }) => (isMode(mode) ? [{ id: mode, name: modeText(mode), sum }] : []))
    .sort(bySum);
  return <SpendingBars title={text("spentByMode")} parts={parts} of={total.usd} />;
}
