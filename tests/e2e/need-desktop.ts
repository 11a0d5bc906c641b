import { beforeEach } from "vitest";
import type { Desktop } from "./desktop.ts";

const howToTry =
  "A native right-click needs Linux with a virtual display and a mouse: install Xvfb and xdotool (Debian: apt-get install xvfb xdotool), and run this again.";

/**
 * Called inside a `describe`: without a desktop its tests are skipped, and the run's closing words say so. With CI
 * set nobody reads those, and they fail.
 */
export function needDesktop(desktop: Desktop | undefined): void {
  beforeEach((test) => {
    if (desktop) return;
    if (process.env.CI) throw new Error(howToTry);
    test.skip(howToTry);
  });
}
