import { expect, it } from "vitest";
import { type Composition, composeRequest } from "../../../lib/domain/compose-request";
import { background, face, product, products } from "../support/slots";

const wish: Composition = { prompt: " a cup ", slots: [], combine: false, sentences: true, steps: 28 };
const named = { ...product(2), name: "a red {product}" };

it.each<[string, Partial<Composition>, object]>([
  ["nothing set", {}, { mode: "text-to-image", prompt: "a cup", places: [] }],
  ["one set", { slots: [face] }, { mode: "image-to-image", prompt: "a cup", places: [face] }],
  [
    "one set, Combine: it is Restyle",
    { slots: [face], combine: true },
    { mode: "image-to-image", prompt: "a cup", places: [face] },
  ],
  [
    "another is chosen",
    { slots: [face, background], chosen: "background" },
    { mode: "image-to-image", prompt: "a cup", places: [face, background], chosen: "background" },
  ],
  [
    "the same is chosen",
    { slots: [face, background], chosen: "face" },
    { mode: "image-to-image", prompt: "a cup", places: [face, background] },
  ],
  [
    "combined: no choice, but steps and sentences",
    { slots: [face, background], chosen: "background", combine: true, sentences: false },
    { mode: "multi-reference", prompt: "a cup", places: [face, background], sentences: false, steps: 28 },
  ],
  [
    "the name of what is sent, to the letter",
    { slots: [product(1), named], chosen: "product-2", prompt: "{product}!" },
    {
      ...{ mode: "image-to-image", prompt: "a red {product}!" },
      ...{ places: [product(1), named], chosen: "product-2" },
    },
  ],
  [
    "the names of all",
    { slots: products(2), combine: true, prompt: "{product}" },
    {
      ...{ mode: "multi-reference", prompt: "product 1, product 2" },
      ...{ places: products(2), sentences: true, steps: 28 },
    },
  ],
])("%s", (_, changes, expected) => expect(composeRequest({ ...wish, ...changes })).toStrictEqual(expected));
