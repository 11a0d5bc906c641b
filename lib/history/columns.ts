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
import { idIn, type PackedIds, placeOfId, writeId } from "./packed-ids";
import { addText, findTexts, headsOf, isText, noTexts, type PackedTexts } from "./packed-texts";
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
  facts: Uint32Array<ArrayBuffer>;
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
  facts: new Uint32Array(64),
  shoots: new Uint32Array(64),
  texts: new Uint32Array(64),
  words: noTexts(),
});

/** A result's row; `sources` are the sites that its references came from. */
export interface Row {
  generation: Generation;
  sources: string[];
}

/** What the columns keep of a row, before it is packed. */
export interface Entry {
  id: string;
  createdAt: number;
  batch: number;
  facts: Flags;
  shoot: number;
  text: string;
}

/** A row without what the columns do not keep. */
export function toEntry({ generation, sources }: Row): Entry {
  const { id, createdAt, batchId, prompt, places, note = "", shootId } = generation;
  const names = places.flatMap(({ name, sku }) => (name || sku ? [name, sku] : []));
  const words = [...new Set([prompt, note, ...names, ...sources])].filter(Boolean).join("\n");
  return {
    id,
    createdAt,
    batch: hash(batchId),
    facts: packFlags(generation),
    shoot: shootNumber(shootId),
    text: normalizeText(words),
  };
}

/** The columns of entries in any order, each of another result. Puts `entries` in order, newest first. */
export function packEntries(entries: Entry[]): Columns {
  const columns = noColumns();
  entries.sort((a, b) => b.createdAt - a.createdAt || (a.id < b.id ? 1 : -1));
  for (const [at, entry] of entries.entries()) {
    const isAsBefore = entries[at - 1]?.text === entry.text;
    open(columns, at);
    write(columns, at, entry, isAsBefore ? columns.texts[at - 1] : undefined);
  }
  return columns;
}

/** Puts a row in its place, over the one that is there for the same result. */
export function setRow(columns: Columns, row: Row): void {
  const entry = toEntry(row);
  const at = placeFor(columns, entry.createdAt, entry.id);
  const near = [at - 1, at].filter((place) => place >= 0 && place < columns.length);
  const same = near
    .map((place) => columns.texts[place] ?? 0)
    .find((one) => isText(columns.words, one, entry.text));
  if (idAt(columns, at) !== entry.id) open(columns, at);
  write(columns, at, entry, same);
}

/** `text`: the number of its text, when that is among the words. */
function write(columns: Columns, at: number, entry: Entry, text = addText(columns.words, entry.text)): void {
  writeId(columns.ids, at, entry.id);
  columns.createdAt[at] = entry.createdAt;
  columns.batches[at] = entry.batch;
  columns.facts[at] = entry.facts;
  columns.shoots[at] = entry.shoot;
  columns.texts[at] = text;
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
