import { describe, expect, it } from "vitest";
import { maxName, toName } from "../../../lib/domain/name";
import { fillProductName, ownName, productName, productWords } from "../../../lib/domain/product-name";
import { background, face, product } from "../support/slots";

describe("a page's text as a name", () => {
  it.each([
    ["  Merah espresso\n\t set ", "Merah espresso set"],
    ["<b>Cup</b> &amp; saucer", "<b>Cup</b> &amp; saucer"],
    ["فنجان قهوة", "فنجان قهوة"],
    ["safe\u202egnp.exe\u202c", "safe gnp.exe"],
    ["a\u0000b\u001bc", "a b c"],
    ["", ""],
    ["\u200f \n", ""],
  ])("%j is %j", (given, expected) => expect(toName(given)).toBe(expected));

  it.each(["x".repeat(10_000), "鞋".repeat(10_000), "🥾".repeat(10_000), `${" ".repeat(3000)}cup`])(
    "is bounded, and no character is cut in two",
    (given) => {
      const name = toName(given);
      expect([...name].length).toBeLessThanOrEqual(maxName);
      expect(name.isWellFormed()).toBe(true);
    },
  );
});

describe("what a product is called", () => {
  const called = (name: string | undefined, alt: string | undefined) =>
    ownName({ name, receipt: { alt } } as Parameters<typeof ownName>[0]);
  it.each([
    ["Cup", "IMG_1", "Cup"],
    ["  ", "A red cup", "A red cup"],
    [undefined, "A red cup", "A red cup"],
    ["", "", undefined],
    [undefined, undefined, undefined],
  ])("%j, on the page %j: %j", (name, alt, expected) => expect(called(name, alt)).toBe(expected));

  it("without a name it is its place", () => {
    expect(productName({ name: "Cup", position: 3 })).toBe("Cup");
    expect(productName({ position: 3 })).toBe("product 3");
  });
});

describe("what {product} stands for", () => {
  const cup = { ...product(1), name: "a cup" };
  const hat = { ...product(2), name: "a hat" };
  it.each([
    ["the first product", [face, cup, hat], false, face, "a cup"],
    ["the product that is sent", [cup, hat], false, hat, "a hat"],
    ["all of a combined one", [cup, hat, product(3), background], true, undefined, "a cup, a hat, product 3"],
    ["no product at all", [face, background], true, undefined, "the product"],
    ["nothing set", [], false, undefined, "the product"],
  ] as const)("%s", (_, slots, combined, sent, expected) =>
    expect(productWords(slots, combined, sent)).toBe(expected),
  );
});

describe("{product} in a prompt", () => {
  it.each([
    ["{product} on a table, {product} in hand", "cup", "cup on a table, cup in hand"],
    ["no place for it", "cup", "no place for it"],
    ["{product}", "$& $1 $$", "$& $1 $$"],
    ["{product}!", "a {product} b", "a {product} b!"],
    ["{Product} {product", "cup", "{Product} {product"],
  ])("%j with %j", (prompt, name, expected) => expect(fillProductName(prompt, name)).toBe(expected));
});
