// What package-lock.json says of one platform. A binary comes as an optional package, one for each platform;
// npm leaves such a package out without a word, whatever the reason.

/**
 * @typedef {{ os?: string[], cpu?: string[], libc?: string[], optionalDependencies?: Record<string, string> }} Entry
 * @typedef {{ packages: Record<string, Entry> }} Lock
 * @typedef {{ os: string, cpu: string, libc?: string | undefined }} Platform
 */

/** The machine that this runs on. @returns {Platform} */
export function thisPlatform() {
  const { header } = /** @type {{ header: { glibcVersionRuntime?: string } }} */ (process.report.getReport());
  const libc = process.platform === "linux" && (header.glibcVersionRuntime ? "glibc" : "musl");
  return { os: process.platform, cpu: process.arch, libc: libc || undefined };
}

/** Folders of the binaries that the lock names for a platform. @param {Lock} lock @param {Platform} platform */
export function binariesFor({ packages }, { os, cpu, libc }) {
  /** @param {string[] | undefined} list @param {string | undefined} value */
  const allows = (list, value) => list === undefined || (value !== undefined && list.includes(value));
  return Object.entries(packages)
    .filter(([, entry]) => entry.os || entry.cpu)
    .filter(([, entry]) => allows(entry.os, os) && allows(entry.cpu, cpu) && allows(entry.libc, libc))
    .map(([folder]) => folder);
}

/**
 * Binaries that something in the lock asks for, and of which the lock itself says nothing: neither version nor
 * hash. A registry that does not serve every platform's leaves such a lock behind, and npm ci refuses it.
 * @param {Lock} lock
 */
export function unlocked({ packages }) {
  const names = Object.entries(packages).flatMap(([folder, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies).filter((name) => !isLocked(packages, folder, name)),
  );
  return [...new Set(names)].sort();
}

/**
 * Whether Node's look-up, from a folder upwards, meets an entry of this name.
 * @param {Lock["packages"]} packages @param {string} folder @param {string} name
 */
function isLocked(packages, folder, name) {
  for (let place = folder; ; place = place.slice(0, Math.max(0, place.lastIndexOf("/node_modules/")))) {
    if (packages[`${place && `${place}/`}node_modules/${name}`]) return true;
    if (place === "") return false;
  }
}
