import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { fakeBrowser } from "wxt/testing/fake-browser";

vi.mock("wxt/browser", () => ({ browser: fakeBrowser }));
const {
  clearSetting,
  readAccess,
  readMissingEndpoints,
  readSetting,
  rememberMissingEndpoint,
  watchSetting,
  writeSetting,
} = await import("../../../lib/storage/settings");

beforeEach(() => fakeBrowser.reset());
const stored = () => fakeBrowser.storage.local.get();
const proxyUrl = "https://team.test/api/fal/proxy";

it("what is written is read again; what was never set is undefined", async () => {
  await writeSetting("dailyLimit", 3);
  await writeSetting("endpointChoice", "auto");
  expect(await readSetting("dailyLimit")).toBe(3);
  expect(await readSetting("endpointChoice")).toBe("auto");
  expect(await readSetting("falKey")).toBeUndefined();
});

describe("what cannot be read counts as not set, and is left untouched", () => {
  it.each([
    ["falKey", ""],
    ["falKey", 7],
    ["falKey", "k".repeat(301)],
    ["proxyUrl", "http://team.test/"],
    ["proxyUrl", "javascript:alert(1)"],
    ["endpointChoice", "fal-ai/flux/dev/image-to-image"],
    ["missingEndpoints", [{ endpoint: "x" }]],
    ["missingEndpoints", [{ endpoint: "x", until: "tomorrow" }]],
    ["combineSteps", 8],
    ["dailyLimit", 1001],
    ["keepNothing", "yes"],
    ["notice", { failure: { code: "no such code" }, at: 1 }],
  ] as const)("%s: %j", async (name, value) => {
    await fakeBrowser.storage.local.set({ [name]: value });
    expect(await readSetting(name)).toBeUndefined();
    expect(await stored()).toEqual({ [name]: value });
  });
});

it.each([
  ["proxyUrl", "http://team.test/"],
  ["falKey", ""],
  ["dailyLimit", 0],
] as const)("a wrong %s is not written", async (name, value) => {
  await expect(writeSetting(name, value as never)).rejects.toThrow();
  expect(await stored()).toEqual({});
});

describe("settings of a newer Refshot", () => {
  const newer = { settingsVersion: 2, falKey: { id: "x", secret: "y" }, proxyUrl };
  const refused = expect.objectContaining({ failure: { code: "data_newer" } });

  it("are neither read nor touched", async () => {
    await fakeBrowser.storage.local.set(newer);
    await expect(readSetting("proxyUrl")).rejects.toEqual(refused);
    await expect(readAccess()).rejects.toEqual(refused);
    await expect(writeSetting("dailyLimit", 3)).rejects.toEqual(refused);
    await expect(clearSetting("proxyUrl")).rejects.toEqual(refused);
    expect(await stored()).toEqual(newer);
  });

  it("the version is written with the first setting; settings from before it are read", async () => {
    await fakeBrowser.storage.local.set({ proxyUrl });
    expect(await readSetting("proxyUrl")).toBe(proxyUrl);
    await writeSetting("endpointChoice", "auto");
    expect(await stored()).toEqual({ proxyUrl, endpointChoice: "auto", settingsVersion: 1 });
  });
});

describe("an endpoint that fal does not offer is remembered for a week", () => {
  afterEach(() => void vi.useRealTimers());
  const day = 24 * 3_600_000;
  it.each([
    ["6 days on", 6 * day, true],
    ["8 days on", 8 * day, false],
    ["after the clock was put back a day", -day, false],
  ])("%s: %s", async (_name, moved, expected) => {
    vi.useFakeTimers({ toFake: ["Date"] });
    await rememberMissingEndpoint("fal-ai/flux-1.1/image-to-image");
    vi.setSystemTime(Date.now() + moved);
    expect(await readMissingEndpoints()).toEqual(expected ? ["fal-ai/flux-1.1/image-to-image"] : []);
  });

  it("each by itself, and once", async () => {
    vi.useFakeTimers({ toFake: ["Date"] });
    await rememberMissingEndpoint("a/b");
    vi.setSystemTime(Date.now() + 5 * day);
    await rememberMissingEndpoint("c/d");
    await rememberMissingEndpoint("c/d");
    expect(await readMissingEndpoints()).toEqual(["a/b", "c/d"]);
    vi.setSystemTime(Date.now() + 3 * day);
    expect(await readMissingEndpoints()).toEqual(["c/d"]);
  });
});

describe("access", () => {
  it.each([
    ["nothing", {}, { kind: "none" }],
    ["a key", { falKey: "id:secret" }, { kind: "key", key: "id:secret" }],
    ["a proxy", { proxyUrl }, { kind: "proxy", proxyUrl }],
    ["both: the proxy wins", { falKey: "id:secret", proxyUrl }, { kind: "proxy", proxyUrl }],
  ])("%s", async (_name, values: Record<string, string>, expected) => {
    await fakeBrowser.storage.local.set(values);
    expect(await readAccess()).toEqual(expected);
  });

  it("the key is back when the proxy is cleared", async () => {
    await fakeBrowser.storage.local.set({ falKey: "id:secret", proxyUrl });
    await clearSetting("proxyUrl");
    expect(await readAccess()).toEqual({ kind: "key", key: "id:secret" });
  });
});

it("a watcher hears its own setting, in its form, until it stops", async () => {
  const heard: unknown[] = [];
  const stop = watchSetting("dailyLimit", (value) => heard.push(value));
  await writeSetting("dailyLimit", 3);
  await writeSetting("falKey", "id:secret");
  await fakeBrowser.storage.local.set({ dailyLimit: "nonsense" });
  await clearSetting("dailyLimit");
  stop();
  await writeSetting("dailyLimit", 4);
  expect(heard).toEqual([3, undefined, undefined]);
});

it("in incognito, what tells of a page is held in memory, apart from the ordinary windows'", async () => {
  const notice = { failure: { code: "capture_empty" as const }, at: 1 };
  Object.assign(fakeBrowser.extension, { inIncognitoContext: true });
  try {
    await writeSetting("notice", notice);
    expect(await readSetting("notice")).toEqual(notice);
  } finally {
    Object.assign(fakeBrowser.extension, { inIncognitoContext: false });
  }
  expect(await readSetting("notice")).toBeUndefined();
  expect(await stored()).toEqual({});
});
