import { browser } from "wxt/browser";
import { type Access, isProxyAddress } from "../domain/access";
import { cleanKey } from "../domain/fal-key";
import { ideaLanguages } from "../domain/ideas";
import { maxDollarsAMonth, maxPicturesADay } from "../domain/limits";
import { combineSteps, endpointChoiceSchema } from "../domain/request";
import type { DayTotal } from "../domain/spending";
import { FailureError } from "../failure/failure";
import { failureSchema } from "../failure/failure-schema";
import { z } from "../zod";

const dayTotalSchema = z.object({
  day: z.string().check(z.regex(/^\d{4}-\d\d-\d\d$/)),
  mode: z.string(),
  pictures: z.number(),
  nanoUsd: z.number(),
  limitNanoUsd: z.number(),
  estimated: z.number(),
  unpriced: z.number(),
  early: z.optional(z.array(z.string())),
}) satisfies z.ZodMiniType<DayTotal>;

/**
 * What one kind of window has spent: `now` is what its database holds, `past` what those held that are gone, `wish`
 * what is about to be written.
 */
const publishedSchema = z.object({
  now: z.array(dayTotalSchema),
  past: z.array(dayTotalSchema),
  wish: z.array(dayTotalSchema),
});

/**
 * Small things that last, each under its own name in `storage.local`, so that no write can lose another.
 * Pictures and history are in the database.
 */
const schemas = {
  /** Also one that was stored before keys were cleaned: it would not leave as it is. */
  falKey: z.pipe(
    z.pipe(
      z.string().check(z.maxLength(1_200)),
      z.transform((pasted) => cleanKey(pasted) ?? ""),
    ),
    z.string().check(z.minLength(1)),
  ),
  /** fal, or the proxy, has answered as one who lets us in, since key and proxy were last changed. */
  isConnected: z.boolean(),
  proxyUrl: z.string().check(z.maxLength(2000), z.refine(isProxyAddress)),
  endpointChoice: endpointChoiceSchema,
  /** The endpoints that fal did not offer, and until when (ms since 1970) each is believed. */
  missingEndpoints: z.array(z.object({ endpoint: z.string(), until: z.number() })).check(z.maxLength(20)),
  /** The steps of a combined request. */
  combineSteps: z.literal(combineSteps),
  /** The user wants fal to keep neither the request nor, for longer than an hour, the picture. */
  keepNothing: z.boolean(),
  /** At most so many pictures are asked for between one midnight and the next. */
  dailyLimit: z.int().check(z.minimum(1), z.maximum(maxPicturesADay)),
  /** At most so many US dollars are spent in a month of the calendar. */
  monthlyLimit: z.number().check(z.positive(), z.maximum(maxDollarsAMonth)),
  /** fal's unit prices as it last told them to this key; `tried` is when it was last asked (ms since 1970). */
  prices: z.object({
    tried: z.number(),
    told: z.optional(
      z.object({
        at: z.number(),
        prices: z.record(z.string(), z.object({ usd: z.number().check(z.positive()), unit: z.string() })),
      }),
    ),
  }),
  /** When fal's request history was last read (ms since 1970), oldest first. */
  historyCalls: z.array(z.number()).check(z.maxLength(10)),
  /** What was spent in ordinary windows, and in incognito ones: neither sees the other's database. */
  spentOrdinary: publishedSchema,
  spentIncognito: publishedSchema,
  /** In which language the user wants the ideas for prompts. */
  ideaLanguage: z.enum(ideaLanguages),
  /** Whether the review marks the pictures that stand out; not set, it does. */
  markOutliers: z.boolean(),
  /** What went wrong with the last right-click, until the user has seen it. */
  notice: z.object({ failure: failureSchema, at: z.number() }),
};
export type SettingName = keyof typeof schemas;
export type Setting<N extends SettingName> = z.infer<(typeof schemas)[N]>;

/**
 * `storage.local` is the same in an incognito window, and stays on the disk: what tells of a page there is held
 * in memory only, and the ordinary windows do not look there.
 */
function areaOf(name: SettingName) {
  const isPrivate = name === "notice" && browser.extension.inIncognitoContext;
  return isPrivate ? browser.storage.session : browser.storage.local;
}

/** The form of all settings together, stored beside them. A change needs the next number and a migration. */
const settingsVersion = 1;

/** Throws `data_newer` when a newer Refshot wrote the settings: they are then neither read nor touched. */
export async function requireKnownSettings(): Promise<void> {
  if (!isOurs) await readStored("settingsVersion");
}

/** What one window writes for the other to see at once: asked for every time. */
const shared: readonly string[] = ["spentOrdinary", "spentIncognito", "historyCalls"];
/** All others, as one call reads them. */
const kept = [...Object.keys(schemas), "settingsVersion"].filter((name) => !shared.includes(name));

let isKept = false;
/** What is stored, until something of it changes. */
let stored: Promise<Record<string, unknown>> | undefined;
const forget = (changed: string[]) => {
  if (changed.some((name) => !shared.includes(name))) stored = undefined;
};
/** The settings have been read and are ours, not a newer Refshot's. */
let isOurs = false;
const isNewer = (version: unknown) => typeof version === "number" && version > settingsVersion;

/**
 * From now on what is stored is read once, and again after a change in any window: every call goes to another process
 * and back. Before the first setting is read.
 */
export function keepSettings(): void {
  isKept = true;
  browser.storage.local.onChanged.addListener((changes) => {
    forget(Object.keys(changes));
    if (isNewer(changes.settingsVersion?.newValue)) isOurs = false;
  });
}

/** What `storage.local` has under a name. Throws `data_newer`. */
async function readStored(name: SettingName | "settingsVersion"): Promise<unknown> {
  const mayKeep = isKept && !shared.includes(name);
  const found = await (mayKeep ? readKept() : browser.storage.local.get([name, "settingsVersion"]));
  if (isNewer(found.settingsVersion)) throw new FailureError("data_newer");
  isOurs = isKept;
  return found[name];
}

function readKept(): Promise<Record<string, unknown>> {
  stored ??= browser.storage.local.get(kept).catch((error) => {
    forget(kept);
    throw error;
  });
  return stored;
}

/** The setting, or undefined when it was never set. What is stored but unreadable is left untouched. */
export async function readSetting<N extends SettingName>(name: N): Promise<Setting<N> | undefined> {
  const area = areaOf(name);
  const [value] = await Promise.all([
    area === browser.storage.local ? readStored(name) : area.get(name).then((found) => found[name]),
    area !== browser.storage.local && requireKnownSettings(),
  ]);
  return schemas[name].safeParse(value).data as Setting<N> | undefined;
}

/** What is known to be ours is written at once: a page that is closed in the next moment has changed it all the same. */
export async function writeSetting<N extends SettingName>(name: N, value: Setting<N>): Promise<void> {
  await requireKnownSettings();
  await areaOf(name)
    .set({ [name]: schemas[name].parse(value), settingsVersion })
    .finally(() => forget([name]));
  const stale: string[] = [];
  // Another way to fal, or another choice of endpoint: what was not offered before may be now.
  if (name === "proxyUrl" || name === "endpointChoice") stale.push("missingEndpoints");
  if (name === "proxyUrl" || name === "falKey") stale.push("isConnected");
  // Another account may have other prices.
  if (name === "falKey") stale.push("prices");
  if (stale.length > 0) await browser.storage.local.remove(stale).finally(() => forget(stale));
}

export async function clearSetting(name: SettingName): Promise<void> {
  await requireKnownSettings();
  const others = name === "proxyUrl" || name === "falKey" ? ["isConnected"] : [];
  await areaOf(name)
    .remove([name, ...others])
    .finally(() => forget([name]));
}

/** Deletes every setting, the key among them. */
export async function clearAllSettings(): Promise<void> {
  await Promise.all([browser.storage.local.clear(), browser.storage.session.clear()]);
}

/** Calls `listener` with the new value at every change, from any page; returns the way to stop. */
export function watchSetting<N extends SettingName>(
  name: N,
  listener: (value: Setting<N> | undefined) => void,
): () => void {
  const onChanged = (changes: Record<string, { newValue?: unknown }>) => {
    if (name in changes)
      listener(schemas[name].safeParse(changes[name]?.newValue).data as Setting<N> | undefined);
  };
  const area = areaOf(name);
  area.onChanged.addListener(onChanged);
  return () => area.onChanged.removeListener(onChanged);
}

/** A proxy wins over a key: the key then goes nowhere. */
export async function readAccess(): Promise<Access> {
  const proxyUrl = await readSetting("proxyUrl");
  if (proxyUrl) return { kind: "proxy", proxyUrl };
  const key = await readSetting("falKey");
  return key ? { kind: "key", key } : { kind: "none" };
}

const week = 7 * 24 * 60 * 60 * 1000;

/** The endpoints that fal was found not to offer within the last week. */
export async function readMissingEndpoints(): Promise<string[]> {
  const believed = (await readSetting("missingEndpoints"))?.filter(isBelieved) ?? [];
  return believed.map(({ endpoint }) => endpoint);
}

/** Remembers for a week that fal does not offer an endpoint. */
export async function rememberMissingEndpoint(endpoint: string): Promise<void> {
  const others = (await readSetting("missingEndpoints"))?.filter(
    (one) => one.endpoint !== endpoint && isBelieved(one),
  );
  await writeSetting("missingEndpoints", [...(others ?? []), { endpoint, until: Date.now() + week }]);
}

function isBelieved({ until }: { until: number }): boolean {
  const left = until - Date.now();
  // More than a week left: the clock has been put back since.
  return left > 0 && left <= week;
}
