import { describe, expect, it } from "vitest";
import { repeatedSkus, skuKey, skuLines } from "../../../lib/shoot/skus";

describe("a pasted column of SKUs", () => {
  it.each<[string, string, string[]]>([
    ["one a line", "CUP-01\nCUP-02", ["CUP-01", "CUP-02"]],
    ["Windows' line ends, and one at the end", "CUP-01\r\nCUP-02\r\n", ["CUP-01", "CUP-02"]],
    ["old Mac line ends", "CUP-01\rCUP-02", ["CUP-01", "CUP-02"]],
    ["an empty line in between", "CUP-01\n\nCUP-03", ["CUP-01", "", "CUP-03"]],
    ["a table with more columns", "CUP-01\tred\t12\nCUP-02\tblue", ["CUP-01", "CUP-02"]],
    ["spaces around", "  CUP-01 \n CUP-02", ["CUP-01", "CUP-02"]],
    ["markup is text", "<b>1</b>", ["<b>1</b>"]],
    ["from right to left, without what turns the text around it", "\u202eكوب-١", ["كوب-١"]],
    ["nothing", "", [""]],
  ])("%s", (_, pasted, skus) => expect(skuLines(pasted)).toEqual(skus));

  it("of 10,000 lines, or of megabytes in one, takes what a shoot has room for, at once", () => {
    const lines = Array.from({ length: 10_000 }, (_, i) => `SKU-${i}`);
    const before = process.cpuUsage();
    const skus = skuLines(lines.join("\n"));
    const long = skuLines("x".repeat(20_000_000));
    const { user, system } = process.cpuUsage(before);
    expect(skus).toEqual(lines.slice(0, 200));
    expect(long).toEqual(["x".repeat(100)]);
    expect((user + system) / 1000).toBeLessThan(500);
  });
});

describe("the same SKU twice", () => {
  it.each<[(string | undefined)[], string[]]>([
    [["A", "B"], []],
    [["A", "B", "A"], ["a"]],
    [["cup-01", " CUP-01 "], ["cup-01"]],
    [[undefined, undefined, "", "  "], []],
    [
      ["A", "A", "B", "B", "C"],
      ["a", "b"],
    ],
  ])("%j", (skus, repeated) => {
    expect([...repeatedSkus(skus.map((sku) => ({ sku })))]).toEqual(repeated);
    expect(skuKey(undefined)).toBe("");
  });
});
