import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync, rmSync, watch, writeFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findFirefox } from "../../sandbox/setup/browser.mjs";
import type { Display } from "../e2e/desktop.ts";
import { type Marionette, openMarionette } from "./marionette.ts";
import { extensionId, type Preferences, preferencesFor } from "./preferences.ts";

interface LaunchOptions {
  display: Display;
  /** The packed extension. */
  package: string;
  /** Where every https address leads; see `openGateway`. */
  gatewayPort: number;
  preferences?: Preferences;
  /** A profile to use and keep; by default a new one, deleted at the end. */
  profile?: string;
}

/** A real Firefox with the extension installed in it. */
export interface Firefox {
  display: Display;
  /** Runs a function in the browser's own window, with all rights. It takes nothing from around it. */
  chrome<A extends unknown[], T>(run: (...args: A) => T | Promise<T>, ...args: A): Promise<T>;
  marionette: Marionette;
  /** Ends it with no chance to tidy up; the profile stays. */
  kill(): Promise<void>;
  close(): Promise<void>;
}

/** Starts Firefox on a display and installs the extension, as from a file, without being asked. */
export async function launchFirefox(options: LaunchOptions): Promise<Firefox> {
  const profile = options.profile ?? (await mkdtemp(join(tmpdir(), "refshot-firefox-")));
  writeFileSync(join(profile, "user.js"), preferencesFor(options.gatewayPort, options.preferences));
  const process = start(profile, options.display);
  const marionette = await openMarionette(await portOf(profile, process));
  await marionette.send("Marionette:SetContext", { value: "chrome" });
  const firefox: Firefox = {
    display: options.display,
    marionette,
    async chrome(run, ...args) {
      const script = `return (${run}).apply(null, arguments)`;
      const { value } = await marionette.send<{ value: never }>("WebDriver:ExecuteScript", {
        script,
        args,
      });
      return value;
    },
    async kill() {
      const ended = once(process, "exit");
      process.kill("SIGKILL");
      marionette.close();
      await ended;
    },
    async close() {
      await firefox.kill();
      if (!options.profile) await rm(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
  await marionette.send("Addon:Install", { path: options.package, temporary: false });
  await firefox.chrome(async (id) => {
    const { AddonManager } = ChromeUtils.importESModule("resource://gre/modules/AddonManager.sys.mjs");
    // With an update, what is ready may still be the version before.
    const addon = await AddonManager.getAddonByID(id);
    await addon?.startupPromise;
    await WebExtensionPolicy.getByID(id)?.readyPromise;
  }, extensionId);
  return firefox;
}

function start(profile: string, { display }: Display): ChildProcess {
  rmSync(join(profile, "MarionetteActivePort"), { force: true });
  const args = ["--profile", profile, "--no-remote", "--new-instance", "--marionette"];
  const env = {
    ...process.env,
    DISPLAY: display,
    MOZ_ENABLE_WAYLAND: "0",
    LANGUAGE: "en",
    GTK_USE_PORTAL: "0",
  };
  return spawn(findFirefox() ?? "firefox-esr", [...args, "--remote-allow-system-access", "about:blank"], {
    stdio: "ignore",
    env,
  });
}

/** Firefox writes the port that it took into its profile. */
async function portOf(profile: string, process: ChildProcess): Promise<number> {
  const file = join(profile, "MarionetteActivePort");
  const watcher = watch(profile);
  const gone = once(process, "exit").then(() => {
    throw new Error("Firefox ended before it could be spoken to");
  });
  try {
    for (;;) {
      const port = existsSync(file) ? Number(readFileSync(file, "utf8")) : 0;
      if (port) return port;
      await Promise.race([once(watcher, "change"), gone]);
    }
  } finally {
    gone.catch(() => {});
    watcher.close();
  }
}
