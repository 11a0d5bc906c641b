import { expect, it } from "vitest";
import { parseSrcset } from "../../../lib/page/srcset";

// The cases of the HTML standard's algorithm "parse a srcset attribute".
it.each<[string, [string, number][]]>([
  ["", []],
  [" , ,\n", []],
  ["a.jpg", [["a.jpg", 1]]],
  [
    "a.jpg 320w, b.jpg 640w",
    [
      ["a.jpg", 320],
      ["b.jpg", 640],
    ],
  ],
  ["a.jpg,b.jpg 2x", [["a.jpg,b.jpg", 2]]],
  [
    "a.jpg, b.jpg 2x",
    [
      ["a.jpg", 1],
      ["b.jpg", 2],
    ],
  ],
  [
    "a.jpg,, ,b.jpg 2x,",
    [
      ["a.jpg", 1],
      ["b.jpg", 2],
    ],
  ],
  [
    "w_320,c/a.jpg 1x,w_900,c/a.jpg 2.5x",
    [
      ["w_320,c/a.jpg", 1],
      ["w_900,c/a.jpg", 2.5],
    ],
  ],
  [
    "data:image/png;base64,AAAA 1x, b.jpg .5x",
    [
      ["data:image/png;base64,AAAA", 1],
      ["b.jpg", 0.5],
    ],
  ],
  [
    "\n\ta.jpg\n\t640w\n\t480h ,\n\tb.jpg\t1e3x\n",
    [
      ["a.jpg", 640],
      ["b.jpg", 1000],
    ],
  ],
  ["a.jpg 320w 2x, b.jpg", [["b.jpg", 1]]],
  ["a.jpg 1.5w, b.jpg -2x, c.jpg 9q, d.jpg 2x", [["d.jpg", 2]]],
  ["a.jpg words(1, 2) 3x, b.jpg 2x", [["b.jpg", 2]]],
  ["a.jpg (open, b.jpg 2x", []],
])("%j", (srcset, expected) =>
  expect(parseSrcset(srcset).map(({ url, size }) => [url, size])).toEqual(expected),
);

it("takes no longer for being long", () => {
  const begun = performance.now();
  for (const odd of [",", "a,", "(", "1", "a ", ")("])
    parseSrcset(`a.jpg ${odd.repeat(32_000 / odd.length)}`);
  expect(performance.now() - begun).toBeLessThan(1_000);
});
