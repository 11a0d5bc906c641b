/** So many letters in a row of the secret betray that more of it stands there. */
const piece = 8;
/** A longer text is a picture, or a prompt of ours: it is looked through for the plain key only (characters). */
const maxText = 20_000;
/** No answer of fal is nested deeper. */
const maxDepth = 20;

/**
 * Gives the function that takes a key out of a parsed answer: a server can echo the header that it was sent, as it is,
 * escaped, in percent, base64 or hexadecimal, backwards, spaced out, or in several parts. A text in which it stands is replaced as a whole:
 * other people's words are not worth a guess at where the key ends.
 */
export function createKeyFilter(key: string | undefined): <T>(answer: T) => T {
  const secret = key?.split(":").at(-1);
  if (!key || !secret || secret.length < piece) return (answer) => answer;
  const letters = lettersOf(secret);
  const pieces = [letters, reversed(letters), hexOf(secret), ...base64Of(key)].flatMap(piecesOf);

  function clean(value: unknown, depth: number): unknown {
    if (typeof value === "string") return holds(value) ? "[key]" : value;
    if (typeof value !== "object" || value === null) return value;
    if (depth > maxDepth) return null;
    if (Array.isArray(value)) {
      const list = value.map((one) => clean(one, depth + 1));
      // Each of its parts may be too short to betray anything.
      return holds(wordsOf(list).join("")) ? ["[key]"] : list;
    }
    const entries = Object.entries(value);
    return Object.fromEntries(
      entries.map(([name, one]) => [holds(name) ? "[key]" : name, clean(one, depth + 1)]),
    );
  }

  function holds(text: string): boolean {
    if (text.length < piece) return false;
    if (text.length > maxText) return text.includes(secret ?? "");
    const readings = [lettersOf(text), lettersOf(unescaped(text))];
    return readings.some((reading) => pieces.some((one) => reading.includes(one)));
  }

  return <T>(answer: T) => clean(answer, 0) as T;
}

/** The words in a list: its own, and those directly in its objects. */
const wordsOf = (list: unknown[]) =>
  list
    .flatMap((one) => (typeof one === "object" && one !== null ? Object.values(one) : [one]))
    .filter((one) => typeof one === "string" || typeof one === "number");

/** Letters and digits alone, small: what parts or joins them hides nothing. */
const lettersOf = (text: string) => text.replace(/[^a-z0-9]/gi, "").toLowerCase();

/** Percent, `\u` and `&#` escapes written out, once and once more. */
function unescaped(text: string): string {
  const letter = (_: string, hex: string) => String.fromCharCode(Number.parseInt(hex, 16));
  const once = (from: string) =>
    from
      .replace(/%([0-9a-f]{2})/gi, letter)
      .replace(/\\u\{?([0-9a-f]{2,4})\}?/gi, letter)
      .replace(/\\x([0-9a-f]{2})/gi, letter)
      .replace(/&#x([0-9a-f]{2,4});/gi, letter)
      .replace(/&#(\d{2,3});/g, (_, code: string) => String.fromCharCode(Number(code)));
  return once(once(text));
}

/** Every run of `piece` letters, so that a part of it is enough. */
function piecesOf(letters: string): string[] {
  return Array.from({ length: Math.max(0, letters.length - piece + 1) }, (_, at) =>
    letters.slice(at, at + piece),
  );
}

const reversed = (letters: string) => [...letters].reverse().join("");

const hexOf = (text: string) =>
  [...text].map((letter) => letter.charCodeAt(0).toString(16).padStart(2, "0")).join("");

/** The middle of the key in base64, wherever in a longer text it stands: three bytes are four letters. */
function base64Of(key: string): string[] {
  return [0, 1, 2].map((before) => {
    const text = btoa(" ".repeat(before) + key.replace(/[^\x20-\x7e]/g, ""));
    return lettersOf(text.slice(before === 0 ? 0 : 4, -4));
  });
}
