import { beforeEach } from "vitest";
import { findFirefox } from "../../sandbox/setup/browser.mjs";
import { findProgram } from "../../sandbox/setup/run.mjs";

const howToTry =
  "Firefox is tested on Linux, on a virtual display: install Firefox ESR, openbox, Xvfb and xdotool (Debian: apt-get install firefox-esr openbox xvfb xdotool), and run this again.";

/** Whether everything is here that a test in Firefox needs. */
export const isFirefoxHere =
  process.platform === "linux" &&
  findFirefox() !== undefined &&
  ["openbox", "Xvfb", "xdotool"].every((name) => findProgram(name));

/**
 * Called inside a `describe`: without Firefox its tests are skipped, and the run's closing words say so. With CI
 * set nobody reads those, and they fail.
 */
export function needFirefox(): void {
  beforeEach((test) => {
    if (isFirefoxHere) return;
    if (process.env.CI) throw new Error(howToTry);
    test.skip(howToTry);
  });
}
