import { describe, expect, it } from "vitest";
import { cellsFor, looksSame, type Print, printSide } from "../../../lib/image/print";

type Colour = [red: number, green: number, blue: number, alpha?: number];

/** A print whose cells are coloured by their column and row. */
function print(colour: (x: number, y: number) => Colour): Print {
  const cells = Array.from({ length: printSide ** 2 }, (_, i) => {
    const [red, green, blue, alpha = 255] = colour(i % printSide, Math.floor(i / printSide));
    return [red, green, blue, alpha];
  });
  return new Uint8ClampedArray(cells.flat());
}

/** A cup of some colour on white, `by` cells to the right. */
const cup = (colour: Colour, by = 0) =>
  print((x, y) => (x - by > 10 && x - by < 22 && y > 8 && y < 26 ? colour : [255, 255, 255]));
const slope = (dim: number) => print((x, y) => [x * 8 * dim, y * 8 * dim, ((x * y) % 200) * dim]);

describe("the same picture", () => {
  it.each<[string, Print, Print]>([
    ["itself", cup([200, 30, 30]), cup([200, 30, 30])],
    ["compressed otherwise", print((x) => [100 + (x % 3), 90, 90]), print((x) => [98 + (x % 5), 92, 87])],
    [
      "with clear parts over a dark page",
      print((x) => [255, 255, 255, x < 16 ? 0 : 255]),
      print((x) => (x < 16 ? [0, 0, 0] : [255, 255, 255])),
    ],
    [
      "its edges a little elsewhere",
      cup([200, 30, 30]),
      print((x, y) => {
        const isIn = x > 10 && x < 22 && y > 8 && y < 26;
        const isEdge = isIn && (x === 11 || x === 21);
        return isEdge ? [206, 38, 38] : isIn ? [200, 30, 30] : [255, 255, 255];
      }),
    ],
  ])("%s", (_name, a, b) => expect(looksSame(a, b)).toBe(true));

  it.each<[string, Print, Print]>([
    ["another colour of the same cup", cup([200, 30, 30]), cup([30, 30, 200])],
    ["another place", cup([200, 30, 30]), cup([200, 30, 30], 6)],
    ["plain red and plain blue", print(() => [200, 30, 30]), print(() => [30, 30, 200])],
    ["nothing but clear", print(() => [0, 0, 0, 0]), print(() => [0, 0, 0, 0])],
    ["dimmed", slope(1), slope(0.6)],
  ])("not: %s", (_name, a, b) => expect(looksSame(a, b)).toBe(false));

  it("dimmed by the page, where the page says so", () => {
    expect(looksSame(slope(1), slope(0.6), { toned: true })).toBe(true);
    expect(looksSame(cup([200, 30, 30]), slope(0.6), { toned: true })).toBe(false);
    expect(
      looksSame(
        print(() => [200, 30, 30]),
        print(() => [30, 30, 200]),
        { toned: true },
      ),
    ).toBe(false);
  });
});

it.each([
  [{ width: 1600, height: 2000 }, 32],
  [{ width: 320, height: 100 }, 16],
  [{ width: 40, height: 900 }, 8],
])("%o in %d cells", (size, expected) => expect(cellsFor(size)).toBe(expected));

describe("one thing in two colours, whose cells are each alike enough", () => {
  it.each<[string, Colour, Colour]>([
    ["navy and black", [30, 40, 80], [20, 20, 42]],
    ["navy and forest", [30, 40, 80], [30, 75, 80]],
    ["blush and cream", [220, 190, 190], [220, 205, 170]],
  ])("%s are two pictures", (_name, one, other) => {
    expect(looksSame(cup(one), cup(other))).toBe(false);
    // In a picture this small nobody can say.
    expect(looksSame(cup(one), cup(other), { cells: 8 })).toBe(true);
  });
});
