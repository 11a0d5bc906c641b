/** At most `length` characters, ended by an ellipsis where something is cut off. */
export function truncate(text: string, length: number): string {
  if (text.length <= length) return text;
  // Never half of an emoji.
  return `${text
    .slice(0, length - 1)
    .toWellFormed()
    .replace(/\ufffd$/u, "")}…`;
}
