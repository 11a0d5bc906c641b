import "fake-indexeddb/auto";
import { expect, it } from "vitest";
import { Db } from "../../../lib/storage/db";
import { readUsage } from "../../../lib/storage/usage";
import { generationIn } from "../support/records";

it.each([
  ["room left", { usage: 300, quota: 1000 }, { used: 300, left: 700 }],
  ["over the quota", { usage: 1200, quota: 1000 }, { used: 1200, left: 0 }],
  ["a browser that tells nothing", {}, { used: 0, left: 0 }],
])("%s", async (_name, estimate, expected) => {
  const db = new Db(crypto.randomUUID());
  await db.generations.bulkAdd([generationIn("done"), generationIn("failed", { createdAt: 2 })]);
  expect(await readUsage(db, async () => estimate)).toEqual({ pictures: 1, references: 0, ...expected });
});
