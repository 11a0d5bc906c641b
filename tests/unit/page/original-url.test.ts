import { expect, it } from "vitest";
import { upsized } from "../../../lib/page/original-url";

it.each([
  [
    "https://upload.wikimedia.org/wikipedia/commons/thumb/a/ab/Cup.jpg/320px-Cup.jpg",
    "https://upload.wikimedia.org/wikipedia/commons/a/ab/Cup.jpg",
  ],
  [
    "https://m.media-amazon.com/images/I/71abc._AC_SX466_.jpg",
    "https://m.media-amazon.com/images/I/71abc.jpg",
  ],
  ["https://cdn.shopify.com/s/files/1/cup_300x.jpg", "https://cdn.shopify.com/s/files/1/cup.jpg"],
  [
    "https://cdn.shopify.com/s/files/1/cup_300x300_crop_center@2x.jpg",
    "https://cdn.shopify.com/s/files/1/cup.jpg",
  ],
  [
    "https://i.etsystatic.com/1/r/il/a/2/il_570xN.2_b.jpg",
    "https://i.etsystatic.com/1/r/il/a/2/il_fullxfull.2_b.jpg",
  ],
  ["https://i.ebayimg.com/images/g/a/s-l300.jpg", "https://i.ebayimg.com/images/g/a/s-l1600.jpg"],
  ["https://i.pinimg.com/236x/a/b/c.jpg", "https://i.pinimg.com/originals/a/b/c.jpg"],
  ["https://lh3.googleusercontent.com/abc=w300-h200-no", "https://lh3.googleusercontent.com/abc=s0"],
  [
    "https://blog.example/wp-content/uploads/2026/01/cup-300x200.jpg",
    "https://blog.example/wp-content/uploads/2026/01/cup.jpg",
  ],
])("%s", (url, expected) => expect(upsized(url)).toBe(expected));

it.each([
  "https://shop.example/cup-300x200.jpg",
  "https://shop.example/cup_300x.jpg",
  "https://blog.example/wp-content/uploads/cup-300x200.jpg?signature=abc",
  "https://notwikimedia.org/thumb/a/ab/Cup.jpg/320px-Cup.jpg",
  "data:image/png;base64,AAAA",
  "not an address",
])("%s is left alone", (url) => expect(upsized(url)).toBeUndefined());
