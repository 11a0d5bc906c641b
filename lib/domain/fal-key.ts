/** No key is longer (characters). */
const maxKey = 300;

/** Letters that look like nothing, or like a space, wherever copying has put them. */
const invisible = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Variation_Selector}\u115f\u1160\u3164\u2800]/gu;
/** Dashes that a text program makes of `-`. */
const dashes = /[\u2010-\u2015\u2212\u2e3a\u2e3b\ufe58\ufe63\uff0d]/g;

/**
 * A pasted key as it can be sent: without letters that nobody sees, with plain letters for full-width ones and plain dashes, and without
 * what often stands around a key. Undefined when something is left that no header can carry, or is no key's.
 */
export function cleanKey(pasted: string): string | undefined {
  if (pasted.length > maxKey * 4) return undefined;
  const key = pasted
    .replace(invisible, "")
    .replace(/[\uff01-\uff5e]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
    .replace(dashes, "-")
    .trim()
    .replace(/^(?:(?:export )?FAL_KEY=|Authorization: ?Key |Key )/i, "")
    .replace(/^["'`\u2018-\u201f\u00ab]|["'`\u2018-\u201f\u00bb;,]$/g, "")
    .trim();
  return key.length <= maxKey && /^[\x21-\x7e]+$/.test(key) ? key : undefined;
}
