import type { Generation } from "../domain/generation";
import {
  compileFilter,
  type Filter,
  type Flags,
  hash,
  normalizeText,
  packFlags,
  searchTerms,
  shootNumber,
} from "./filter";
import { idIn, type PackedIds, packId, placeOfId } from "./packed-ids";
import { addText, findTexts, headsOf, noTexts, type PackedTexts } from "./packed-texts";
import { insertGap, removeGap } from "./typed-arrays";

/**
 * What the panel keeps of every result, newest first, as columns: the same place in each is the same result.
 * Columns of bare numbers and not objects, because ten thousand results must weigh next to nothing; each column
 * may be longer than `length`. No text is kept twice in a row: the pictures of a batch share one.
 */
export interface Columns {
  length: number;
  ids: PackedIds;
  createdAt: Float64Array<ArrayBuffer>;
  /** The batch, as a number that differs between neighbours of different batches. */
  batches: Uint32Array<ArrayBuffer>;
  facts: Uint16Array<ArrayBuffer>;
  /** The shoot, as `shootNumber` has it. */
  shoots: Uint32Array<ArrayBuffer>;
  /** Which of `words` is searched. */
  texts: Uint32Array<ArrayBuffer>;
  words: PackedTexts;
}

export const noColumns = (): Columns => ({
  length: 0,
  ids: { words: new Uint32Array(256), odd: [] },
  createdAt: new Float64Array(64),
  batches: new Uint32Array(64),
  facts: new Uint16Array(64),
  shoots: new Uint32Array(64),
  texts: new Uint32Array(64),
  words: noTexts(),
});

/** A result's row; `sources` are the sites that its references came from. */
export interface Row {
  generation: Generation;
  sources: string[];
}

/** Puts a row in its place, over the one that is there for the same result. */
export function setRow(columns: Columns, { generation, sources }: Row): void {
  const { id, createdAt, batchId, prompt, places, note = "" } = generation;
  const at = placeFor(columns, createdAt, id);
  const isThere = idAt(columns, at) === id;
  const names = places.flatMap(({ name, sku }) => [name, sku]);
  const text = normalizeText([prompt, note, ...new Set([...names, ...sources])].filter(Boolean).join("\n"));
  const { texts, length } = columns;
  const near = [at - 1, at].map((place) => (place >= 0 && place < length ? texts[place] : undefined));
  if (!isThere) open(columns, at);
  columns.ids.words.set(packId(columns.ids, id), at * 4);
  columns.createdAt[at] = createdAt;
  columns.batches[at] = hash(batchId);
  columns.facts[at] = packFlags(generation) satisfies Flags;
  columns.shoots[at] = shootNumber(generation.shootId);
  columns.texts[at] = addText(columns.words, text, near);
}

/** Takes a result out. */
export function removeRow(columns: Columns, id: string): void {
  const at = placeIn(columns, id);
  if (at < 0) return;
  const { ids, createdAt, batches, facts, shoots, texts, length } = columns;
  removeGap(ids.words, at * 4, length * 4, 4);
  for (const column of [createdAt, batches, facts, shoots, texts]) removeGap(column, at, length);
  columns.length--;
}

function open(columns: Columns, at: number): void {
  const { ids, createdAt, batches, facts, shoots, texts, length } = columns;
  ids.words = insertGap(ids.words, at * 4, length * 4, 4);
  columns.createdAt = insertGap(createdAt, at, length);
  columns.batches = insertGap(batches, at, length);
  columns.facts = insertGap(facts, at, length);
  columns.shoots = insertGap(shoots, at, length);
  columns.texts = insertGap(texts, at, length);
  columns.length++;
}

/** The id of the result at a place of the columns; undefined where there is none. */
export function idAt({ ids, length }: Columns, at: number): string | undefined {
  return at >= 0 && at < length ? idIn(ids, at) : undefined;
}

/** The place of a result in the columns; -1 when it is not there. */
export function placeIn({ ids, length }: Columns, id: string): number {
  return placeOfId(ids, id, length);
}

/** The places in the columns of what the filter wants, in the order it wants. */
export function findRows(columns: Columns, filter: Filter): number[] {
  const { createdAt, facts, shoots, texts, words, length } = columns;
  const isWanted = compileFilter(filter);
  const hasWords = findTexts(words, searchTerms(filter));
  const found: number[] = [];
  for (let at = 0; at < length; at++)
    if (hasWords[texts[at] ?? 0] && isWanted(facts[at] ?? 0, createdAt[at] ?? 0, shoots[at] ?? 0))
      found.push(at);
  if (filter.sort === "oldest") return found.reverse();
  if (filter.sort === "newest") return found;
  const heads = headsOf(words, 80);
  const headAt = (at: number) => heads[texts[at] ?? 0] ?? "";
  const { compare } = new Intl.Collator();
  return found.sort((a, b) => compare(headAt(a), headAt(b)) || a - b);
}

/** Where this result is, or would be inserted: newest first, and by id where the times are the same. */
function placeFor(columns: Columns, time: number, id: string): number {
  let low = 0;
  let high = columns.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const other = columns.createdAt[middle] ?? 0;
    if (other > time || (other === time && (idAt(columns, middle) ?? "") > id)) low = middle + 1;
    else high = middle;
  }
  return low;
}
