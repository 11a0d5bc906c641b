import { type Browser, browser } from "wxt/browser";
import { defineBackground } from "wxt/utils/define-background";
import { showBadge } from "../lib/browser/badge";
import { createMenus, roleOfItem } from "../lib/browser/context-menu";
import { requireFalHosts } from "../lib/browser/fal-permission";
import { failureText, text } from "../lib/browser/i18n";
import { createKeepAlive, keepAliveWhile, resumeAlarm } from "../lib/browser/keep-alive";
import { captureReference, choosePictures, keepPicked, upgradeCrops } from "../lib/capture/capture";
import { gatherPicked } from "../lib/capture/gather-picked";
import { clearToast, toastFailure, toastSet } from "../lib/capture/page-toast";
import { sweepReferers } from "../lib/capture/referer";
import type { Access } from "../lib/domain/access";
import type { Reference } from "../lib/domain/reference";
import { steps } from "../lib/domain/request";
import { toFailure } from "../lib/failure/failure";
import { scrub } from "../lib/failure/redact";
import { createFal } from "../lib/fal/client";
import { createFalPlatform } from "../lib/fal/platform";
import { testAccess } from "../lib/fal/test-access";
import { normalizeImage } from "../lib/image/normalize";
import { makeProductSheet } from "../lib/image/product-sheet";
import { handleCommand } from "../lib/messaging/handle-command";
import { type Answer, type Command, onMessage, type Payload } from "../lib/messaging/messages";
import { bookFrom } from "../lib/pricing/price-book";
import { createSpend } from "../lib/pricing/spend";
import { createCallLimit } from "../lib/runner/call-limit";
import { createCommands } from "../lib/runner/commands";
import { createConnectivity } from "../lib/runner/connectivity";
import { createShootFeeder } from "../lib/runner/feed-shoot";
import { createPaidPress } from "../lib/runner/paid-press";
import { createPriceRefresh } from "../lib/runner/refresh-prices";
import { createRunner } from "../lib/runner/runner";
import { createShootCommands } from "../lib/runner/shoot-commands";
import { Db } from "../lib/storage/db";
import { removeHidden } from "../lib/storage/generations";
import { createPublisher } from "../lib/storage/published-spending";
import {
  clearSetting,
  closeStorageToPages,
  keepSettings,
  readAccess,
  readMissingEndpoints,
  readSetting,
  rememberMissingEndpoint,
  requireKnownSettings,
  writeSetting,
} from "../lib/storage/settings";

/** Every listener is registered before the first await: the browser starts the worker for an event, once. */
export default defineBackground(() => {
  closeStorageToPages();
  keepSettings();
  const db = new Db();
  const log = (line: string) =>
    console.info(`${new Date().toISOString().slice(11, 23)} ${scrub(line).replaceAll("\n", "\n    ")}`);
  const book = async () => bookFrom(await readSetting("prices"), await readAccess(), Date.now());
  const publisher = createPublisher(db);
  const keepAlive = createKeepAlive();
  const connect = async () =>
    createFal(await readUsableAccess(), globalThis.fetch, (await readSetting("keepNothing")) ?? false);
  const plan = {
    db,
    missingEndpoints: readMissingEndpoints,
    endpointChoice: async () => (await readSetting("endpointChoice")) ?? "auto",
    prepare: normalizeImage,
    makeSheet: makeProductSheet,
    log,
  };
  const paid = {
    ...plan,
    press: createPaidPress({ ...plan, spend: createSpend({ db, publisher, book }) }),
    hasAccess: async () => (await readUsableAccess()).kind !== "none",
    combineSteps: async () => (await readSetting("combineSteps")) ?? steps,
  };
  const runner = createRunner({
    db,
    connect,
    feed: createShootFeeder(paid),
    missingEndpoints: readMissingEndpoints,
    rememberMissing: rememberMissingEndpoint,
    isOffline: createConnectivity({
      readAccess,
      askFal: async () => testAccess(await readUsableAccess()),
      now: () => performance.now(),
    }),
    async history() {
      const access = await readAccess();
      const isKept = access.kind === "key" && !(await readSetting("keepNothing"));
      return isKept ? createFalPlatform(access.key).history : undefined;
    },
    takeHistoryTurn: createCallLimit({
      read: async () => (await readSetting("historyCalls")) ?? [],
      write: (times) => writeSetting("historyCalls", times),
    }),
    book,
    keepAlive: {
      ...keepAlive,
      stop() {
        // What it all came to, for the other kind of window.
        void publisher.publish().catch(log);
        keepAlive.stop();
      },
    },
    log,
  });
  const commands = { ...createCommands({ ...paid, runner }), ...createShootCommands({ ...paid, runner }) };

  const refreshPrices = createPriceRefresh({
    access: readAccess,
    connect: createFalPlatform,
    read: () => readSetting("prices"),
    write: (prices) => writeSetting("prices", prices),
  });

  /** One at a time: the browser tells of a permission, and so does the page that asked for it. */
  let upgraded: Promise<void> = Promise.resolve();
  function upgrade(): Promise<void> {
    upgraded = upgraded.catch(() => undefined).then(() => keepAliveWhile(upgradeCrops(db)));
    return upgraded;
  }

  /** The picker is open as long as the user likes; only then is there something to show. */
  async function pick(tab: Browser.tabs.Tab | undefined): Promise<void> {
    try {
      await clearToast(tab?.id);
      const wish = tab && (await keepAliveWhile(choosePictures(tab)));
      if (wish && "into" in wish) await keepAliveWhile(gatherPicked(db, wish));
      else if (wish) await show(tab?.id, () => keepPicked(db, wish));
    } catch (error) {
      await tell(error, tab?.id);
    }
  }

  answer("generate", commands.generate);
  answer("cancel", commands.cancel);
  answer("retry", commands.retry);
  answer("remove", commands.remove);
  answer("shoot", commands.shoot);
  answer("redo", commands.redo);
  answer("prices", refreshPrices);
  answer("upgrade", upgrade);
  answer("pick", async () => {
    const [tab] = await browser.tabs.query({ active: true, lastFocusedWindow: true });
    void pick(tab);
  });

  browser.runtime.onInstalled.addListener(({ reason }) => {
    void createMenus();
    if (reason === "install") void welcome();
  });
  browser.runtime.onStartup.addListener(() => void createMenus());
  // Private windows have a worker and menus of their own, and neither of the two events above: their first window
  // starts it.
  if (browser.extension.inIncognitoContext) void createMenus();
  browser.windows.onCreated.addListener(() => undefined);
  browser.alarms.onAlarm.addListener(({ name }) => void (name === resumeAlarm && start()));
  browser.contextMenus.onClicked.addListener((info, tab) => {
    const role = roleOfItem(info.menuItemId);
    if (!role) return void pick(tab);
    const { srcUrl, pageUrl, frameUrl, frameId } = info;
    void show(tab?.id, () =>
      captureReference(db, role, { srcUrl, pageUrl, frameUrl, frameId, tabId: tab?.id }),
    );
  });
  // The user has allowed a site: the crops of its pictures can become the pictures themselves.
  browser.permissions.onAdded.addListener(() => void upgrade().catch((error) => tell(error)));

  void sweepReferers();
  void start().then(
    // What was deleted just before the browser closed, and can no longer be undone.
    (started) => void (started && removeHidden(db, Date.now() - 60_000)),
  );

  /** Takes up what is open; false when the stored data is a newer Refshot's, which nothing may touch. */
  async function start(): Promise<boolean> {
    try {
      await requireKnownSettings();
      await runner.resume();
      return true;
    } catch (error) {
      log(`Not started: ${toFailure(error).code}`);
      return false;
    }
  }
});

/** How fal is reached. Throws `fal_not_allowed` when the browser keeps us from where the key is to go. */
async function readUsableAccess(): Promise<Access> {
  const access = await readAccess();
  if (access.kind === "key") await requireFalHosts();
  return access;
}

/** The first run: Options say in three steps what to do, in a tab behind the page that the user is on. */
async function welcome(): Promise<void> {
  const opened = browser.tabs.create({ url: browser.runtime.getURL("/options.html"), active: false });
  // No window to open it in: Options are a press away in the popup.
  await opened.catch(() => undefined);
}

/** A capture's way: pixels into the tray, and a word about it on the toolbar and on the page. */
async function show(tabId: number | undefined, capture: () => Promise<Reference>): Promise<void> {
  try {
    const marked = showBadge("working", text("badgeWorking"));
    void clearToast(tabId);
    const reference = await keepAliveWhile(capture());
    await marked;
    const word = text("badgeSet", text(`role_${reference.role}`));
    await Promise.all([showBadge("worked", word), clearSetting("notice")]);
    await toastSet(tabId, reference);
  } catch (error) {
    await tell(error, tabId);
  }
}

/** A failure is shown on the page, and waits on the toolbar until the popup has shown it. */
async function tell(error: unknown, tabId?: number): Promise<void> {
  const failure = toFailure(error);
  await showBadge("failed", failureText(failure));
  await writeSetting("notice", { failure, at: Date.now() });
  await toastFailure(tabId, failure);
}

/** Answers one command from our own pages. */
function answer<C extends Command>(command: C, carryOut: (payload: Payload<C>) => Promise<void>): void {
  const own = { id: browser.runtime.id, url: browser.runtime.getURL("/") };
  // Named for all commands at once: the library's types cannot follow a command that is a type parameter.
  const listen = onMessage as (
    command: C,
    listener: (message: { data: unknown; sender: Browser.runtime.MessageSender }) => Promise<Answer>,
  ) => void;
  listen(command, (message) => handleCommand(command, carryOut, message, own));
}
