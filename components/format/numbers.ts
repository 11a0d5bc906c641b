import { text } from "../../lib/browser/i18n";
import { numberFormat } from "./number-format";

/** A plain number as the reader's language writes it. */
export function formatNumber(value: number, maximumFractionDigits = 0): string {
  return numberFormat({ maximumFractionDigits }).format(value);
}

/** Bytes as kB, MB or GB, with one digit after the point below ten. */
export function formatBytes(bytes: number): string {
  const units = ["byte", "kilobyte", "megabyte", "gigabyte"] as const;
  const step = bytes < 1000 ? 0 : Math.min(3, Math.floor(Math.log10(bytes) / 3));
  const value = bytes / 1000 ** step;
  return numberFormat({
    style: "unit",
    unit: units[step] ?? "gigabyte",
    unitDisplay: step === 0 ? "long" : "short",
    maximumFractionDigits: step > 0 && value < 10 ? 1 : 0,
  }).format(value);
}

/** A length of time in seconds: `4 s`. */
export function formatSeconds(seconds: number, maximumFractionDigits = 0): string {
  return text("seconds", formatNumber(seconds, maximumFractionDigits));
}
