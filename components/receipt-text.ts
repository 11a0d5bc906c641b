import type { Reference } from "../lib/reference";
import { text } from "../lib/text";
import { formatBytes } from "./numbers";

/** What was done to a reference's pixels: `600×400 JPEG → 592×400 JPEG, 92 kB`, and where they are from. */
export function receiptText({ receipt, width, height, bytes }: Reference): string {
  const { original, source } = receipt;
  const format = original.format.toUpperCase().replace(/^JPG$/, "JPEG");
  const was = `${original.width}×${original.height} ${format}`;
  const is = `${width}×${height} JPEG`;
  return text("receipt", was, is, formatBytes(bytes), source);
}
