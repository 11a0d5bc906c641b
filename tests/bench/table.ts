import { availableParallelism, cpus } from "node:os";

/** One row: what was measured, at 100, 1,000 and 10,000 results, and whether it holds its bound. */
export interface Line {
  name: string;
  got: [string, string, string];
  compared?: string;
  bound?: string;
  pass?: boolean;
}

/** The middle one; 0 of none. */
export function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  const [low = 0, high = 0] = [sorted[Math.ceil(middle) - 1], sorted[Math.floor(middle)]];
  return (low + high) / 2;
}

const verdict = ({ pass }: Line) => (pass === undefined ? "" : pass ? "yes" : "**no**");

/** The lines as a Markdown table. */
export function table(lines: Line[]): string {
  const rows = lines.map((line) => {
    const { name, got, compared = "", bound = "" } = line;
    return `| ${[name, ...got, compared, bound, verdict(line)].join(" | ")} |`;
  });
  return [
    "| measured | 100 | 1,000 | 10,000 | compared | bound | holds |",
    "|---|---|---|---|---|---|---|",
    ...rows,
  ].join("\n");
}

/** The whole page as it is kept in docs/. */
export function report(made: string, { repeats, version }: { repeats: number; version: string }): string {
  return `# How quick Refshot is

Written by \`npm run bench\`: the built extension in Chromium ${version}, headless, on ${availableParallelism()} processors
(${cpus()[0]?.model.trim() ?? "unknown"}). It is installed three times in one browser, with 100, 1,000 and 10,000 results that
have real JPEGs, references, logs, notes, and all kinds of endings. Everything is measured in the same run and in
turns; the figures are medians (${repeats} openings each; every key of six searches, typed and taken back). Panel:
400×860 px unless said otherwise.

- Panel ready: every result in sight is drawn with its decoded thumbnail, and that frame has been painted.
- Search: from the key event to the painted frame in which the list has the right count and every result in sight
  its own record.
- Memory: \`Runtime.getHeapUsage\` after \`HeapProfiler.collectGarbage\`, with the whole history read.

${made}
`;
}
