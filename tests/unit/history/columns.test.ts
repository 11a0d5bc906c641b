import { describe, expect, it } from "vitest";
import {
  type Columns,
  findRows,
  idAt,
  noColumns,
  placeIn,
  removeRow,
  setRow,
} from "../../../lib/history/columns";
import { everything } from "../../../lib/history/filter";
import { generationIn } from "../support/records";

function columnsOf(...made: object[]) {
  const columns = noColumns();
  for (const changes of made) setRow(columns, { generation: generationIn("done", changes), sources: [] });
  return columns;
}

const idsOf = (columns: Columns) => Array.from({ length: columns.length }, (_, at) => idAt(columns, at));

describe("the columns", () => {
  it("keep a thousand in any order of arrival as one list would", () => {
    const columns = noColumns();
    const kept = new Map<string, { createdAt: number; prompt: string }>();
    for (let i = 0; i < 1500; i++) {
      const id = i % 7 === 0 ? `imported_${i}` : crypto.randomUUID();
      const made = { id, createdAt: (i * 7919) % 1000, prompt: `${"☕️é".repeat(i % 3)} take ${i % 40}` };
      setRow(columns, { generation: generationIn("done", made), sources: [] });
      kept.set(id, made);
      const [first = ""] = kept.keys();
      if (i % 5 === 0 && kept.delete(first)) removeRow(columns, first);
    }
    const newest = [...kept].sort(([a, x], [b, y]) => y.createdAt - x.createdAt || (a < b ? 1 : -1));
    expect(idsOf(columns)).toEqual(newest.map(([id]) => id));
    expect(placeIn(columns, newest[700]![0])).toBe(700);
    for (const words of ["take 3", "☕️é take 1", "é☕", "39", "nothing"]) {
      const wanted = newest.filter(([, { prompt }]) =>
        words.split(" ").every((word) => prompt.includes(word)),
      );
      const found = findRows(columns, { ...everything, words }).map((at) => idAt(columns, at));
      expect(found, words).toEqual(wanted.map(([id]) => id));
    }
  });

  it("are newest first, whatever the order of arrival", () => {
    const columns = columnsOf(
      { id: "b", createdAt: 2 },
      { id: "a", createdAt: 1 },
      { id: "d", createdAt: 3 },
      { id: "c", createdAt: 3 },
    );
    expect(idsOf(columns)).toEqual(["d", "c", "b", "a"]);
    expect([...columns.createdAt.subarray(0, 4)]).toEqual([3, 3, 2, 1]);
  });

  it("a product's name and number are searched, too", () => {
    const places = [{ referenceId: "p", role: "product", position: 1, name: "Merah Espresso", sku: "MC-1" }];
    const columns = columnsOf({ id: "a", createdAt: 1, places }, { id: "b", createdAt: 2 });
    expect(findRows(columns, { ...everything, words: "merah mc-1" })).toEqual([1]);
  });

  it("know the shoot of each, also after others came and went", () => {
    const columns = columnsOf(
      { id: "a", createdAt: 1, shootId: "autumn" },
      { id: "b", createdAt: 3 },
      { id: "c", createdAt: 2, shootId: "winter" },
    );
    const found = (shoot: string) =>
      findRows(columns, { ...everything, shoot }).map((at) => idAt(columns, at));
    expect([found("autumn"), found("winter"), found("summer")]).toEqual([["a"], ["c"], []]);
    removeRow(columns, "c");
    expect([found("autumn"), found("winter")]).toEqual([["a"], []]);
  });

  it("change a row in its place, and lose one", () => {
    const columns = columnsOf({ id: "a", createdAt: 1 }, { id: "b", createdAt: 2 });
    const changed = generationIn("done", { id: "a", createdAt: 1, favourite: true, note: "Best" });
    setRow(columns, { generation: changed, sources: ["shop.test", "shop.test"] });
    expect(idsOf(columns)).toEqual(["b", "a"]);
    expect(findRows(columns, { ...everything, words: "best" })).toEqual([1]);
    removeRow(columns, "b");
    removeRow(columns, "gone");
    expect(idsOf(columns)).toEqual(["a"]);
    expect(findRows(columns, { ...everything, words: "best rock shop.test", favourite: true })).toEqual([0]);
  });

  it.each([
    ["newest", ["c", "b", "a"]],
    ["oldest", ["a", "b", "c"]],
    ["prompt", ["b", "a", "c"]],
  ] as const)("found %s", (sort, expected) => {
    const columns = columnsOf(
      { id: "a", createdAt: 1, prompt: "pear" },
      { id: "b", createdAt: 2, prompt: "Apple" },
      { id: "c", createdAt: 3, prompt: "plum" },
    );
    expect(findRows(columns, { ...everything, sort }).map((at) => idAt(columns, at))).toEqual(expected);
  });

  it("search prompt, note and source", () => {
    const columns = noColumns();
    const generation = generationIn("done", { prompt: "A hat", note: "for Ani" });
    setRow(columns, { generation, sources: ["shop.test"] });
    for (const words of ["hat", "ani", "shop.t", "ANI hat"])
      expect(findRows(columns, { ...everything, words })).toEqual([0]);
    expect(findRows(columns, { ...everything, words: "cup" })).toEqual([]);
  });

  it("search a prompt to its last word, however long it is", () => {
    const columns = columnsOf({ id: "a", prompt: `${"a hat ".repeat(33_000)}on a donkey` });
    expect(findRows(columns, { ...everything, words: "donkey" })).toEqual([0]);
  });
});
