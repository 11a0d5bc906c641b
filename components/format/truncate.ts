/** At most `length` characters, ended by an ellipsis where something is cut off. */
export function shorten(words: string, length: number): string {
  if (words.length <= length) return words;
  // Never half of an emoji.
  return `${words
    .slice(0, length - 1)
    .toWellFormed()
    .replace(/\ufffd$/u, "")}…`;
}
