import { text } from "../../lib/browser/i18n";
import { formatNumber } from "./numbers";

/** `1 result`, `12 results`. */
export const resultCount = (count: number): string =>
  text(count === 1 ? "resultOne" : "resultMany", formatNumber(count));
