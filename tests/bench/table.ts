import type { Row } from "./row.ts";
import type { Spread } from "./statistics.ts";

const digits = { ms: 1, MB: 2, kB: 0, count: 0 };

function say({ median, low, high }: Spread, unit: Row["unit"], withSpread: boolean): string {
  const number = (value: number) => value.toFixed(value >= 1000 ? 0 : digits[unit]);
  const words = unit === "count" ? number(median) : `${number(median)} ${unit}`;
  return withSpread && low !== high ? `${words} (${number(low)}–${number(high)})` : words;
}

function cellsOf({ row, name, unit, a, b, ratio, bound, holds }: Row): string[] {
  return [
    row,
    name,
    say(a, unit, true),
    b ? say(b, unit, true) : "",
    ratio === undefined ? "" : ratio.toFixed(2),
    bound,
    holds === undefined ? "" : holds ? "yes" : "no",
  ];
}

const headsOfPromised = ["#", "B: floor", "C: with what is promised", "C ÷ B", "bound", "A ÷ C"];

/** What the rows' floors would be with what Refshot promises, as a Markdown table; of the rows that have such a one. */
export function promisedTable(rows: Row[], aligned = false): string {
  const cells = rows.flatMap(({ row, unit, a, b, c, bound }) => {
    if (!b || !c) return [];
    const [more, ours] = [c.median / b.median, a.median / c.median];
    return [[row, say(b, unit, true), say(c, unit, true), more.toFixed(2), bound, ours.toFixed(2)]];
  });
  return layOut(headsOfPromised, cells, aligned);
}

const heads = ["#", "measured", "A: Refshot", "B: floor", "A ÷ B", "bound", "holds"];

/** The rows as a Markdown table; with its columns aligned for a screen. */
export const table = (rows: Row[], aligned = false) => layOut(heads, rows.map(cellsOf), aligned);

function layOut(first: string[], cells: string[][], aligned: boolean): string {
  const lines = [first, first.map(() => "---"), ...cells];
  const widths = first.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)));
  const pad = (cell: string, column: number) => (aligned ? cell.padEnd(widths[column] ?? 0) : cell);
  return lines.map((line) => `| ${line.map(pad).join(" | ")} |`).join("\n");
}

/** One row in a line, for whoever watches. */
export function lineOf(row: Row): string {
  const [number, name, a, b, ratio, bound] = cellsOf(row);
  const verdict = row.holds === false ? "no  " : "ok  ";
  return `${verdict}${number} ${name}: ${a}${b ? ` ÷ ${b} = ${ratio}` : ""}${bound ? `; ${bound}` : ""}`;
}
