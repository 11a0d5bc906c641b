import "fake-indexeddb/auto";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { fakeBrowser } from "wxt/testing/fake-browser";

const extension = { inIncognitoContext: false };
vi.mock("wxt/browser", () => ({ browser: { ...fakeBrowser, extension } }));
const { createSpend } = await import("../../../lib/pricing/spend");
const { createPublisher, readElsewhere } = await import("../../../lib/storage/published-spending");
const { writeSetting } = await import("../../../lib/storage/settings");
const { Db } = await import("../../../lib/storage/db");
const { addGenerations, moveGeneration } = await import("../../../lib/storage/generations");
const { readDays } = await import("../../../lib/storage/ledger");
const { sumUp, dayOf } = await import("../../../lib/domain/spending");
const { listPrices } = await import("../../../lib/pricing/list-prices");
const { generationIn, lora } = await import("../support/records");

const today = new Date(2026, 10, 26, 12).getTime();
const tomorrow = new Date(2026, 10, 27, 0, 1).getTime();
const square = { width: 1000, height: 1000 };
/** Restyle at the list's price: 3.5 cents a picture. */
const asking = (images: number) => ({ endpoint: lora, output: square, inputs: [], images });
const refusal = (code: string, detail: string) => expect.objectContaining({ failure: { code, detail } });

function createWindow(db = new Db(crypto.randomUUID())) {
  const publisher = createPublisher(db);
  const spend = createSpend({ db, publisher, book: async () => listPrices });
  const press = async (images: number, now = today) => {
    const ids: string[] = [];
    await spend(asking(images), now, async (_each, open) => {
      const generations = Array.from({ length: images }, () => generationIn("queued", { endpoint: lora }));
      await addGenerations(db, generations, () => [], now);
      ids.push(...generations.map(({ id }) => id));
      await open(generations);
    });
    return ids;
  };
  const spent = async (now = today) =>
    sumUp([...(await readDays(db, dayOf(now))), ...(await readElsewhere())], dayOf(now));
  return { db, publisher, spend, press, spent };
}
type Window = ReturnType<typeof createWindow>;
let here: Window;

beforeEach(() => {
  fakeBrowser.reset();
  extension.inIncognitoContext = false;
  vi.setSystemTime(today);
  here = createWindow();
});

const limitTo = (pictures?: number, dollars?: number) =>
  Promise.all([
    pictures && writeSetting("dailyLimit", pictures),
    dollars && writeSetting("monthlyLimit", dollars),
  ]);

describe("a press", () => {
  it("counts at its estimate before anything is sent", async () => {
    await here.press(2);
    expect((await here.spent()).month).toMatchObject({ pictures: 2, usd: 0.07, estimated: 2 });
    expect(await here.db.ledger.toArray()).toMatchObject([{ state: "open" }, { state: "open" }]);
  });

  it("stops at the pictures of a day, whole batches only, and names the limit", async () => {
    await limitTo(3);
    await here.press(2);
    await expect(here.press(2)).rejects.toEqual(refusal("daily_limit", "3"));
    expect(await here.db.generations.count()).toBe(2);
    await here.press(1);
    await expect(here.press(1)).rejects.toEqual(refusal("daily_limit", "3"));
    await here.press(3, tomorrow);
  });

  it("stops at the dollars of a month, and names the limit", async () => {
    await limitTo(undefined, 0.1);
    await here.press(2);
    await expect(here.press(1)).rejects.toEqual(refusal("monthly_limit", "$0.10"));
    await expect(here.press(1, tomorrow)).rejects.toEqual(refusal("monthly_limit", "$0.10"));
    await here.press(2, new Date(2026, 11, 1).getTime());
  });

  it("a limit that is set later counts what was asked for before", async () => {
    await here.press(3);
    await limitTo(3);
    await expect(here.press(1)).rejects.toEqual(refusal("daily_limit", "3"));
  });

  it("gives its place back when nothing was accepted after all, and not when that is unknown", async () => {
    await limitTo(2);
    const [first, second] = await here.press(2);
    await moveGeneration(here.db, first!, ["queued"], { status: "cancelled", finishedAt: 1 }, [], 1);
    expect((await here.spent()).today.pictures).toBe(1);
    await moveGeneration(here.db, second!, ["queued"], { status: "submitting", submittedAt: today }, [], 1);
    const failure = { code: "interrupted" } as const;
    await moveGeneration(
      here.db,
      second!,
      ["submitting"],
      { status: "failed", finishedAt: 1, failure },
      [],
      1,
    );
    expect((await here.spent()).today).toMatchObject({ pictures: 1, usd: 0.035 });
    await here.press(1);
    await expect(here.press(1)).rejects.toEqual(refusal("daily_limit", "2"));
  });

  it("is stored whole or not at all", async () => {
    const failing = here.spend(asking(1), today, async () => {
      await addGenerations(here.db, [generationIn("queued")], () => [], today);
      throw new Error("the disk is full");
    });
    await expect(failing).rejects.toThrow("the disk is full");
    expect(await here.db.generations.count()).toBe(0);
    expect((await here.spent()).today.pictures).toBe(0);
  });

  it("many at once: the limit holds", async () => {
    await limitTo(5);
    const other = createWindow(here.db);
    const presses = Array.from({ length: 10 }, (_, i) => (i % 2 ? here : other).press(1));
    const results = await Promise.allSettled(presses);
    expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(5);
    expect(await here.db.generations.count()).toBe(5);
  });
});

describe("a clock that is set", () => {
  it("back: what was asked for counts still, and does not lock the days between", async () => {
    await limitTo(2);
    const ahead = new Date(2027, 0, 5).getTime();
    await here.press(2, ahead);
    await expect(here.press(1, today)).rejects.toEqual(refusal("daily_limit", "2"));
    await here.press(2, tomorrow);
    await expect(here.press(1, ahead)).rejects.toEqual(refusal("daily_limit", "2"));
  });

  it("forward: a new day begins, and going back does not free the old one", async () => {
    await limitTo(2);
    await here.press(2, today);
    await here.press(2, tomorrow);
    await expect(here.press(1, today)).rejects.toEqual(refusal("daily_limit", "2"));
  });
});

describe("incognito windows", () => {
  const incognito = () => {
    extension.inIncognitoContext = true;
    const made = createWindow();
    return made;
  };
  const inWindow = async <T>(isPrivate: boolean, work: () => Promise<T>) => {
    extension.inIncognitoContext = isPrivate;
    return work();
  };

  it("count with the ordinary ones, both ways, and after they are closed", async () => {
    await limitTo(5);
    await here.press(2);
    const first = incognito();
    await first.press(2);
    await expect(first.press(2)).rejects.toEqual(refusal("daily_limit", "5"));
    await expect(inWindow(false, () => here.press(2))).rejects.toEqual(refusal("daily_limit", "5"));
    // Closed: its database is gone. The next one has another.
    const second = incognito();
    await expect(second.press(2)).rejects.toEqual(refusal("daily_limit", "5"));
    await second.press(1);
    await expect(inWindow(false, () => here.press(1))).rejects.toEqual(refusal("daily_limit", "5"));
    expect((await inWindow(false, () => here.spent())).today.pictures).toBe(5);
  });

  it("a limit that is set later counts what the other kind has asked for", async () => {
    const secret = incognito();
    await secret.press(2);
    const published = () => fakeBrowser.storage.local.get("spentIncognito");
    await vi.waitFor(
      async () =>
        expect((await published()).spentIncognito).toMatchObject({ now: [{ pictures: 2 }], wish: [] }),
      { timeout: 20_000 },
    );
    await limitTo(2);
    await expect(inWindow(false, () => here.press(1))).rejects.toEqual(refusal("daily_limit", "2"));
  });

  it("leave nothing of pictures or prompts where the others read", async () => {
    await incognito().press(1);
    expect(JSON.stringify(await fakeBrowser.storage.local.get())).not.toMatch(/prompt|a cup|generationId/);
  });

  it("a wish that was refused counts for nobody", async () => {
    await limitTo(1);
    const secret = incognito();
    await expect(secret.press(2)).rejects.toEqual(refusal("daily_limit", "1"));
    await inWindow(false, () => here.press(1));
  });
});
