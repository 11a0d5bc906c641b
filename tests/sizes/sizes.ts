import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/**
 * How large the built extension is, in bytes, beside what was recorded and what it may be at most. A part that
 * has grown more than 10 % over its recorded size fails: `npm run check:sizes -- --record` accepts it, with
 * a commit that says why.
 */
const built = fileURLToPath(new URL("../../.output/chrome-mv3", import.meta.url));
const record = new URL("recorded.json", import.meta.url);

/** What each part may have at most; the names of chunks carry a hash. */
const parts: Record<string, { file: RegExp; limit: number }> = {
  "page-reach": { file: /^page-reach\.js$/, limit: 40_000 },
  picker: { file: /^picker\.js$/, limit: 48_000 },
  options: { file: /^chunks\/options-[\w-]+\.js$/, limit: 45_000 },
  background: { file: /^background\.js$/, limit: 330_000 },
  // Worker and pages each hold Dexie and zod.
  everything: { file: /./, limit: 1_350_000 },
};

const files = readdirSync(built, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => join(entry.parentPath, entry.name));
const sizeOf = ({ file }: { file: RegExp }) =>
  files
    .filter((path) => file.test(path.slice(built.length + 1)))
    .reduce((sum, path) => sum + statSync(path).size, 0);
const sizes = Object.fromEntries(Object.entries(parts).map(([name, part]) => [name, sizeOf(part)]));

if (process.argv.includes("--record")) writeFileSync(record, `${JSON.stringify(sizes, undefined, 2)}\n`);
const recorded: Record<string, number> = JSON.parse(readFileSync(record, "utf8"));

const kB = (bytes: number) => `${(bytes / 1000).toFixed(1)} kB`;
for (const [name, { limit }] of Object.entries(parts)) {
  const size = sizes[name] ?? 0;
  const before = recorded[name] ?? 0;
  const fault =
    size === 0
      ? "not built"
      : size > limit
        ? "over its limit"
        : size > before * 1.1
          ? "grown by more than 10 %"
          : "";
  console.log(
    `${name.padEnd(12)}${kB(size).padStart(12)}  recorded ${kB(before)}, at most ${kB(limit)}  ${fault}`,
  );
  if (fault) process.exitCode = 1;
}
