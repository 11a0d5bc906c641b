import { type Browser, browser } from "wxt/browser";
import { defineBackground } from "wxt/utils/define-background";
import { showBadge } from "../lib/badge";
import { captureReference } from "../lib/capture";
import { createCommands } from "../lib/commands";
import { isOffline } from "../lib/connection";
import { Db } from "../lib/db";
import { failureOf, Refusal, scrub } from "../lib/errors";
import { createFal } from "../lib/fal";
import { removeHidden } from "../lib/history";
import { createMenus, roleOfItem } from "../lib/menu";
import { type Answer, type Command, commandSchemas, onMessage, type Payload } from "../lib/messages";
import type { Role } from "../lib/roles";
import { createRunner } from "../lib/runner";
import { isOwnPage } from "../lib/sender";
import {
  clearSetting,
  closeStorageToPages,
  readAccess,
  readMissingEndpoint,
  readSetting,
  rememberMissingEndpoint,
  requireKnownSettings,
  writeSetting,
} from "../lib/settings";
import { failureText, text } from "../lib/text";
import { createWakefulness, resumeAlarm } from "../lib/wakefulness";

/** Every listener is registered before the first await: the browser starts the worker for an event, once. */
export default defineBackground(() => {
  closeStorageToPages();
  const db = new Db();
  const say = (line: string) => console.info(`${new Date().toISOString().slice(11, 23)} ${scrub(line)}`);
  const runner = createRunner({
    db,
    async connect() {
      const access = await readAccess();
      if (!access) throw new Refusal("no_access");
      return createFal(access, globalThis.fetch, (await readSetting("keepNothing")) ?? false);
    },
    missingEndpoint: readMissingEndpoint,
    rememberMissing: rememberMissingEndpoint,
    isOffline: () => isOffline(readAccess),
    ...createWakefulness(),
    say,
  });
  const commands = createCommands({
    db,
    runner,
    missingEndpoint: readMissingEndpoint,
    dailyLimit: () => readSetting("dailyLimit"),
    hasAccess: async () => (await readAccess()) !== undefined,
    endpointChoice: async () => (await readSetting("endpointChoice")) ?? "auto",
    say,
  });

  answer("generate", commands.generate);
  answer("cancel", commands.cancel);
  answer("retry", commands.retry);
  answer("remove", commands.remove);

  browser.runtime.onInstalled.addListener(() => void createMenus());
  browser.runtime.onStartup.addListener(() => void createMenus());
  browser.alarms.onAlarm.addListener(({ name }) => void (name === resumeAlarm && start()));
  browser.contextMenus.onClicked.addListener((info, tab) => {
    const role = roleOfItem(info.menuItemId);
    if (!role || !info.srcUrl) return;
    void setReference(db, role, {
      srcUrl: info.srcUrl,
      pageUrl: info.frameUrl ?? info.pageUrl,
      tabId: tab?.id,
      frameId: info.frameId,
    });
  });

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
      say(`Not started: ${failureOf(error).code}`);
      return false;
    }
  }
});

/** The right-click's way: pixels into the tray, and a word about it on the toolbar. */
async function setReference(
  db: Db,
  role: Role,
  clicked: Parameters<typeof captureReference>[2],
): Promise<void> {
  try {
    await showBadge("working", text("badgeWorking"));
    await captureReference(db, role, clicked);
    await clearSetting("notice");
    await showBadge("worked", text("badgeSet", text(`role_${role}`)));
  } catch (error) {
    const failure = failureOf(error);
    await showBadge("failed", failureText(failure));
    await writeSetting("notice", { failure, at: Date.now() });
  }
}

interface Received {
  data: unknown;
  sender: Browser.runtime.MessageSender;
}

/** Parses a command, checks who sent it, carries it out, and answers with a code when it was refused. */
function answer<C extends Command>(command: C, carryOut: (payload: Payload<C>) => Promise<void>): void {
  // Named for all commands at once: the library's types cannot follow a command that is a type parameter.
  const listen = onMessage as (command: C, listener: (message: Received) => Promise<Answer>) => void;
  listen(command, async ({ data, sender }) => {
    if (!isOwnPage(sender, browser.runtime.id, browser.runtime.getURL("/")))
      return { failure: { code: "unexpected", detail: "unknown sender" } };
    const parsed = commandSchemas[command].safeParse(data);
    if (!parsed.success) return { failure: { code: "unexpected", detail: `bad ${command} command` } };
    try {
      await carryOut(parsed.data as Payload<C>);
      return {};
    } catch (error) {
      return { failure: failureOf(error) };
    }
  });
}
