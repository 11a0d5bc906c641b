/** `640w`, `1.5x`, or nothing; `h` stands only beside a width, and says nothing more. */
const descriptor = /^(?:(\d+)w(?:\s+\d+h)?|(\d+(?:\.\d+)?(?:e[+-]?\d+)?|\.\d+)x)?$/i;

/**
 * The addresses of a `srcset`, read as the HTML standard says, in their order. `size` is a width in pixels or a
 * density: one `srcset` has either, so that the two never meet. What a browser passes over is left out.
 */
export function parseSrcset(srcset: string): { url: string; size: number }[] {
  const found: { url: string; size: number }[] = [];
  for (let rest = srcset; ; ) {
    rest = rest.replace(/^[\s,]+/, "");
    const [word] = /^\S+/.exec(rest) ?? [];
    if (!word) return found;
    rest = rest.slice(word.length);
    let end = word.length;
    while (word[end - 1] === ",") end--;
    // Commas at its end end the entry; those inside belong to the address, those in brackets to the words after it.
    const [words = ""] = end < word.length ? [] : (/^(?:\([^)]*\)?|[^,(])*/.exec(rest) ?? []);
    rest = rest.slice(words.length);
    const [isKnown, width, density = "1"] = descriptor.exec(words.trim()) ?? [];
    if (isKnown !== undefined) found.push({ url: word.slice(0, end), size: Number(width ?? density) });
  }
}
