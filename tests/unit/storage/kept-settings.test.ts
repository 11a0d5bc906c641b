import { beforeEach, expect, it, vi } from "vitest";
import { fakeBrowser } from "wxt/testing/fake-browser";

vi.mock("wxt/browser", () => ({ browser: fakeBrowser }));

const { local } = fakeBrowser.storage;
let settings: typeof import("../../../lib/storage/settings");
let reads: ReturnType<typeof vi.spyOn>;

beforeEach(async () => {
  vi.restoreAllMocks();
  fakeBrowser.reset();
  vi.resetModules();
  settings = await import("../../../lib/storage/settings");
  settings.keepSettings();
  await settings.writeSetting("falKey", "first-id:secret");
  reads = vi.spyOn(local, "get");
});

it("what is kept is read once, whatever is asked for", async () => {
  expect(await settings.readAccess()).toEqual({ kind: "key", key: "first-id:secret" });
  expect(await settings.readSetting("dailyLimit")).toBeUndefined();
  expect(await settings.readMissingEndpoints()).toEqual([]);
  expect(reads).toHaveBeenCalledTimes(1);
});

it("a change in another window holds for the next who asks", async () => {
  await settings.readAccess();
  await local.set({ falKey: "second-id:secret" });
  expect(await settings.readAccess()).toEqual({ kind: "key", key: "second-id:secret" });
  await local.set({ proxyUrl: "https://team.test/fal" });
  expect(await settings.readAccess()).toEqual({ kind: "proxy", proxyUrl: "https://team.test/fal" });
  await local.clear();
  expect(await settings.readAccess()).toEqual({ kind: "none" });
});

it("what was asked for before a change does not outlive it", async () => {
  const asked = Promise.withResolvers<Record<string, unknown>>();
  reads.mockReturnValueOnce(asked.promise);
  const early = settings.readSetting("falKey");
  await local.set({ falKey: "second-id:secret" });
  asked.resolve({ falKey: "first-id:secret" });
  expect(await early).toBe("first-id:secret");
  expect(await settings.readSetting("falKey")).toBe("second-id:secret");
});

it("one's own change is known when it is done, though the browser has not told of it", async () => {
  await settings.readAccess();
  local.onChanged.removeAllListeners();
  await settings.writeSetting("falKey", "second-id:secret");
  expect(await settings.readAccess()).toEqual({ kind: "key", key: "second-id:secret" });
  await settings.clearSetting("falKey");
  expect(await settings.readAccess()).toEqual({ kind: "none" });
});

it("a read that failed is not kept", async () => {
  reads.mockRejectedValueOnce(new Error("no storage now"));
  await expect(settings.readAccess()).rejects.toThrow("no storage now");
  expect(await settings.readAccess()).toEqual({ kind: "key", key: "first-id:secret" });
});

it("what the other kind of window has spent is asked for every time", async () => {
  await settings.readSetting("spentIncognito");
  await settings.readSetting("spentIncognito");
  expect(reads).toHaveBeenCalledTimes(2);
});

it("settings of a newer Refshot are refused as soon as they are there", async () => {
  await settings.readAccess();
  await local.set({ settingsVersion: 2 });
  const refused = expect.objectContaining({ failure: { code: "data_newer" } });
  await expect(settings.readAccess()).rejects.toEqual(refused);
  await expect(settings.writeSetting("dailyLimit", 3)).rejects.toEqual(refused);
});

it.each(["writeSetting", "clearSetting"] as const)(
  "%s, once something has been read, leaves at once: the page may be closed in the next moment",
  async (change) => {
    await settings.readAccess();
    const sent = change === "writeSetting" ? vi.spyOn(local, "set") : vi.spyOn(local, "remove");
    const ended =
      change === "writeSetting"
        ? settings.writeSetting("combineSteps", 28)
        : settings.clearSetting("combineSteps");
    // Before anything that the browser does: only what waits on nothing has its turn.
    await undefined;
    expect(sent).toHaveBeenCalledTimes(1);
    await ended;
  },
);
