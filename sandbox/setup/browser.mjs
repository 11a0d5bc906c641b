import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { aptInstall } from "./apt.mjs";
import { findProgram, run, say } from "./run.mjs";

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

/** Installs a Chromium where there is none. @throws a sentence for the user */
export async function installChromium() {
  const found = findChromium();
  if (found) return say(`Chromium: ${found}`);
  if ((await aptInstall("chromium", "fonts-dejavu-core")) && findChromium())
    return say(`Chromium: ${findChromium()}`);
  say("installing Chromium through Playwright");
  if (!run("npx", ["playwright-core", "install", "chromium"]).done)
    throw new Error(
      "no Chromium could be installed: install one and name it, CHROMIUM=/path/to/chromium npm start",
    );
}

/** A Firefox that takes a package which nobody has signed, as the ESR does: $FIREFOX_ESR or the system's; or undefined. */
export function findFirefox() {
  // Not $FIREFOX: WXT has its own use for that in tests.
  return process.env.FIREFOX_ESR ?? findProgram("firefox-esr");
}

/** What the tests in Firefox need: the browser, and a window manager, without which no window gets the keyboard. */
export async function installFirefox() {
  if (process.platform !== "linux") return;
  const missing = [...(findFirefox() ? [] : ["firefox-esr"]), ...(findProgram("openbox") ? [] : ["openbox"])];
  // By themselves: not every system with apt-get has this Firefox.
  if (missing.length > 0 && !(await aptInstall(...missing)))
    say(
      `${missing.join(" and ")} could not be installed: the tests say at their end what this leaves untried`,
    );
}

/** What the tests' own display and its mouse need: the display is a virtual one even where a screen is. */
export async function installDesktop() {
  if (process.platform !== "linux") return;
  const missing = ["xdotool", "Xvfb"].filter((name) => !findProgram(name));
  if (missing.length === 0) return;
  if (!(await aptInstall(...missing.map((name) => name.toLowerCase()))))
    say(
      `${missing.join(" and ")} could not be installed: the tests say at their end what this leaves untried`,
    );
}
