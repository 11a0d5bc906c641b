import { text } from "../../../../lib/browser/i18n";
import type { Deviation } from "../../../../lib/image/measures/outliers";
import { numberFormat } from "../../../format/number-format";
import { formatNumber } from "../../../format/numbers";

const percent = (share: number) => numberFormat({ style: "percent", maximumFractionDigits: 0 }).format(share);

/** A deviation as the measurement that it is: `Brightness 18% above the others`. */
export function deviationText(deviation: Deviation): string {
  const { measure, by } = deviation;
  const [share, steps] = [percent(Math.abs(by)), formatNumber(Math.abs(by))];
  if (measure === "background") return text("offBackground", steps);
  if (measure === "fills") return text("offFills", percent(deviation.own), percent(deviation.others));
  const sign = by > 0 ? "more" : "less";
  if (measure === "brightness" || measure === "across" || measure === "down")
    return text(`off_${measure}_${sign}`, share);
  return text(`off_${measure}_${sign}`, steps);
}
