// `npm run release`: everything that stands between a commit and its packages, in one go; docs/release.md. Publishes
// nothing.
import { execFileSync, spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";

const read = (path: string) => readFileSync(new URL(`../${path}`, import.meta.url), "utf8");
const { version } = JSON.parse(read("package.json"));

/** Ends the release with a sentence. */
function stop(why: string): never {
  console.error(`release: ${why}`);
  process.exit(1);
}

if (execFileSync("git", ["status", "--porcelain"], { encoding: "utf8" }).trim())
  stop("there are uncommitted changes: commit them or put them away, then run this again.");
if (
  !new RegExp(`^## ${version.replaceAll(".", "\\.")} \\(\\d{4}-\\d\\d-\\d\\d`, "m").test(read("CHANGELOG.md"))
)
  stop(
    `CHANGELOG.md has no heading "## ${version} (YYYY-MM-DD)": write the date there, commit, run this again.`,
  );
for (const step of [
  "check",
  "test",
  "axe",
  "test:upgrade",
  "test:firefox",
  "zip",
  "lint:firefox",
  "test:packages",
]) {
  console.log(`release: npm run ${step}`);
  const { status } = spawnSync("npm", ["run", "--silent", step], {
    stdio: "inherit",
    shell: process.platform === "win32",
    // A test that could not run is a failure here.
    env: { ...process.env, CI: "1" },
  });
  if (status !== 0) stop(`"npm run ${step}" failed: see above.`);
}
console.log(
  `release: ${version} is ready in .output; docs/release.md says where each file goes.\n${read(".output/SHA256SUMS")}`,
);
