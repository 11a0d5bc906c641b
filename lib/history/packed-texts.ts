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

/** The number of a text: one of `near`, when it is the same there, else a new one. */
export function addText(texts: PackedTexts, text: string, near: (number | undefined)[]): number {
  // Between two texts stands what no search contains.
  const bytes = encoder.encode(`${text}\0`);
  const same = near.find((number) => number !== undefined && isText(texts, number, bytes));
  if (same !== undefined) return same;
  const number = texts.count++;
  const from = texts.fromByte[number] ?? 0;
  texts.bytes = ensureCapacity(texts.bytes, from + bytes.length);
  texts.bytes.set(bytes, from);
  texts.fromByte = ensureCapacity(texts.fromByte, number + 2);
  texts.fromLetter = ensureCapacity(texts.fromLetter, number + 2);
  texts.fromByte[number + 1] = from + bytes.length;
  texts.fromLetter[number + 1] = (texts.fromLetter[number] ?? 0) + text.length + 1;
  return number;
}

function isText({ bytes, fromByte }: PackedTexts, number: number, text: Uint8Array): boolean {
  const from = fromByte[number] ?? 0;
  return fromByte[number + 1] === from + text.length && text.every((byte, i) => bytes[from + i] === byte);
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
