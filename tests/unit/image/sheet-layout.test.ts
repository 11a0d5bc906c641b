import { describe, expect, it } from "vitest";
import type { Size } from "../../../lib/image/dimensions";
import { layOutSheet, type SheetField } from "../../../lib/image/sheet-layout";

const size = (width: number, height: number): Size => ({ width, height });
const gutter = 16;

const overlaps = (a: SheetField, b: SheetField) =>
  a.x < b.x + b.width + gutter &&
  b.x < a.x + a.width + gutter &&
  a.y < b.y + b.height + gutter &&
  b.y < a.y + a.height + gutter;

/** Every rule that a sheet of these products breaks; none when it is right. */
function faultsOf(products: Size[]): string[] {
  const { width, height, fields } = layOutSheet(products);
  const rules = {
    "one field per product": fields.length === products.length,
    "whole pixels": fields.every((field) => Object.values(field).every(Number.isInteger)),
    "multiples of 16": width % 16 === 0 && height % 16 === 0,
    "at most one megapixel": width * height <= 1_000_000,
    "a gutter around": fields.every(
      ({ x, y, ...field }) =>
        x >= gutter &&
        y >= gutter &&
        x + field.width <= width - gutter &&
        y + field.height <= height - gutter,
    ),
    "a gutter between": fields.every((one, i) => fields.every((other, j) => i >= j || !overlaps(one, other))),
    "never enlarged": fields.every(
      (field, i) => field.width <= products[i]!.width && field.height <= products[i]!.height,
    ),
    "in shape": fields.every((field, i) => {
      const product = products[i]!;
      const zoom = Math.max(field.width / product.width, field.height / product.height);
      return zoom * product.width - field.width < 1 && zoom * product.height - field.height < 1;
    }),
    "to be seen": fields.every((field) => field.width > 0 && field.height > 0),
  };
  return Object.entries(rules).flatMap(([rule, kept]) => (kept ? [] : [rule]));
}

const shapes = [
  size(1024, 1024),
  size(880, 1168),
  size(1168, 880),
  size(16, 16),
  size(4096, 256),
  size(256, 4096),
];
const threes = shapes.flatMap((a) => shapes.flatMap((b) => shapes.map((c) => [a, b, c])));

it("every rule holds for every three products, and for every four", () => {
  const sets = [...threes, ...threes.flatMap((three) => shapes.map((fourth) => [...three, fourth]))];
  const faults = sets.map((products) => ({ products, faults: faultsOf(products) }));
  expect(faults.filter((one) => one.faults.length > 0)).toEqual([]);
});

describe("the grid", () => {
  const grid = (products: Size[]) => {
    const { fields } = layOutSheet(products);
    const centres = fields.map(({ x, y, width, height }) => [x + width / 2, y + height / 2]);
    return [new Set(centres.map(([x]) => x)).size, new Set(centres.map(([, y]) => y)).size];
  };
  it.each([
    ["four squares", Array(4).fill(size(1024, 1024)), [2, 2]],
    ["three squares", Array(3).fill(size(1024, 1024)), [3, 1]],
    ["three upright", Array(3).fill(size(880, 1168)), [3, 1]],
    ["three lying", Array(3).fill(size(1168, 880)), [1, 3]],
  ])("%s", (_, products, expected) => expect(grid(products)).toEqual(expected));

  it("uses the megapixel", () => {
    const { width, height } = layOutSheet(Array(4).fill(size(1024, 1024)));
    expect(width * height).toBeGreaterThan(900_000);
  });

  it("small products stay as they are", () => {
    const { fields } = layOutSheet([size(100, 80), size(90, 200), size(64, 64), size(16, 16)]);
    expect(fields.map(({ width, height }) => [width, height])).toEqual([
      [100, 80],
      [90, 200],
      [64, 64],
      [16, 16],
    ]);
  });
});
