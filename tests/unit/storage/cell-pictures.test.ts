import "fake-indexeddb/auto";
import { expect, it } from "vitest";
import type { Review } from "../../../lib/domain/generation";
import { readRowPictures } from "../../../lib/storage/cell-pictures";
import { Db } from "../../../lib/storage/db";
import { generationIn } from "../support/records";

it("a row has the pictures of its product alone, each cell the one to show and how many have which word", async () => {
  const db = new Db(crypto.randomUUID());
  const put = (cell: string, id: string, createdAt: number, review?: Review, shootId = "shoot") =>
    db.generations.add(generationIn("done", { id, shootId, cell, createdAt, ...(review && { review }) }));
  await put("p1:a", "later", 2);
  await put("p1:a", "earlier", 1);
  await put("p1:b", "rejected", 1, "rejected");
  await put("p1:b", "accepted", 2, "accepted");
  await put("p1:c", "all rejected", 1, "rejected");
  await put("p10:a", "of another product", 1);
  await put("p2:a", "of another product, too", 1);
  await put("p1:d", "of another shoot", 1, undefined, "other");
  await db.generations.add(generationIn("running", { shootId: "shoot", cell: "p1:e" }));
  expect(await readRowPictures(db, "shoot", "p1")).toEqual(
    new Map([
      ["p1:a", { id: "earlier", accepted: 0, rejected: 0 }],
      ["p1:b", { id: "accepted", accepted: 1, rejected: 1 }],
      ["p1:c", { id: "all rejected", accepted: 0, rejected: 1 }],
    ]),
  );
});
