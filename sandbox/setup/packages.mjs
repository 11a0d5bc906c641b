import { createHash } from "node:crypto";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { binariesFor, thisPlatform, unlocked } from "./lock.mjs";
import { root, run, say } from "./run.mjs";

const stamp = join(root, "node_modules", ".refshot-setup");
const quietly = ["--no-audit", "--no-fund", "--loglevel=error"];

/** What the installed packages depend on; the stamp holds it after an install that succeeded. */
function fingerprint() {
  const hash = createHash("sha256").update(process.platform + process.arch);
  for (const file of ["package.json", "package-lock.json"]) hash.update(readFileSync(join(root, file)));
  return hash.digest("hex");
}

/**
 * Installs exactly what package-lock.json names, unless that is there. Never without the lock: a package whose
 * hash is another than the lock's ends it.
 * @throws a sentence for the user
 */
export function installPackages() {
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === fingerprint()) return;
  const lock = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8"));
  const holes = unlocked(lock);
  const { done, errors } = holes.length === 0 ? installExactly() : installBeside(holes);
  if (/EINTEGRITY/.test(errors))
    throw new Error(
      "stopped, because a package is not the one that package-lock.json names (its hash differs, see above): restore package-lock.json, and if that does not help, tell the maintainers.",
    );
  if (!done)
    throw new Error(
      "npm could not install what package-lock.json names (see above): check the connection to the npm registry and that this file is as it was committed, and run this again.",
    );
  const absent = binariesFor(lock, thisPlatform()).filter((folder) => !existsSync(join(root, folder)));
  if (absent.length > 0)
    throw new Error(
      `npm left out what this platform needs (${absent.join(", ")}), because its download failed or its hash is not the one in package-lock.json: restore package-lock.json, check the connection to the npm registry, and run this again.`,
    );
  writeFileSync(stamp, fingerprint());
}

function installExactly() {
  say("installing npm packages exactly as package-lock.json names them (npm ci)");
  return run("npm", ["ci", ...quietly]);
}

/**
 * The one exception: npm adds the binaries of which the lock says nothing; for all else the lock and its hashes
 * hold, and the file stays as it is.
 * @param {string[]} holes
 */
function installBeside(holes) {
  say(
    `package-lock.json says nothing of ${holes.length} binaries (${holes[0]}…): npm adds this platform's, and installs all else exactly as it is named there (npm install --no-save)`,
  );
  // As npm ci does: what was there before is believed without a look at its hash.
  rmSync(join(root, "node_modules"), { recursive: true, force: true });
  return run("npm", ["install", "--no-save", ...quietly]);
}
