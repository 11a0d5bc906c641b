import { beforeEach, expect, it, vi } from "vitest";
import { fakeBrowser } from "wxt/testing/fake-browser";

vi.mock("wxt/browser", () => ({ browser: fakeBrowser }));
const { countTowardsLimit } = await import("../../../lib/storage/daily-limit");
const { writeSetting } = await import("../../../lib/storage/settings");

const monday = new Date(2026, 10, 23, 12);
const tuesday = new Date(2026, 10, 24, 0, 1);
const refused = expect.objectContaining({ failure: { code: "daily_limit", detail: "3" } });

beforeEach(() => fakeBrowser.reset());

it("stops at the limit, whole batches only", async () => {
  await writeSetting("dailyLimit", 3);
  await countTowardsLimit(2, monday);
  await expect(countTowardsLimit(2, monday)).rejects.toEqual(refused);
  await countTowardsLimit(1, monday);
  await expect(countTowardsLimit(1, monday)).rejects.toEqual(refused);
});

it("begins anew with each day, also when the clock was put back", async () => {
  await writeSetting("dailyLimit", 3);
  await countTowardsLimit(3, tuesday);
  await countTowardsLimit(3, monday);
  await countTowardsLimit(3, tuesday);
});

it("a limit that is set later counts what was asked for before", async () => {
  await countTowardsLimit(3, monday);
  await writeSetting("dailyLimit", 3);
  await expect(countTowardsLimit(1, monday)).rejects.toEqual(refused);
});
