import { type Facts, type Filter, factsOf, judgeOf, searchable } from "./filter";
import type { Generation } from "./generation";

/**
 * What the panel keeps of every result, newest first, as columns: the same place in each is the same result.
 * Columns and not objects, because ten thousand of them must weigh next to nothing. No prompt is kept twice
 * in a row: the pictures of a batch share one text.
 */
export interface Columns {
  ids: string[];
  createdAt: number[];
  /** The batch, as a number that differs between neighbours of different batches. */
  batches: number[];
  facts: Facts[];
  texts: string[];
}

export const noColumns = (): Columns => ({ ids: [], createdAt: [], batches: [], facts: [], texts: [] });

/** A result's row; `sources` are the sites that its references came from. */
export interface Row {
  generation: Generation;
  sources: string[];
}

/** Puts a row in its place, over the one that is there for the same result. */
export function setRow(columns: Columns, { generation, sources }: Row): void {
  const { id, createdAt, batchId, prompt, note = "" } = generation;
  const at = placeFor(columns, createdAt, id);
  const isThere = columns.ids[at] === id;
  const text = searchable([prompt, note, ...new Set(sources)].filter(Boolean).join("\n"));
  const near = [columns.texts[at - 1], columns.texts[at]].find((other) => other === text);
  const remove = isThere ? 1 : 0;
  columns.ids.splice(at, remove, id);
  columns.createdAt.splice(at, remove, createdAt);
  columns.batches.splice(at, remove, hash(batchId));
  columns.facts.splice(at, remove, factsOf(generation));
  columns.texts.splice(at, remove, near ?? text);
}

export function removeRow(columns: Columns, id: string): void {
  const at = columns.ids.indexOf(id);
  if (at < 0) return;
  for (const column of Object.values(columns)) column.splice(at, 1);
}

/** The places in the columns of what the filter wants, in the order it wants. */
export function findRows({ createdAt, facts, texts }: Columns, filter: Filter): number[] {
  const isWanted = judgeOf(filter);
  const found: number[] = [];
  for (let at = 0; at < facts.length; at++)
    if (isWanted(facts[at] ?? 0, createdAt[at] ?? 0, texts[at] ?? "")) found.push(at);
  if (filter.sort === "oldest") return found.reverse();
  if (filter.sort === "newest") return found;
  const { compare } = new Intl.Collator();
  return found.sort((a, b) => compare(head(texts[a]), head(texts[b])) || a - b);
}

const head = (text = "") => text.slice(0, 80);

/** Where this result is, or would be inserted: newest first, and by id where the times are the same. */
function placeFor({ createdAt, ids }: Columns, time: number, id: string): number {
  let low = 0;
  let high = ids.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const other = createdAt[middle] ?? 0;
    if (other > time || (other === time && (ids[middle] ?? "") > id)) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** A small number for a string (FNV-1a, 31 bits, so that engines keep it unboxed). */
function hash(words: string): number {
  let value = 0x811c9dc5;
  for (let at = 0; at < words.length; at++) value = Math.imul(value ^ words.charCodeAt(at), 0x01000193);
  return value >>> 2;
}
