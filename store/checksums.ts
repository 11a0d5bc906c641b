// The end of `npm run zip`: what was packed, with the SHA-256 of each, into .output/SHA256SUMS (`sha256sum -c` reads it).
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const output = fileURLToPath(new URL("../.output/", import.meta.url));
const { name, version } = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8"));

const lines = ["chrome", "firefox", "sources"].map((kind) => {
  const file = `${name}-${version}-${kind}.zip`;
  const bytes = readFileSync(output + file);
  return `${createHash("sha256").update(bytes).digest("hex")}  ${file}\n`;
});
writeFileSync(`${output}SHA256SUMS`, lines.join(""));
process.stdout.write(lines.join(""));
