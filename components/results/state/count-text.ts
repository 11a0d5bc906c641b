import { text } from "../../../lib/browser/i18n";
import { formatNumber } from "../../format/numbers";
import { resultCount } from "../../format/result-count";
import type { Results } from "./use-results";

/** `12 results · 3 failed`: what failed is no result. */
export function countText({ results, failed }: Results["counts"]): string {
  const ended = failed > 0 ? [text("failedCount", formatNumber(failed))] : [];
  return [...(results > 0 || failed === 0 ? [resultCount(results)] : []), ...ended].join(" · ");
}
