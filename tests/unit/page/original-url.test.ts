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
  [
    "https://cdn11.bigcommerce.com/s-a1/images/stencil/300x300/products/1/2/cup__3.170.jpg?c=2",
    "https://cdn11.bigcommerce.com/s-a1/images/stencil/original/products/1/2/cup__3.170.jpg?c=2",
  ],
  [
    "https://shop.example/media/catalog/product/cache/0123456789abcdef0123456789abcdef/c/u/cup.jpg",
    "https://shop.example/media/catalog/product/c/u/cup.jpg",
  ],
  [
    "https://shop.example/media/catalog/product/cache/1/small_image/265x/0123456789abcdef0123456789abcdef/c/u/cup.jpg?width=265",
    "https://shop.example/media/catalog/product/c/u/cup.jpg",
  ],
  ["https://shop.example/12-home_default/cup.jpg", "https://shop.example/12/cup.jpg"],
  ["https://shop.example/img/p/1/2/12-large_default.jpg", "https://shop.example/img/p/1/2/12.jpg"],
  ["https://shop.example/cdn-cgi/image/width=300,quality=80/img/cup.jpg", "https://shop.example/img/cup.jpg"],
  [
    "https://shop.example/cdn-cgi/image/w=300/https://cdn.example/img/cup.jpg?v=17",
    "https://cdn.example/img/cup.jpg?v=17",
  ],
  ["https://shop.example/_ipx/f_webp&s_300x300/img/cup.jpg", "https://shop.example/img/cup.jpg"],
  ["https://shop.example/_ipx/w_300/https://cdn.example/cup.jpg", "https://cdn.example/cup.jpg"],
  [
    "https://rukminim2.flixcart.com/image/312/312/xif0q/mug/a/cup.jpeg?q=70",
    "https://rukminim2.flixcart.com/image/original/xif0q/mug/a/cup.jpeg",
  ],
  [
    "https://s0.bukalapak.com/img/06264829003/s-463-463/data.jpg.webp",
    "https://s0.bukalapak.com/img/06264829003/large/data.jpg",
  ],
  [
    "https://s4.bukalapak.com/img/9231452162/w-300/CUP.jpg",
    "https://s4.bukalapak.com/img/9231452162/large/CUP.jpg",
  ],
])("%s", (url, expected) => expect(upsized(url)[0]).toBe(expected));

it.each([
  "https://shop.example/cup-300x200.jpg",
  "https://shop.example/cup_300x.jpg",
  "https://blog.example/wp-content/uploads/cup-300x200.jpg?signature=abc",
  "https://notwikimedia.org/thumb/a/ab/Cup.jpg/320px-Cup.jpg",
  "https://shop.imgix.net/cup.jpg?w=300&s=0123abcd",
  "https://shop.example/_next/image?url=javascript%3Aalert(1)&w=640",
  "https://shop.example/cdn/shop/files/cup.jpg?v=17",
  "https://shop.example/images/stencil/original/products/1/2/cup.jpg",
  "https://shop.example/media/catalog/product/cache/not-a-hash/c/u/cup.jpg",
  "https://shop.example/12-home_defaults/cup.jpg",
  "https://shop.example/cdn-cgi/imagery/a/cup.jpg",
  "https://shop.example/_ipx/cup.jpg",
  "https://s0.bukalapak.com/img/06264829003/large/data.jpg",
  "data:image/png;base64,AAAA",
  "not an address",
])("%s is left alone", (url) => expect(upsized(url)).toEqual([]));
