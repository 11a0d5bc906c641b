/** What a product is called, and the seller's own number, have at most this many characters. */
export const maxName = 200;
export const maxSku = 100;

/** Characters that are no text: controls, and marks that turn the text around them (bidirectional overrides). */
const notText = /[\p{Cc}\p{Bidi_Control}\ufeff]/gu;

/** A page's text as a name: one line, no control characters, at most `maxName` characters. */
export function toName(text: string): string {
  // Bounded before it is looked through: a page can give megabytes.
  const line = text
    .slice(0, 20 * maxName)
    .replace(notText, " ")
    .replace(/\s+/g, " ")
    .trim();
  return [...line].slice(0, maxName).join("").trim();
}
