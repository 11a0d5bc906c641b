import { expect, it } from "vitest";
import { initImageOf } from "../../../lib/domain/sent-pictures";
import { picturesOf, sentPromptOf } from "../../../lib/domain/sent-request";
import type { TraySlot } from "../../../lib/domain/tray";
import { cellSlots, composeCell, productNameIn } from "../../../lib/shoot/compose-cell";
import type { Look, ShootProduct } from "../../../lib/shoot/shoot";
import { look, product } from "../support/shoots";

interface Case {
  product?: Partial<ShootProduct>;
  look?: Partial<Look>;
  /** What the product's reference is called by itself. */
  called?: Partial<TraySlot>;
  row?: number;
}

function compose({ product: ownProduct, look: ownLook, called, row = 0 }: Case) {
  const cell = { key: "p1:a", product: product("p1", ownProduct), look: look("a", ownLook), row };
  const slots = cellSlots(cell).slots.map((slot) =>
    slot.role === "product" ? { ...slot, ...called } : slot,
  );
  return composeCell(cell, slots, 7);
}

const worn: Partial<Look> = { faceId: "face", backgroundId: "place" };

it.each<[string, Case, string]>([
  ["the product's name, to the letter", { product: { name: "Cup $& “No. 1”" } }, "Cup $& “No. 1” on a rock"],
  ["wherever it stands", { product: { name: "Cup" }, look: { prompt: "{product}, {product}" } }, "Cup, Cup"],
  [
    "once: a name that holds it is not looked into",
    { product: { name: "{product} x" } },
    "{product} x on a rock",
  ],
  ["without a name the page's words", { called: { name: "Blue cup" } }, "Blue cup on a rock"],
  ["an empty name is none", { product: { name: "  " }, called: { name: "Blue cup" } }, "Blue cup on a rock"],
  ["without any its row", { row: 2 }, "product 3 on a rock"],
  ["markup is text", { product: { name: "<b>Cup</b>" } }, "<b>Cup</b> on a rock"],
  ["a prompt without it stays as it is", { look: { prompt: " on a rock " } }, "on a rock"],
])("{product}: %s", (_, given, expected) => {
  expect(compose(given).prompt).toBe(expected);
});

it("Restyle sends the cell's product, whatever else the look holds", () => {
  const plan = compose({ look: worn });
  expect(plan.mode).toBe("image-to-image");
  expect(initImageOf(plan.places, plan.chosen)).toMatchObject({ role: "product", referenceId: "p1-picture" });
  expect(picturesOf(plan).flatMap(({ slots }) => slots.map(({ role }) => role))).toEqual(["product"]);
});

it("Combine sends face, product, background, and says which is which", () => {
  const plan = compose({ look: { ...worn, combine: true } });
  expect(plan.mode).toBe("multi-reference");
  expect(picturesOf(plan).map(({ slots: [{ role }] }) => role)).toEqual(["face", "product", "background"]);
  expect(sentPromptOf(plan)).toMatch(/^Image 1 is the person.*Image 2 is the product.*product 1 on a rock$/s);
});

it("Combine of a look without pictures is the product alone", () => {
  expect(compose({ look: { combine: true } }).mode).toBe("image-to-image");
});

it("name and number go with the generation, the shoot's own before the reference's", () => {
  const called = { name: "page", sku: "OLD" };
  const slotOf = (given: Case) => compose(given).places.find(({ role }) => role === "product");
  expect(slotOf({ called })).toMatchObject(called);
  expect(slotOf({ called, product: { name: "Cup", sku: "C-1" } })).toMatchObject({ name: "Cup", sku: "C-1" });
});

it("the screen calls a product as its pictures will", () => {
  const receipt = {
    rung: "file",
    source: "a",
    original: { width: 1, height: 1, format: "png", bytes: 1 },
  } as const;
  expect(productNameIn({ name: "Cup" }, { receipt }, 4)).toBe("Cup");
  expect(productNameIn({}, { receipt: { ...receipt, alt: "Alt" } }, 4)).toBe("Alt");
  expect(productNameIn({}, { receipt }, 4)).toBe("product 5");
  expect(productNameIn({}, undefined, 0)).toBe("product 1");
});
