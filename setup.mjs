// Makes a fresh clone ready, with nothing but Node and npm: packages, and a browser. Plain JavaScript, because
// it runs before anything is installed. `--tests` adds what a right-click through the native menu needs, and Firefox.
import { installChromium, installDesktop, installFirefox } from "./sandbox/setup/browser.mjs";
import { installPackages } from "./sandbox/setup/packages.mjs";
import { say } from "./sandbox/setup/run.mjs";

try {
  await installPackages();
  await installChromium();
  if (process.argv.includes("--tests")) {
    await installDesktop();
    await installFirefox();
  }
} catch (error) {
  say(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
