// `npm run zip`: the packages for the stores and Firefox's source package, and the SHA-256 of each in
// .output/SHA256SUMS (`sha256sum -c` reads it). Nothing around decides what is in them: not the folder, the hour or
// NODE_ENV, by which React's development build, with the paths of this machine, would come in.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const { name, version } = JSON.parse(readFileSync(`${root}package.json`, "utf8"));

for (const browser of ["chrome", "firefox"]) {
  const env = { ...process.env, NODE_ENV: "production" };
  const { status } = spawnSync("npx", ["--no-install", "wxt", "zip", "-b", browser, "--level", "error"], {
    cwd: root,
    stdio: ["ignore", "ignore", "inherit"],
    shell: process.platform === "win32",
    env,
  });
  if (status !== 0) process.exit(status ?? 1);
}
const lines = ["chrome", "firefox", "sources"].map((kind) => {
  const file = `${name}-${version}-${kind}.zip`;
  const bytes = readFileSync(`${root}.output/${file}`);
  return `${createHash("sha256").update(bytes).digest("hex")}  ${file}\n`;
});
writeFileSync(`${root}.output/SHA256SUMS`, lines.join(""));
process.stdout.write(lines.join(""));
