// `npm run lint:firefox`: Firefox's own check of its package, by the tool that addons.mozilla.org uses. An error fails,
// and so does a warning that docs/browsers.md does not explain. The tool brings 330 packages, so it is fetched for this
// run only, at exactly this version.
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";

const tool = "web-ext@10.7.0";
const args = ["--yes", tool, "lint", "--source-dir", ".output/firefox-mv3", "--output", "json"];
const { stdout, stderr, status } = spawnSync("npx", args, {
  encoding: "utf8",
  shell: process.platform === "win32",
});
if (!stdout.trim().startsWith("{")) {
  console.error(stderr || stdout);
  process.exit(status || 1);
}
interface Finding {
  code: string;
  message: string;
  file?: string;
  line?: number;
}
const { errors, warnings }: Record<"errors" | "warnings", Finding[]> = JSON.parse(stdout);
const explained = readFileSync(new URL("../docs/browsers.md", import.meta.url), "utf8");
const isExplained = ({ code }: Finding) => explained.includes(`\`${code}\``);
for (const one of [...errors, ...warnings])
  console.log(`${one.code} ${one.file ?? ""}:${one.line ?? ""} ${one.message}`);
const open = [...errors, ...warnings.filter((one) => !isExplained(one))];
console.log(`${errors.length} errors, ${warnings.length} warnings, ${open.length} of all not explained`);
process.exitCode = open.length > 0 ? 1 : 0;
