/** What may stand before the first element, by how it begins, and how it then ends. */
const prologue = [
  ["<?xml", "?>"],
  ["<!--", "-->"],
] as const;

/** So many first bytes say whether a file is one. */
export const svgBeginning = 4_096;

/** Whether a file is an SVG by its first bytes: markup whose first element is `<svg>`. Goes over them once. */
export function isSvg(bytes: Uint8Array): boolean {
  const start = new TextDecoder().decode(bytes.subarray(0, svgBeginning)).toLowerCase();
  let at = 0;
  for (;;) {
    at = skipSpace(start, at);
    const part = prologue.find(([opening]) => start.startsWith(opening, at));
    const end = part ? after(start, part[1], at) : doctypeEnd(start, at);
    if (end === undefined) break;
    at = end;
  }
  return /^<(?:\w{1,64}:)?svg[\s>]/.test(start.slice(at, at + 80));
}

function skipSpace(text: string, from: number): number {
  let at = from;
  while (at < text.length && text.charAt(at).trim() === "") at += 1;
  return at;
}

/** The place after the next `word`; undefined when there is none. */
function after(text: string, word: string, from: number): number | undefined {
  const at = text.indexOf(word, from);
  return at < 0 ? undefined : at + word.length;
}

/** The place after a document type, which may hold declarations in brackets. */
function doctypeEnd(text: string, from: number): number | undefined {
  if (!text.startsWith("<!doctype", from)) return undefined;
  const end = after(text, ">", from);
  const inner = text.indexOf("[", from);
  if (end === undefined || inner < 0 || end < inner) return end;
  const closed = after(text, "]", inner);
  return closed === undefined ? undefined : after(text, ">", closed);
}
