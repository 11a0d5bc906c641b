import { text } from "../../../lib/browser/i18n";
import { formatNumber } from "../../format/numbers";

/** `3 of 60 left` */
export function leftText({ left, all }: { left: number; all: number }): string {
  return text("reviewLeft", formatNumber(left), formatNumber(all));
}
