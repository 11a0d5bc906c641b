import { setTimeout as pause } from "node:timers/promises";
import { findProgram, run, say } from "./run.mjs";

const maxWaitMinutes = 5;
const betweenTriesMs = 3_000;

/**
 * Installs Debian packages, as root or with sudo; false where there is no apt-get, or it could not.
 * @param {string[]} packages
 */
export async function aptInstall(...packages) {
  const apt = findProgram("apt-get");
  if (!apt) return false;
  const isRoot = process.getuid?.() === 0;
  say(
    `installing from the system's package manager: ${packages.join(" ")}${isRoot ? "" : " (sudo may ask for your password)"}`,
  );
  const command = [...(isRoot ? [] : ["sudo"]), "env", "LC_ALL=C", "DEBIAN_FRONTEND=noninteractive", apt];
  // One broken source among many fails the update; what the others give may be enough.
  await whenFree([...command, "update", "-qq"]);
  return whenFree([...command, "install", "-y", "-qq", "--no-install-recommends", ...packages]);
}

/**
 * Runs apt-get, and again while another process holds one of its locks. Its own DPkg::Lock::Timeout waits for
 * dpkg's lock only, not for those of the lists and of the archives.
 * @param {string[]} command
 */
async function whenFree([command = "", ...args]) {
  for (let told = false, until = Date.now() + maxWaitMinutes * 60_000; ; told = true) {
    const { done, errors } = run(command, args, { quiet: true });
    const isLocked = /Could not get lock|Unable to (lock|acquire)/.test(errors);
    if (done || !isLocked || Date.now() > until) {
      process.stderr.write(errors);
      return done;
    }
    if (!told) say(`another process uses apt: waiting for it, for ${maxWaitMinutes} minutes at most`);
    await pause(betweenTriesMs);
  }
}
