import { text } from "../../../lib/browser/i18n";
import { formatUsd } from "../../format/money";
import { pictureCount } from "../../format/picture-count";
import { truncate } from "../../format/truncate";
import { calculationLines, listPriceText } from "../../pricing/estimate-text";
import { CostNote } from "../../pricing/estimated-cost";
import type { ShootEstimate } from "./use-shoot-estimate";

/** What is still to be sent should cost, with each look's share of it. */
export function ShootCost({ estimate }: { estimate: ShootEstimate }) {
  const { usd, looks, sample } = estimate;
  const shares = looks.map(({ look, pictures, usd: share }, i) => {
    const name = look.name ? truncate(look.name, 40) : text("lookNumber", i + 1);
    return `${name}: ${pictureCount(pictures)} ${amountOf(share)}`;
  });
  // Of one picture the first line is its own sum; what follows holds for all.
  const [, ...common] = sample ? calculationLines({ ...sample, inputMegapixels: [] }) : [];
  return (
    <CostNote
      amount={amountOf(usd)}
      source={sample && listPriceText(sample)}
      lines={[`${pictureCount(estimate.pictures)} ${amountOf(usd)}`, ...shares, ...common]}
    />
  );
}

const amountOf = (usd: number | undefined) =>
  usd === undefined ? text("priceUnknown") : text("approximately", formatUsd(usd));
