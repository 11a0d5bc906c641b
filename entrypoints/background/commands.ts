import { requireFalHosts } from "../../lib/browser/fal-permission";
import { createKeepAlive } from "../../lib/browser/keep-alive";
import type { Access } from "../../lib/domain/access";
import { steps } from "../../lib/domain/request";
import { toFailure } from "../../lib/failure/failure";
import { scrub } from "../../lib/failure/redact";
import { createFal } from "../../lib/fal/client";
import { createFalPlatform } from "../../lib/fal/platform";
import { testAccess } from "../../lib/fal/test-access";
import { normalizeImage } from "../../lib/image/normalize";
import { makeProductSheet } from "../../lib/image/product-sheet";
import { bookFrom } from "../../lib/pricing/price-book";
import { createSpend } from "../../lib/pricing/spend";
import { createCallLimit } from "../../lib/runner/call-limit";
import { createCommands } from "../../lib/runner/commands";
import { createConnectivity } from "../../lib/runner/connectivity";
import { createShootFeeder } from "../../lib/runner/feed-shoot";
import { createPaidPress } from "../../lib/runner/paid-press";
import { createPriceRefresh } from "../../lib/runner/refresh-prices";
import { createRunner } from "../../lib/runner/runner";
import { createShootCommands } from "../../lib/runner/shoot-commands";
import { removeHidden } from "../../lib/storage/generations";
import { createPublisher } from "../../lib/storage/published-spending";
import {
  keepSettings,
  readAccess,
  readMissingEndpoints,
  readSetting,
  rememberMissingEndpoint,
  requireKnownSettings,
  writeSetting,
} from "../../lib/storage/settings";
import { db } from "./database";

keepSettings();
/** So long (ms) after what it tells of a line is printed: a dozen take as long as half a transaction. */
const printAfter = 100;
function log(line: string): void {
  const at = new Date().toISOString().slice(11, 23);
  setTimeout(() => console.info(`${at} ${scrub(line).replaceAll("\n", "\n    ")}`), printAfter);
}
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

/** What our own pages can ask for. */
export const commands = {
  ...createCommands({ ...paid, runner }),
  ...createShootCommands({ ...paid, runner }),
  prices: createPriceRefresh({
    access: readAccess,
    connect: createFalPlatform,
    read: () => readSetting("prices"),
    write: (prices) => writeSetting("prices", prices),
  }),
};

/** Takes up what is open; false when the stored data is a newer Refshot's, which nothing may touch. */
export async function resume(): Promise<boolean> {
  try {
    await requireKnownSettings();
    await runner.resume();
    return true;
  } catch (error) {
    log(`Not started: ${toFailure(error).code}`);
    return false;
  }
}

/** Takes away for good what was deleted just before the browser closed, and can no longer be undone. */
export async function removeForgotten(): Promise<void> {
  await removeHidden(db, Date.now() - 60_000);
}

/** How fal is reached. Throws `fal_not_allowed` when the browser keeps us from where the key is to go. */
async function readUsableAccess(): Promise<Access> {
  const access = await readAccess();
  if (access.kind === "key") await requireFalHosts();
  return access;
}
