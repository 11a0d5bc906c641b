import { parseHTML } from "linkedom";
import { beforeAll, expect, it, vi } from "vitest";
import { maxName } from "../../../lib/domain/name";
import { nameImage } from "../../../lib/page/name-image";

beforeAll(() => void vi.stubGlobal("Node", { DOCUMENT_POSITION_PRECEDING: 2 }));

const nameIn = (html: string) => {
  const { document } = parseHTML(`<!doctype html><html><body>${html}</body></html>`);
  return nameImage(document.querySelector("[data-it]")!);
};

it.each([
  ["its alternative text", '<img data-it alt="Merah espresso set" title="No">', "Merah espresso set"],
  ["its title", '<h1>No</h1><img data-it alt="" title="Merah set">', "Merah set"],
  ["its label", '<div data-it aria-label="Merah set"></div>', "Merah set"],
  ["the title of its link", '<a title="Merah set"><img data-it alt=""></a>', "Merah set"],
  [
    "the heading of its card",
    "<h1>Shop</h1><div><img data-it><h3>Merah set</h3></div><h3>No</h3>",
    "Merah set",
  ],
  ["the last heading above it", "<h1>Shop</h1><h2>Merah set</h2><img data-it><h2>No</h2>", "Merah set"],
  ["the first below, where none is above", "<img data-it><h2>Merah set</h2><h2>No</h2>", "Merah set"],
  ["a heading by its role", '<div><img data-it><p role="heading">Merah set</p></div>', "Merah set"],
  ["not a file's name", '<h2>Merah set</h2><img data-it alt="IMG_2034.JPG">', "Merah set"],
  ["markup as text", '<img data-it alt="&lt;b&gt;Merah&lt;/b&gt; set">', "<b>Merah</b> set"],
  ["right-to-left, without marks", '<img data-it alt="\u202eفنجان\u202c قهوة">', "فنجان قهوة"],
  ["nothing", "<p>words</p><img data-it>", undefined],
])("%s", (_, html, expected) => expect(nameIn(html)).toBe(expected));

it("bounded, whatever the page has", () => {
  expect(nameIn(`<img data-it alt="${"cup ".repeat(2_500)}">`)?.length).toBeLessThanOrEqual(maxName);
  expect(nameIn(`<h1>${"cup ".repeat(100_000)}</h1><img data-it>`)?.length).toBeLessThanOrEqual(maxName);
});
