import { type TextKey, text } from "../../lib/browser/i18n";
import type { Receipt, Reference } from "../../lib/domain/reference";
import { formatName } from "../../lib/domain/reference-quality";
import { formatBytes } from "../format/numbers";

/**
 * What was done to a reference's pixels: `1600×2000 WebP from srcset → 912×1136 JPEG, 212 kB (shop.example)`, and
 * what was not used for them.
 */
export function receiptText({ receipt, width, height, bytes }: Reference): string {
  const is = `${width}×${height} JPEG`;
  const said = text("receipt", sourceText(receipt), is, formatBytes(bytes), receipt.source);
  const doubted = receipt.doubted?.length ?? 0;
  if (doubted === 0) return said;
  return `${said} ${doubted === 1 ? text("receiptDoubtedOne") : text("receiptDoubted", String(doubted))}`;
}

function sourceText({ rung, element, original }: Receipt): string {
  const size = `${original.width}×${original.height}`;
  if (rung === "screen") return text("receiptCrop", size);
  const was = rung === "canvas" ? size : `${size} ${formatName(original.format)}`;
  return element ? text("receiptFrom", was, text(`element_${element.replace("-", "_")}` as TextKey)) : was;
}

/** By which way the pixels came, and from which page. */
export function wayText({ rung, pageUrl }: Receipt): string {
  return pageUrl ? `${text(`rung_${rung}`)} ${pageUrl}` : text(`rung_${rung}`);
}
