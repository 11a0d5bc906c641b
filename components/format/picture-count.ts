import { text } from "../../lib/browser/i18n";
import { formatNumber } from "./numbers";

/** `1 picture`, `48 pictures`. */
export const pictureCount = (count: number): string =>
  text(count === 1 ? "picturesOne" : "picturesMany", formatNumber(count));
