import "fake-indexeddb/auto";
import { beforeEach, describe, expect, it } from "vitest";
import { Db } from "../../../lib/storage/db";
import {
  movePrompt,
  readPrompts,
  readRecentPrompts,
  removePrompt,
  savePrompt,
} from "../../../lib/storage/prompts";
import { generationIn } from "../support/records";

let db: Db;
beforeEach(() => {
  db = new Db(crypto.randomUUID());
});

const names = async () => (await readPrompts(db)).map(({ name }) => name);
const idOf = async (name: string) => (await readPrompts(db)).find((one) => one.name === name)?.id ?? "";

describe("saved prompts", () => {
  beforeEach(async () => {
    for (const name of ["one", "two", "three"]) await savePrompt(db, { name, text: `a ${name}` });
  });

  it("the newest is at the top", async () => expect(await names()).toEqual(["three", "two", "one"]));

  it("one is changed in its place", async () => {
    await savePrompt(db, { id: await idOf("two"), name: "2", text: " words " });
    expect(await names()).toEqual(["three", "2", "one"]);
    expect((await readPrompts(db))[1]?.text).toBe("words");
  });

  it.each([
    ["two", -1, ["two", "three", "one"]],
    ["two", 1, ["three", "one", "two"]],
    ["three", -1, ["three", "two", "one"]],
    ["one", 1, ["three", "two", "one"]],
  ] as const)("%s moves by %i", async (name, by, expected) => {
    await movePrompt(db, await idOf(name), by);
    expect(await names()).toEqual(expected);
  });

  it("a deleted one can be put back in its place", async () => {
    const removed = await removePrompt(db, await idOf("two"));
    expect(await names()).toEqual(["three", "one"]);
    await db.prompts.put(removed!);
    expect(await names()).toEqual(["three", "two", "one"]);
  });

  it("without a name it is called by its words; without words it is nothing", async () => {
    await savePrompt(db, { name: " ", text: `${"x".repeat(100)}` });
    await savePrompt(db, { name: "empty", text: " " });
    expect(await names()).toEqual(["x".repeat(80), "three", "two", "one"]);
  });
});

it("recent prompts: each once, newest first", async () => {
  const used = ["a", "b", "a", "c"];
  await db.generations.bulkAdd(used.map((prompt, createdAt) => generationIn("done", { prompt, createdAt })));
  expect(await readRecentPrompts(db)).toEqual(["c", "a", "b"]);
});
