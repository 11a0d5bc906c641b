import { type Spread, spreadOf } from "./statistics.ts";

/** One line of the table: what Refshot took, what the floor took, and whether that holds the bound. */
export interface Row {
  /** Its number in the table. */
  row: string;
  name: string;
  unit: "ms" | "MB" | "kB" | "count";
  /** Refshot. */
  a: Spread;
  /** The floor, or what it is compared with. */
  b?: Spread;
  /** The floor with what Refshot promises. */
  c?: Spread;
  /** A ÷ B, of the medians. */
  ratio?: number;
  bound: string;
  holds?: boolean;
}

/** Rows that are measured on one stage. */
export interface Group {
  rows: string[];
  /** Measures those of its rows that are wanted, and tells each as soon as it is known. */
  measure(isWanted: (row: string) => boolean, tell: (row: Row) => void): Promise<void>;
}

type Named = Pick<Row, "row" | "name"> & { unit?: Row["unit"] };

/** A row whose bound is a multiple of the floor, and with `atMostMore` also a distance from it. */
export function against(
  { unit = "ms", ...named }: Named,
  [as, bs, cs]: [number[], number[], number[]?],
  atMost: number,
  atMostMore = Number.POSITIVE_INFINITY,
): Row {
  const [a, b] = [spreadOf(as), spreadOf(bs)];
  const ratio = a.median / b.median;
  const more = a.median - b.median;
  const bound = `≤ ${atMost} ×${Number.isFinite(atMostMore) ? `, ≤ ${atMostMore} ${unit} more` : ""}`;
  // Rounded as it is shown: 1.104 is 1.10.
  const holds = Math.round(ratio * 100) <= Math.round(atMost * 100) && more <= atMostMore;
  return { ...named, unit, a, b, ...(cs && { c: spreadOf(cs) }), ratio, bound, holds };
}

/** A row whose bound is a value of its own. */
export function upTo({ unit = "ms", ...named }: Named, values: number[], atMost: number): Row {
  const a = spreadOf(values);
  return {
    ...named,
    unit,
    a,
    bound: `≤ ${atMost} ${unit === "count" ? "" : unit}`.trim(),
    holds: a.median <= atMost,
  };
}

/** A row that is told and not bound. */
export function unbound({ unit = "ms", ...named }: Named, [as, bs]: [number[], number[]?]): Row {
  const a = spreadOf(as);
  const b = bs && spreadOf(bs);
  return { ...named, unit, a, ...(b && { b, ratio: a.median / b.median }), bound: "" };
}
