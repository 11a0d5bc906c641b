import { expect, it } from "vitest";
import { combinePrompt, pictureSentences } from "../../../lib/domain/combine-prompt";
import { sentPictures } from "../../../lib/domain/sent-pictures";
import type { TraySlot } from "../../../lib/domain/tray";
import { background, face, product, products } from "../support/slots";

const person = "is the person: keep the face, hair and skin.";
const thing = "is the product: keep its shape, colours, logo and text.";
const sheet =
  "is a sheet of the same product line, one product per field: keep the shape, colours, logo and text of each.";

it.each<[TraySlot[], string]>([
  [[face, product(1), background], `Image 1 ${person} Image 2 ${thing} Image 3 is the place.`],
  [[face, product(1)], `Image 1 ${person} Image 2 ${thing}`],
  [products(3), `Image 1 ${thing} Image 2 ${thing} Image 3 ${thing}`],
  [[face, ...products(4), background], `Image 1 ${person} Image 2 ${sheet} Image 3 is the place.`],
  [[...products(4), background], `Image 1 ${sheet} Image 2 is the place.`],
])("%#: one sentence per picture", (slots, expected) =>
  expect(pictureSentences(sentPictures("multi-reference", slots))).toBe(expected),
);

it.each(["a café at dusk", "image 7 stands behind image 1", "  spaces\nand lines ", "$& $1 {product}"])(
  "the user's own words follow as they are: %j",
  (prompt) => {
    const pictures = sentPictures("multi-reference", [face, background]);
    expect(combinePrompt(prompt, pictures, true)).toBe(`Image 1 ${person} Image 2 is the place. ${prompt}`);
    expect(combinePrompt(prompt, pictures, false)).toBe(prompt);
  },
);
