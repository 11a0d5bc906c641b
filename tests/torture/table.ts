/** What came of one row. */
export interface Line {
  name: string;
  rung: string;
  got: string;
  wanted: string;
  pass: boolean;
}

/** A Markdown table of the lines, with its total. */
export function table(title: string, lines: Line[]): string {
  const passed = lines.filter(({ pass }) => pass).length;
  const rows = lines.map(
    ({ name, rung, got, wanted, pass }, i) =>
      `| ${i + 1} | ${name.replaceAll("|", "\\|")} | ${rung} | ${got} | ${wanted.replaceAll("|", " or ")} | ${pass ? "yes" : "**no**"} |`,
  );
  return [
    `## ${title}: ${passed} of ${lines.length}`,
    "",
    "| # | case | rung, where from | got | wanted | pass |",
    "|---|---|---|---|---|---|",
    ...rows,
    "",
  ].join("\n");
}

/** The whole page as it is kept in docs/. */
export function report(tables: string[]): string {
  return `# What Refshot captures

Written by \`npm run test:capture\`: a real Chromium on a virtual display, native right-clicks, pages and pictures
on several host names. "Off by" is the mean difference per channel (0 to 255) between the stored reference and the
source picture. A crop of the screen counts only where nothing better is possible: another site's picture without
CORS, before the user has allowed that site; and a canvas that the browser closes to every script.

${tables.join("\n")}`;
}
