import { type Browser, browser } from "wxt/browser";
import { defineBackground } from "wxt/utils/define-background";
import { closeStorageToPages } from "../../lib/browser/close-storage";
import { createMenus, roleOfItem } from "../../lib/browser/context-menu";
import { resumeAlarm } from "../../lib/browser/keep-alive";
import { sweepReferers } from "../../lib/capture/referer";
import { answerCommands } from "../../lib/messaging/answer-commands";

/** So long (ms) the event that woke the worker has the worker to itself; then comes what every start does. */
const startAfter = 100;

/** What the listeners do. It stands in the same file, and is evaluated when it is first asked for. */
const loadCommands = () => import("./commands");
const loadCaptures = () => import("./captures");

/** Every listener is registered before the first await: the browser starts the worker for an event, once. */
export default defineBackground(() => {
  closeStorageToPages();

  answerCommands({
    generate: async (payload) => (await loadCommands()).commands.generate(payload),
    cancel: async (payload) => (await loadCommands()).commands.cancel(payload),
    retry: async (payload) => (await loadCommands()).commands.retry(payload),
    remove: async (payload) => (await loadCommands()).commands.remove(payload),
    shoot: async (payload) => (await loadCommands()).commands.shoot(payload),
    redo: async (payload) => (await loadCommands()).commands.redo(payload),
    prices: async () => (await loadCommands()).commands.prices(),
    upgrade: async () => (await loadCaptures()).upgrade(),
    pick: async () => (await loadCaptures()).pickInFront(),
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
  browser.alarms.onAlarm.addListener(({ name }) => void (name === resumeAlarm && resume()));
  browser.contextMenus.onClicked.addListener((info, tab) => void click(info, tab));
  // The user has allowed a site: the crops of its pictures can become the pictures themselves.
  browser.permissions.onAdded.addListener(async () => {
    const { upgrade, tell } = await loadCaptures();
    await upgrade().catch((error) => tell(error));
  });

  setTimeout(start, startAfter);
});

/** What every start does, and no event waits for. */
async function start(): Promise<void> {
  void sweepReferers();
  if (await resume()) await (await loadCommands()).removeForgotten();
}

async function resume(): Promise<boolean> {
  return (await loadCommands()).resume();
}

async function click(
  info: Browser.contextMenus.OnClickData,
  tab: Browser.tabs.Tab | undefined,
): Promise<void> {
  const { capture, pick } = await loadCaptures();
  const role = roleOfItem(info.menuItemId);
  if (!role) return pick(tab);
  const { srcUrl, pageUrl, frameUrl, frameId } = info;
  await capture(role, { srcUrl, pageUrl, frameUrl, frameId, tabId: tab?.id });
}

/** The first run: Options say in three steps what to do, in a tab behind the page that the user is on. */
async function welcome(): Promise<void> {
  const opened = browser.tabs.create({ url: browser.runtime.getURL("/options.html"), active: false });
  // No window to open it in: Options are a press away in the popup.
  await opened.catch(() => undefined);
}
