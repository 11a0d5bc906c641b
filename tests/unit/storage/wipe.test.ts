import "fake-indexeddb/auto";
import { beforeEach, expect, it } from "vitest";
import { Db } from "../../../lib/storage/db";
import { wipe } from "../../../lib/storage/wipe";
import { generationIn } from "../support/records";

let db: Db;
beforeEach(() => {
  db = new Db(crypto.randomUUID());
});

it("every open request is cancelled before its record goes, a hundred to a command", async () => {
  const open = Array.from({ length: 250 }, (_, i) => generationIn("running", { createdAt: i }));
  await db.generations.bulkAdd([...open, generationIn("done", { createdAt: 999 })]);
  const commands: number[] = [];
  const cancelled = new Set<string>();
  await wipe(db, async (ids) => {
    commands.push(ids.length);
    for (const id of ids) cancelled.add(id);
    // The runner has fal take them back; then they have ended.
    await db.generations
      .where("id")
      .anyOf(ids)
      .modify((one) => void Object.assign(one, { status: "cancelled" }));
  });
  expect(commands).toEqual([100, 100, 50]);
  expect(cancelled.size).toBe(250);
  expect(await db.generations.count()).toBe(0);
});

it("nothing is deleted when a cancel is refused", async () => {
  await db.generations.add(generationIn("running"));
  await expect(wipe(db, () => Promise.reject(new Error("no worker")))).rejects.toThrow("no worker");
  expect(await db.generations.count()).toBe(1);
});
