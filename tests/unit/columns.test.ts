import { describe, expect, it } from "vitest";
import { findRows, noColumns, removeRow, setRow } from "../../lib/columns";
import { everything } from "../../lib/filter";
import { generationIn } from "./support/records";

function columnsOf(...made: object[]) {
  const columns = noColumns();
  for (const changes of made) setRow(columns, { generation: generationIn("done", changes), sources: [] });
  return columns;
}

describe("the columns", () => {
  it("are newest first, whatever the order of arrival", () => {
    const columns = columnsOf(
      { id: "b", createdAt: 2 },
      { id: "a", createdAt: 1 },
      { id: "d", createdAt: 3 },
      { id: "c", createdAt: 3 },
    );
    expect(columns.ids).toEqual(["d", "c", "b", "a"]);
    expect(columns.createdAt).toEqual([3, 3, 2, 1]);
  });

  it("change a row in its place, and lose one", () => {
    const columns = columnsOf({ id: "a", createdAt: 1 }, { id: "b", createdAt: 2 });
    const changed = generationIn("done", { id: "a", createdAt: 1, favourite: true, note: "Best" });
    setRow(columns, { generation: changed, sources: ["shop.test", "shop.test"] });
    expect(columns.ids).toEqual(["b", "a"]);
    expect(columns.texts[1]).toBe("a cup on a rock\nbest\nshop.test");
    removeRow(columns, "b");
    removeRow(columns, "gone");
    expect(Object.values(columns).map((column) => column.length)).toEqual([1, 1, 1, 1, 1]);
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
    expect(findRows(columns, { ...everything, sort }).map((at) => columns.ids[at])).toEqual(expected);
  });

  it("search prompt, note and source", () => {
    const columns = noColumns();
    const generation = generationIn("done", { prompt: "A hat", note: "for Ani" });
    setRow(columns, { generation, sources: ["shop.test"] });
    for (const words of ["hat", "ani", "shop.t", "ANI hat"])
      expect(findRows(columns, { ...everything, words })).toEqual([0]);
    expect(findRows(columns, { ...everything, words: "cup" })).toEqual([]);
  });
});
