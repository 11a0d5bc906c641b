import { amountOf, type LedgerEntry } from "../domain/ledger";

const columns = [
  "time",
  "request_id",
  "endpoint",
  "prompt",
  "product_name",
  "sku",
  "units",
  "cost_usd",
  "is_estimate",
] as const;

/** The first line of the export. */
export const csvHeader = `${columns.join(",")}\r\n`;

/** One line for a request that fal accepted; nothing for one of which that is not known. */
export function csvLine(entry: LedgerEntry): string {
  if (entry.requestId === undefined) return "";
  const amount = amountOf(entry);
  const cells = [
    isoTime(entry.at),
    entry.requestId,
    entry.endpoint,
    entry.prompt,
    entry.productName ?? "",
    entry.sku ?? "",
    decimal(entry.units),
    decimal(amount?.usd),
    String(amount?.isEstimate ?? true),
  ];
  return `${cells.map(cell).join(",")}\r\n`;
}

/** A time outside the calendar would throw; none is better than no export. */
function isoTime(at: number): string {
  const date = new Date(at);
  return Number.isNaN(date.getTime()) ? "" : date.toISOString();
}

/** A number without exponent: `1e-7` is a word to many programs. */
function decimal(value: number | undefined): string {
  if (value === undefined) return "";
  return value
    .toFixed(12)
    .replace(/0{1,12}$/, "")
    .replace(/\.$/, "");
}

/**
 * What a spreadsheet takes for the beginning of a formula, in full width too: at the start of the cell; and after what a spreadsheet may part cells by when it does not part them by commas,
 * or does not know that a line break stands within quotes.
 */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what a spreadsheet overlooks
const formulaStart = /(?<=(?:^|[;|\t\r\n])[\s"'\u0000-\u001f]*)[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]/g;

/** A cell that is read as text whatever it holds. */
function cell(text: string): string {
  const safe = text.replace(formulaStart, "'$&").replace(/^(?=[\t\r])/, "'");
  return /[",\r\n;|\t]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
