import { type ChildProcess, spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type BrowserContext, chromium, type Page, type Worker } from "playwright-core";
import { findChromium } from "./setup/browser.mjs";

/** Where `npm run build` leaves the extension for Chromium. */
export const builtExtension = fileURLToPath(new URL("../.output/chrome-mv3", import.meta.url));

interface LaunchOptions {
  /** A window on a display, instead of headless. */
  headed?: boolean;
  /** An X display such as `:99`; by default the one of the environment. */
  display?: string;
  /** The interface's language, as a BCP 47 tag. */
  language?: string;
  /** More of Chromium's own arguments. */
  args?: string[];
  /** The folder of an extension in place of the built one. */
  extension?: string;
  /** A profile to use and keep; by default a new one, deleted at the end. */
  profile?: string;
}

/** A Chromium with the built extension in it. */
export interface ExtensionBrowser {
  context: BrowserContext;
  worker: Worker;
  extensionId: string;
  /** Opens one of the extension's own pages, for example `popup.html`, in a tab. */
  open(page: string): Promise<Page>;
  close(): Promise<void>;
}

const argumentsFor = (extension: string) => [
  `--disable-extensions-except=${extension}`,
  `--load-extension=${extension}`,
  "--window-size=1280,900",
  "--no-sandbox",
  "--disable-gpu",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--disable-quic",
];

/** Starts a Chromium with the built extension and this profile, and nothing attached to it: no debugger, no port. */
export function launchAlone(profile: string): ChildProcess {
  const args = [
    "--headless=new",
    ...argumentsFor(builtExtension),
    `--user-data-dir=${profile}`,
    "about:blank",
  ];
  return spawn(findChromium() ?? "chromium", args, { stdio: "ignore" });
}

/** A Chromium whose worker was reloaded just before it closed may start without one: it is then started again. */
async function startWithWorker(start: () => Promise<BrowserContext>) {
  for (let left = 3; ; left--) {
    const context = await start();
    const appears = () => context.waitForEvent("serviceworker", { timeout: 40_000 }).catch(() => undefined);
    const worker = context.serviceWorkers()[0] ?? (await appears());
    if (worker) return { context, worker };
    await context.close();
    if (left === 1) throw new Error("Chromium has started without the extension's worker");
  }
}

/** Starts a real Chromium with the built extension. */
export async function launchWithExtension(options: LaunchOptions = {}): Promise<ExtensionBrowser> {
  const { headed = false, display, language = "en", args = [], extension = builtExtension } = options;
  const profile = options.profile ?? (await mkdtemp(join(tmpdir(), "refshot-")));
  const start = () =>
    chromium.launchPersistentContext(profile, {
      executablePath: findChromium(),
      headless: false,
      viewport: null,
      locale: language,
      env: { ...process.env, LANGUAGE: language, ...(display && { DISPLAY: display }) } as Record<
        string,
        string
      >,
      ignoreDefaultArgs: ["--disable-extensions"],
      args: [
        ...(headed ? [] : ["--headless=new"]),
        ...argumentsFor(extension),
        `--lang=${language}`,
        ...args,
      ],
    });
  const { context, worker } = await startWithWorker(start);
  // A limit against hangs: the machine may be busy with others' work.
  context.setDefaultTimeout(120_000);
  const extensionId = new URL(worker.url()).host;
  return {
    context,
    worker,
    extensionId,
    async open(name) {
      const page = await context.newPage();
      await page.goto(`chrome-extension://${extensionId}/${name}`);
      return page;
    },
    async close() {
      await context.close();
      if (!options.profile) await rm(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** Sets a fal proxy as a user does, in Options. */
export async function setProxy({ open }: ExtensionBrowser, proxyUrl: string): Promise<void> {
  const options = await open("options.html");
  await options.getByRole("textbox", { name: "Proxy URL" }).fill(proxyUrl);
  await options.getByRole("button", { name: "Save proxy" }).click();
  await options.getByText("The proxy is saved").waitFor();
  await options.close();
}
