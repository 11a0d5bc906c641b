import "fake-indexeddb/auto";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Db } from "../../../lib/storage/db";
import { watchQuietly } from "../../../lib/storage/watch-changes";
import { generationIn } from "../support/records";

let db: Db;
let stop = () => {};
const read = vi.fn(async () => {});
const fail = vi.fn();

beforeEach(async () => {
  vi.clearAllMocks();
  // A database that is made is a change of every table.
  db = await new Db(crypto.randomUUID()).open().then((opened) => opened as Db);
});
afterEach(() => {
  stop();
  vi.unstubAllGlobals();
});

const settled = (calls: number) =>
  vi.waitFor(() => expect(read).toHaveBeenCalledTimes(calls), { timeout: 20_000 });

describe("what is watched quietly", () => {
  it("is read at once, and once more after many changes, not while they come", async () => {
    stop = watchQuietly(db, ["generations"], read, fail);
    expect(read).toHaveBeenCalledTimes(1);
    for (let i = 0; i < 5; i++) await db.generations.add(generationIn("queued"));
    expect(read).toHaveBeenCalledTimes(1);
    await settled(2);
    await db.generations.add(generationIn("queued"));
    await settled(3);
  });

  it("is not read for changes of other tables, nor after its end", async () => {
    stop = watchQuietly(db, ["references"], read, fail);
    await db.generations.add(generationIn("queued"));
    const other = vi.fn(async () => {});
    const stopOther = watchQuietly(db, ["generations"], other, fail);
    await db.generations.add(generationIn("queued"));
    await vi.waitFor(() => expect(other).toHaveBeenCalledTimes(2), { timeout: 20_000 });
    stopOther();
    expect(read).toHaveBeenCalledTimes(1);
  });

  it("waits for a page that nobody sees until it is seen", async () => {
    const page = Object.assign(new EventTarget(), { hidden: true });
    vi.stubGlobal("document", page);
    const asked = Promise.withResolvers<void>();
    vi.spyOn(page, "addEventListener").mockImplementation((...args) => {
      EventTarget.prototype.addEventListener.apply(page, args);
      asked.resolve();
    });
    stop = watchQuietly(db, ["generations"], read, fail);
    await db.generations.add(generationIn("queued"));
    await asked.promise;
    expect(read).toHaveBeenCalledTimes(1);
    page.hidden = false;
    page.dispatchEvent(new Event("visibilitychange"));
    await settled(2);
  });

  it("tells what goes wrong", async () => {
    read.mockRejectedValueOnce(new Error("no such disk"));
    stop = watchQuietly(db, ["generations"], read, fail);
    await vi.waitFor(() => expect(fail).toHaveBeenCalledWith(new Error("no such disk")), { timeout: 20_000 });
  });
});
