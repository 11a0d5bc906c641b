import type { Verdict } from "./ledger.ts";

/** One row of the bench: a fault, how often it struck, and the verdicts on all prompts under it, added up. */
export interface Row extends Verdict {
  fault: string;
  strikes: number;
  seconds: number;
}

/** Adds up verdicts under one name. */
export function sumUp(fault: string, strikes: number, seconds: number, verdicts: Verdict[]): Row {
  const add = (name: Exclude<keyof Verdict, "told">) => verdicts.reduce((sum, one) => sum + one[name], 0);
  const told: Record<string, number> = {};
  for (const verdict of verdicts)
    for (const [code, count] of Object.entries(verdict.told)) told[code] = (told[code] ?? 0) + count;
  return {
    fault,
    strikes,
    seconds,
    told,
    asked: add("asked"),
    submits: add("submits"),
    accepted: add("accepted"),
    pictures: add("pictures"),
    lost: add("lost"),
    twice: add("twice"),
    double: add("double"),
    byBrowser: add("byBrowser"),
    unreadable: add("unreadable"),
  };
}

/** Whether the row breaks the promise. */
export const isBroken = ({ lost, twice, double, unreadable, told }: Verdict) =>
  // "Something unexpected happened" is no honest end.
  lost + twice + double + unreadable + (told.unexpected ?? 0) > 0;

const heads = [
  ...["Fault", "Strikes", "Asked", "Submits", "Accepted", "Pictures", "Told honestly"],
  ...["Lost", "Twice", "Double submits", "Sent again by Chromium", "Unreadable", "Seconds"],
];

/** The rows as a Markdown table. */
export function toMarkdown(rows: Row[]): string {
  const cells = rows.map((row) => [
    ...[row.fault, row.strikes, row.asked, row.submits, row.accepted, row.pictures],
    Object.entries(row.told)
      .map(([code, count]) => `${code} ${count}`)
      .join(", ") || "–",
    ...[row.lost, row.twice, row.double, row.byBrowser, row.unreadable, row.seconds.toFixed(0)],
  ]);
  const line = (columns: unknown[]) => `| ${columns.join(" | ")} |`;
  return [line(heads), line(heads.map(() => "---")), ...cells.map(line)].join("\n");
}
