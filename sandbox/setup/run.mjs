import { spawnSync } from "node:child_process";
import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The repository's folder. */
export const root = fileURLToPath(new URL("../..", import.meta.url));

/** Prints a line of the set-up. @param {string} text */
export const say = (text) => console.log(`setup: ${text}`);

/**
 * Runs a command in the repository's folder; gives whether it succeeded, and its errors to be read.
 * @param {string} command @param {string[]} args @param {{ quiet?: boolean }} [options] `quiet` prints nothing
 */
export function run(command, args, { quiet = false } = {}) {
  const { status, stderr } = spawnSync(command, args, {
    cwd: root,
    stdio: ["inherit", quiet ? "ignore" : "inherit", "pipe"],
    shell: process.platform === "win32",
    encoding: "utf8",
    maxBuffer: 2 ** 26,
  });
  if (!quiet) process.stderr.write(stderr ?? "");
  return { done: status === 0, errors: stderr ?? "" };
}

/** The path of a program on the PATH, or undefined. @param {string[]} names */
export function findProgram(...names) {
  for (const folder of (process.env.PATH ?? "").split(delimiter))
    for (const name of names) {
      try {
        const path = join(folder, name);
        accessSync(path, constants.X_OK);
        return path;
      } catch {
        // Not here.
      }
    }
}
