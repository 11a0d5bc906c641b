import { beforeEach, describe, expect, it, vi } from "vitest";
import type { Access } from "../../../lib/domain/access";
import { FailureError } from "../../../lib/failure/failure";
import { FalHttpError } from "../../../lib/fal/responses";
import { bookFrom, pricedEndpoints } from "../../../lib/pricing/price-book";
import { createPriceRefresh } from "../../../lib/runner/refresh-prices";
import type { Setting } from "../../../lib/storage/settings";

const hour = 3_600_000;
const now = Date.UTC(2026, 10, 26, 12);
const row = (endpoint_id: string) => ({ endpoint_id, unit_price: 0.5, unit: "megapixels", currency: "USD" });
const ask = vi.fn(async (endpoints: readonly string[]): Promise<unknown> => ({ prices: endpoints.map(row) }));
let access: Access;
let stored: Setting<"prices"> | undefined;
const withKey: Access = { kind: "key", key: "a:b" };
const refresh = () =>
  createPriceRefresh({
    access: async () => access,
    connect: () => ({ prices: ask }),
    read: async () => stored,
    write: async (prices) => {
      stored = prices;
    },
  })();
const priceOf = (endpoint: string) => bookFrom(stored, access, Date.now()).prices[endpoint]?.usd;

beforeEach(() => {
  vi.setSystemTime(now);
  access = withKey;
  stored = undefined;
  ask.mockReset();
  ask.mockImplementation(async (endpoints) => ({ prices: endpoints.map(row) }));
});

it("asks once for all endpoints but flux-1.1, and keeps the answer", async () => {
  await refresh();
  expect(ask.mock.calls).toEqual([[pricedEndpoints]]);
  expect(pricedEndpoints).not.toContain("fal-ai/flux-1.1/image-to-image");
  expect(bookFrom(stored, access, now)).toMatchObject({ source: "fal", at: now });
  expect(priceOf("fal-ai/flux/schnell")).toBe(0.5);
});

describe("asks nothing", () => {
  it.each<[string, Access]>([
    ["behind a proxy", { kind: "proxy", proxyUrl: "https://team.test/fal" }],
    ["without a key", { kind: "none" }],
  ])("%s, and the list holds", async (_, way) => {
    access = way;
    stored = {
      tried: now,
      told: { at: now, prices: { "fal-ai/flux/schnell": { usd: 9, unit: "megapixels" } } },
    };
    await refresh();
    expect(ask).not.toHaveBeenCalled();
    expect(bookFrom(stored, access, now).source).toBe("list");
  });

  it.each([0, 1, 23.9])("with prices of %d hours ago", async (age) => {
    await refresh();
    vi.setSystemTime(now + age * hour);
    await refresh();
    expect(ask).toHaveBeenCalledTimes(1);
  });

  it("within a quarter of an hour after an answer that could not be had", async () => {
    ask.mockRejectedValueOnce(new FalHttpError(429, {}));
    await refresh();
    await refresh();
    expect(ask).toHaveBeenCalledTimes(1);
    expect(bookFrom(stored, access, now).source).toBe("list");
    vi.setSystemTime(now + 16 * 60_000);
    await refresh();
    expect(ask).toHaveBeenCalledTimes(2);
  });
});

describe("asks again", () => {
  it.each([
    ["a day later", 24 * hour],
    ["when the clock was put back", -hour],
  ])("%s", async (_, later) => {
    await refresh();
    vi.setSystemTime(now + later);
    expect(bookFrom(stored, access, Date.now()).source).toBe("list");
    // The pause after a try is over, or its time cannot be trusted.
    await refresh();
    expect(ask).toHaveBeenCalledTimes(2);
  });
});

it("one endpoint that fal does not know spoils the call: the others are asked for one by one", async () => {
  ask.mockImplementation(async (endpoints) => {
    if (endpoints.includes("fal-ai/flux-2/lora/edit")) throw new FalHttpError(404, {});
    return { prices: endpoints.map(row) };
  });
  await refresh();
  expect(ask).toHaveBeenCalledTimes(1 + pricedEndpoints.length);
  expect(priceOf("fal-ai/flux-2/edit")).toBe(0.5);
  expect(priceOf("fal-ai/flux-2/lora/edit")).toBeUndefined();
});

it.each([new FalHttpError(401, {}), new FalHttpError(500, {}), new FailureError("fal_unreachable")])(
  "%s: nobody is told, the list holds, and nothing is asked one by one",
  async (error) => {
    ask.mockRejectedValue(error);
    await refresh();
    expect(ask).toHaveBeenCalledTimes(1);
    expect(bookFrom(stored, access, now).source).toBe("list");
  },
);

it("an answer in another form is none", async () => {
  ask.mockResolvedValueOnce({ data: [] });
  await refresh();
  expect(bookFrom(stored, access, now).source).toBe("list");
});

it("prices for a key that was changed meanwhile are not kept", async () => {
  ask.mockImplementationOnce(async (endpoints) => {
    access = { kind: "key", key: "c:d" };
    return { prices: endpoints.map(row) };
  });
  await refresh();
  expect(stored?.told).toBeUndefined();
});
