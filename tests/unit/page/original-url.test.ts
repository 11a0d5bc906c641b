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
  [
    "https://cdn.shopify.com/s/files/1/cup_800x.jpg?v=1700000000",
    "https://cdn.shopify.com/s/files/1/cup.jpg?v=1700000000",
  ],
  [
    "https://shop.example/cdn/shop/files/cup.jpg?v=17&width=300",
    "https://shop.example/cdn/shop/files/cup.jpg?v=17",
  ],
  [
    "https://shop.example/cdn/shop/products/cup_360x360_crop_center.jpg?v=17",
    "https://shop.example/cdn/shop/products/cup.jpg?v=17",
  ],
  ["https://shop.example/_next/image?url=%2Fimg%2Fcup.jpg&w=640&q=75", "https://shop.example/img/cup.jpg"],
  [
    "https://shop.example/_next/image?url=https%3A%2F%2Fcdn.example%2Fcup.jpg&w=640&q=75",
    "https://cdn.example/cup.jpg",
  ],
  [
    "https://images.tokopedia.net/img/cache/300-square/VqbcmM/2024/1/cup.jpg.webp?ect=4g",
    "https://images.tokopedia.net/img/VqbcmM/2024/1/cup.jpg",
  ],
  [
    "https://down-id.img.susercontent.com/file/id-11134207-7r98o-abc_tn",
    "https://down-id.img.susercontent.com/file/id-11134207-7r98o-abc",
  ],
  [
    "https://down-id.img.susercontent.com/file/id-11134207-7r98o-abc@resize_w450_nl.webp",
    "https://down-id.img.susercontent.com/file/id-11134207-7r98o-abc",
  ],
  ["https://id-test-11.slatic.net/p/cup.jpg_200x200q80.jpg_.webp", "https://id-test-11.slatic.net/p/cup.jpg"],
  ["https://ae01.alicdn.com/kf/cup.jpg_220x220q75.jpg_.avif", "https://ae01.alicdn.com/kf/cup.jpg"],
  [
    "https://ae-pic-a1.aliexpress-media.com/kf/cup.png_480x480.png_.webp",
    "https://ae-pic-a1.aliexpress-media.com/kf/cup.png",
  ],
  [
    "https://static.wixstatic.com/media/abc~mv2.jpg/v1/fill/w_300,h_300/cup.jpg",
    "https://static.wixstatic.com/media/abc~mv2.jpg",
  ],
  [
    "https://res.cloudinary.com/shop/image/upload/c_fill,w_300/v1/cup.jpg",
    "https://res.cloudinary.com/shop/image/upload/v1/cup.jpg",
  ],
  ["https://shop.imgix.net/cup.jpg?w=300&h=300&fit=crop&ixid=1", "https://shop.imgix.net/cup.jpg?ixid=1"],
  ["https://i0.wp.com/blog.example/cup.jpg?resize=300%2C200", "https://i0.wp.com/blog.example/cup.jpg"],
])("%s", (url, expected) => expect(upsized(url)[0]).toBe(expected));

it.each([
  "https://shop.example/cup-300x200.jpg",
  "https://shop.example/cup_300x.jpg",
  "https://blog.example/wp-content/uploads/cup-300x200.jpg?signature=abc",
  "https://notwikimedia.org/thumb/a/ab/Cup.jpg/320px-Cup.jpg",
  "https://shop.imgix.net/cup.jpg?w=300&s=0123abcd",
  "https://shop.example/_next/image?url=javascript%3Aalert(1)&w=640",
  "https://shop.example/cdn/shop/files/cup.jpg?v=17",
  "data:image/png;base64,AAAA",
  "not an address",
])("%s is left alone", (url) => expect(upsized(url)).toEqual([]));
