// Makes a fresh clone ready, with nothing but Node and npm: packages, and a browser. Plain JavaScript, because
// it runs before anything is installed. `--tests` adds what a right-click through the native menu needs.
import { execFileSync, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { accessSync, constants, existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL(".", import.meta.url));
const stamp = join(root, "node_modules", ".refshot-setup");

/** @param {string} words */
const say = (words) => console.log(`setup: ${words}`);

/** @param {string} command @param {string[]} args */
function run(command, args) {
  return (
    spawnSync(command, args, { cwd: root, stdio: "inherit", shell: process.platform === "win32" }).status ===
    0
  );
}

/** The path of a program on the PATH, or undefined. @param {string[]} names */
function findProgram(...names) {
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

/** A Chromium that can load an unpacked extension: $CHROMIUM, the system's, or Playwright's own; or undefined. */
export function findChromium() {
  if (process.env.CHROMIUM) return process.env.CHROMIUM;
  const system = findProgram("chromium", "chromium-browser");
  if (system) return system;
  const mac = "/Applications/Chromium.app/Contents/MacOS/Chromium";
  if (existsSync(mac)) return mac;
  const { chromium } = createRequire(import.meta.url)("playwright-core");
  return existsSync(chromium.executablePath()) ? chromium.executablePath() : undefined;
}

function fingerprint() {
  const hash = createHash("sha256").update(process.platform + process.arch);
  for (const file of ["package.json", "package-lock.json"]) hash.update(readFileSync(join(root, file)));
  return hash.digest("hex");
}

/** Whether the native parts of this platform are there; a lock made elsewhere can leave them out. */
function nativePartsWork() {
  const probe = "Promise.all(['rolldown','@tailwindcss/oxide','sharp'].map((name)=>import(name)))";
  const node = join(root, "node_modules", ".bin", process.platform === "win32" ? "node.cmd" : "node");
  return spawnSync(node, ["-e", probe], { cwd: root, shell: process.platform === "win32" }).status === 0;
}

function installPackages() {
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === fingerprint()) return;
  say("installing npm packages as package-lock.json names them (npm install)");
  if (!run("npm", ["install", "--no-audit", "--no-fund", "--loglevel=error"]) || !nativePartsWork()) {
    say("the lock file does not have this platform's binaries: installing from package.json without it");
    rmSync(join(root, "node_modules"), { recursive: true, force: true });
    if (!run("npm", ["install", "--no-audit", "--no-fund", "--loglevel=error", "--no-package-lock"]))
      throw new Error(
        "npm install failed: see above. Check the connection to the npm registry and run this again.",
      );
  }
  writeFileSync(stamp, fingerprint());
}

/** Installs Debian packages, as root or with sudo. @param {string[]} packages */
function aptInstall(...packages) {
  const apt = findProgram("apt-get");
  if (!apt) return false;
  const isRoot = process.getuid?.() === 0;
  const sudo = isRoot ? [] : ["sudo"];
  say(
    `installing from the system's package manager: ${packages.join(" ")}${isRoot ? "" : " (sudo may ask for your password)"}`,
  );
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  try {
    for (const args of [
      ["update", "-qq"],
      ["install", "-y", "-qq", "--no-install-recommends", ...packages],
    ]) {
      const [command = apt, ...rest] = [...sudo, apt, ...args];
      execFileSync(command, rest, { stdio: ["inherit", "ignore", "inherit"], env });
    }
    return true;
  } catch {
    return false;
  }
}

function installChromium() {
  const found = findChromium();
  if (found) return say(`Chromium: ${found}`);
  if (aptInstall("chromium", "fonts-dejavu-core") && findChromium())
    return say(`Chromium: ${findChromium()}`);
  say("installing Chromium through Playwright");
  if (!run("npx", ["playwright-core", "install", "chromium"]))
    throw new Error(
      "No Chromium could be installed. Install one and name it: CHROMIUM=/path/to/chromium npm start",
    );
}

function installDesktop() {
  if (process.platform !== "linux") return;
  const missing = ["xdotool", ...(process.env.DISPLAY ? [] : ["Xvfb"])].filter((name) => !findProgram(name));
  if (missing.length === 0) return;
  if (!aptInstall(...missing.map((name) => name.toLowerCase())))
    say(`${missing.join(" and ")} could not be installed: the native right-click is then not tested`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  installPackages();
  installChromium();
  if (process.argv.includes("--tests")) installDesktop();
}
