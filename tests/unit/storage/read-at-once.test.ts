import "fake-indexeddb/auto";
import { expect, it, vi } from "vitest";
import { Db, readAtOnce } from "../../../lib/storage/db";

it("ends the transaction before the answers are here, and gives them all the same", async () => {
  const db = new Db(crypto.randomUUID());
  await db.thumbnails.bulkAdd(["a", "b"].map((id) => ({ id, bytes: new Uint8Array([1]) })));
  const order: string[] = [];
  const { commit } = IDBTransaction.prototype;
  vi.spyOn(IDBTransaction.prototype, "commit").mockImplementation(function (this: IDBTransaction) {
    order.push("ended");
    commit.call(this);
  });
  const read = readAtOnce(db, db.thumbnails, () => db.thumbnails.bulkGet(["a", "b", "gone"]));
  const found = await read.finally(() => order.push("answered"));
  expect(found.map((one) => one?.id)).toEqual(["a", "b", undefined]);
  expect(order).toEqual(["ended", "answered"]);
});

it("gives an answer that comes after the end of the transaction, as Chromium's large ones do", async () => {
  const db = new Db(crypto.randomUUID());
  await db.thumbnails.add({ id: "a", bytes: new Uint8Array([1]) });
  const found = await readAtOnce(db, db.thumbnails, async () => {
    const thumbnail = await db.thumbnails.get("a");
    await new Promise((resolve) => setTimeout(resolve, 20));
    return thumbnail;
  });
  expect(found?.id).toBe("a");
});

it("as part of somebody's transaction leaves that open", async () => {
  const db = new Db(crypto.randomUUID());
  await db.transaction("rw", db.thumbnails, async () => {
    await readAtOnce(db, db.thumbnails, () => db.thumbnails.get("a"));
    await db.thumbnails.add({ id: "a", bytes: new Uint8Array([1]) });
  });
  expect(await db.thumbnails.count()).toBe(1);
});
