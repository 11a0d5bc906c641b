import { parseHTML } from "linkedom";
import { expect, it } from "vitest";
import { weightOf } from "../../../lib/image/svg-complexity";

const weigh = (inside: string) =>
  weightOf(parseHTML(`<body><svg>${inside}</svg></body>`).document.querySelector("svg")!);

const layers = (count: number) =>
  Array.from({ length: count }, (_, i) => `<g id="l${i + 1}">${`<use href="#l${i}"/>`.repeat(10)}</g>`);

it.each<[string, string, number]>([
  ["nothing but itself", "", 1],
  ["shapes, nested", "<g><rect/><circle/></g>", 4],
  ["what is used twice, twice", '<defs><g id="a"><rect/></g></defs><use href="#a"/><use href="#a"/>', 10],
  ["patterns and masks", '<pattern id="p"><rect/></pattern><rect fill="url(#p)" mask="url( \'#p\')"/>', 8],
  ["a reference in a style", '<mask id="m"/><rect style="mask:url(#m)"/>', 4],
  ["a circle of references, once", '<g id="a"><use href="#b"/></g><g id="b"><use href="#a"/></g>', 7],
  ["what is not there, not at all", '<use href="#none"/><use href="other.svg#a"/>', 3],
])("counts %s", (_, inside, weight) => expect(weigh(inside)).toBe(weight));

it("counts a bomb without drawing it", () => {
  const bomb = `<defs><rect id="l0"/>${layers(7).join("")}</defs><use href="#l7"/>`;
  expect(weigh(bomb)).toBeGreaterThan(10_000_000);
});
