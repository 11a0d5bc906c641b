import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { downloadZip } from "client-zip";
import { createSandbox, type Sandbox, type SandboxOptions } from "../../sandbox/server.ts";
import { type Display, openDisplay } from "../e2e/desktop.ts";
import { type Firefox, launchFirefox } from "./firefox.ts";
import { openGateway } from "./gateway.ts";
import { extensionPages, type Preferences } from "./preferences.ts";
import { openAddress } from "./surface.ts";
import { extensionView, tabView, type View } from "./view.ts";

const built = fileURLToPath(new URL("../../.output/firefox-mv3", import.meta.url));

/** A key such as fal's: the sandbox knows no other. */
const key = "0123abcd-4567-89ab-cdef-0123456789ab:0123456789abcdef0123456789abcdef";

interface StageOptions {
  sandbox?: SandboxOptions;
  preferences?: Preferences;
  /** Where hosts that are not fal's lead: a local port (TLS). */
  otherHostsAt?: (host: string) => number | undefined;
  /** A packed extension in place of the built one. */
  package?: string;
}

/** A display with a window manager, fal's stand-in behind fal's real names, and a Firefox with the extension. */
export interface Stage {
  sandbox: Sandbox;
  /** Another one after `restart`. */
  firefox: Firefox;
  /** Hosts that somebody asked for and that are not of this test. */
  turnedAway: string[];
  /** The folder that downloads go to. */
  downloads: string;
  popup(): View;
  sidebar(): View;
  options(): View;
  tab(): View;
  /** Opens a page of the extension in the selected tab. */
  open(page: string): Promise<View>;
  /** Kills Firefox and starts it on its profile again. */
  restart(): Promise<void>;
  /** The same, with the built extension in place of another package: its update. */
  update(): Promise<void>;
  close(): Promise<void>;
}

/** Starts everything; the extension is installed and nothing is set in it. */
export async function openStage({
  sandbox: behaviour,
  preferences,
  otherHostsAt,
  package: given,
}: StageOptions = {}): Promise<Stage> {
  const sandbox = await createSandbox({ queueMs: 100, runMs: 150, key, tls: true, ...behaviour });
  const isFal = (host: string) =>
    /^(queue\.fal\.run|rest\.fal\.ai|api\.fal\.ai|(.+\.)?fal\.media)$/.test(host);
  const gateway = await openGateway((host) => (isFal(host) ? sandbox.tlsPort : otherHostsAt?.(host)));
  const folder = await mkdtemp(join(tmpdir(), "refshot-firefox-"));
  const packedBuild = await pack(join(folder, "refshot.xpi"));
  let packed = given ?? packedBuild;
  const display = await openManagedDisplay();
  const [profile, downloads] = await Promise.all(
    ["profile-", "downloads-"].map((name) => mkdtemp(join(folder, name))),
  );
  const saving = { "browser.download.folderList": 2, "browser.download.dir": downloads! };
  const launch = () =>
    launchFirefox({
      display,
      package: packed,
      gatewayPort: gateway.port,
      profile: profile!,
      preferences: { ...saving, ...preferences },
    });
  const stage: Stage = {
    sandbox,
    firefox: await launch(),
    turnedAway: gateway.turnedAway,
    downloads: downloads!,
    popup: () => extensionView(stage.firefox, "popup.html"),
    sidebar: () => extensionView(stage.firefox, "sidepanel.html"),
    options: () => extensionView(stage.firefox, "options.html"),
    tab: () => tabView(stage.firefox),
    async open(page) {
      await openAddress(stage.firefox, extensionPages + page);
      return tabView(stage.firefox);
    },
    async restart() {
      await stage.firefox.kill();
      stage.firefox = await launch();
    },
    async update() {
      packed = packedBuild;
      await stage.restart();
    },
    async close() {
      await stage.firefox.close();
      display.close();
      gateway.close();
      await sandbox.close();
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
  return stage;
}

/** The built extension as one file, as the store hands it out. */
async function pack(path: string): Promise<string> {
  const names = await readdir(built, { recursive: true, withFileTypes: true });
  const files = names.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const entries = files.map(async (file) => ({
    name: file.slice(built.length + 1).replaceAll("\\", "/"),
    input: await readFile(file),
  }));
  await writeFile(path, downloadZip(await Promise.all(entries)).body!);
  return path;
}

/** Without a window manager no window of a browser gets the keyboard. */
async function openManagedDisplay(): Promise<Display> {
  const display = await openDisplay();
  if (!display) throw new Error("Xvfb and xdotool are needed to test Firefox");
  const manager = spawn("openbox", { env: { ...process.env, DISPLAY: display.display }, stdio: "ignore" });
  await Promise.race([
    once(manager, "spawn"),
    once(manager, "error").then(() => {
      throw new Error("openbox is needed to test Firefox");
    }),
  ]);
  return {
    ...display,
    close() {
      manager.kill();
      display.close();
    },
  };
}

/** Saves the key in Options, as a user does. */
export async function saveKey(stage: Stage): Promise<void> {
  const options = await stage.open("options.html");
  // It comes a moment later than the rest, and moves all that is below.
  await options.read("Three steps to the first picture");
  await options.write("textbox", "fal API key", key);
  await options.press("button", "Save key");
  await options.read(/saved|works/i);
}
