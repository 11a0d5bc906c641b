import { language } from "../../lib/browser/i18n";

const formats = new Map<string, Intl.NumberFormat>();

/** A format in the reader's language. Each is made once: making one takes a hundred times as long as using it. */
export function numberFormat(options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = JSON.stringify([language(), options]);
  const format = formats.get(key) ?? new Intl.NumberFormat(language(), options);
  formats.set(key, format);
  return format;
}
