import { ensureCapacity } from "./typed-arrays";

/** Texts as UTF-8 in one block, each once: a letter is a byte, and a text has no object of its own. */
export interface PackedTexts {
  bytes: Uint8Array<ArrayBuffer>;
  count: number;
  /** Where each text begins, and at the end where the next one will: as bytes, and as letters of all in a row. */
  fromByte: Uint32Array<ArrayBuffer>;
  fromLetter: Uint32Array<ArrayBuffer>;
}

export const noTexts = (): PackedTexts => ({
  bytes: new Uint8Array(4096),
  count: 0,
  fromByte: new Uint32Array(64),
  fromLetter: new Uint32Array(64),
});

const encoder = new TextEncoder();
const decoder = new TextDecoder("utf-8", { ignoreBOM: true });

/** Keeps a text, and gives its number. */
export function addText(texts: PackedTexts, text: string): number {
  const number = texts.count++;
  const from = texts.fromByte[number] ?? 0;
  // A letter of UTF-16 is three bytes at most. Between two texts stands what no search contains.
  texts.bytes = ensureCapacity(texts.bytes, from + text.length * 3 + 1);
  const { written } = encoder.encodeInto(`${text}\0`, texts.bytes.subarray(from));
  texts.fromByte = ensureCapacity(texts.fromByte, number + 2);
  texts.fromLetter = ensureCapacity(texts.fromLetter, number + 2);
  texts.fromByte[number + 1] = from + written;
  texts.fromLetter[number + 1] = (texts.fromLetter[number] ?? 0) + text.length + 1;
  return number;
}

/** Whether the text of this number is `text`. */
export function isText({ bytes, fromByte }: PackedTexts, number: number, text: string): boolean {
  const kept = bytes.subarray(fromByte[number], (fromByte[number + 1] ?? 1) - 1);
  return kept.length >= text.length && decoder.decode(kept) === text;
}

/** For each text, whether it contains all of the words. */
export function findTexts(texts: PackedTexts, words: string[]): boolean[] {
  const found = Array<boolean>(texts.count).fill(true);
  const all = words.length > 0 ? joined(texts) : "";
  for (const word of words) {
    let next = -1;
    for (let number = 0; number < found.length; number++) {
      const from = texts.fromLetter[number] ?? 0;
      if (next < from) next = endless(all.indexOf(word, from));
      if (next >= (texts.fromLetter[number + 1] ?? 0)) found[number] = false;
    }
  }
  return found;
}

const endless = (at: number) => (at < 0 ? Number.POSITIVE_INFINITY : at);

/** The first `length` letters of each text. */
export function headsOf(texts: PackedTexts, length: number): string[] {
  const all = joined(texts);
  return Array.from({ length: texts.count }, (_, number) => {
    const from = texts.fromLetter[number] ?? 0;
    return all.slice(from, Math.min(from + length, (texts.fromLetter[number + 1] ?? 1) - 1));
  });
}

const joined = ({ bytes, fromByte, count }: PackedTexts) =>
  decoder.decode(bytes.subarray(0, fromByte[count]));
