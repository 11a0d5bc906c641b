import { cdn, format, hotlink, img, large, medium, open, type Row, small, spacer } from "./row.ts";
import { hosts } from "./sites.ts";

const whereItIs: Row[] = [
  { name: "same origin, no CORS", body: img("/large.jpg"), by: "menu", ...large },
  { name: "other host with CORS", body: img(`${open}/large.jpg`), by: "menu", ...large },
  { name: "other host without CORS", body: img(`${cdn}/large.jpg`), by: "menu", ...large, crop: "without" },
  {
    name: "host that refuses strangers",
    body: img(`${hotlink}/large.jpg`),
    by: "menu",
    ...large,
    crop: "without",
  },
  {
    name: "members only, by cookie",
    // Written by the script: the browser would ask for a picture that stands in the page before the cookie is set.
    body: `<script>document.cookie="member=yes"; document.write(\`${img("/members/1.jpg")}\`)</script>`,
    by: "menu",
    ...large,
  },
  { name: "address that works once", body: img("/once/NUMBER.jpg"), by: "menu", ...medium },
  { name: "redirect to a host with CORS", body: img(`/to/1.jpg?at=${open}/large.jpg`), by: "menu", ...large },
  {
    name: "signed query stays intact",
    body: img(`${open}/signed/cup.jpg?w=320&X-Signature=a%2Bb%3D%3D&Expires=9`),
    by: "menu",
    ...medium,
  },
  {
    name: "frame of the same site",
    body: `<iframe id="frame" width="400" height="500" src="/framed.html"></iframe>`,
    frame: "#frame",
    by: "menu",
    ...large,
  },
  {
    name: "frame of another site: all of it is cropped",
    body: `<iframe id="frame" style="border:0" width="320" height="400" src="${cdn}/framed.html"></iframe>`,
    frame: "#frame",
    by: "menu",
    ...large,
    crop: "without",
  },
  {
    name: "open shadow root",
    body: `<div id="host"></div><script>document.querySelector("#host").attachShadow({mode:"open"}).innerHTML='${img("/large.jpg").replaceAll("'", "")}'</script>`,
    by: "menu",
    ...large,
  },
  {
    name: "page on loopback, its own picture",
    on: "loopback",
    body: img("/large.jpg"),
    by: "menu",
    ...large,
  },
  {
    name: "store page, where no script may run",
    on: hosts.store,
    body: img(`${open}/large.jpg`.replace("http:", "https:")),
    by: "menu",
    ...large,
  },
];

const whichOne: Row[] = [
  {
    name: "srcset by width",
    body: img("/small.jpg", 'srcset="/small.jpg 320w, /large.jpg 1600w, /medium.jpg 800w" sizes="320px"'),
    by: "menu",
    ...large,
  },
  {
    name: "srcset by density",
    body: img(
      `${open}/small.jpg`,
      `srcset="${open}/small.jpg 1x, ${open}/medium.jpg 2x, ${open}/large.jpg 4x"`,
    ),
    by: "menu",
    ...large,
  },
  {
    name: "srcset with commas in addresses",
    body: img(
      `${open}/comma/w_320,c_fill/a.jpg`,
      `srcset="${open}/comma/w_320,c_fill/a.jpg 320w, ${open}/comma/w_1600,c_fill/a.jpg 1600w" sizes="320px"`,
    ),
    by: "menu",
    ...large,
  },
  {
    name: "largest of srcset is gone",
    body: img("/small.jpg", 'srcset="/small.jpg 320w, /gone.jpg 4000w, /medium.jpg 800w" sizes="320px"'),
    by: "menu",
    ...medium,
  },
  {
    name: "picture with sources",
    body: `<picture><source type="image/webp" srcset="/webp.jpg 1600w, /small.jpg 320w" sizes="320px">${img("/small.jpg")}</picture>`,
    by: "menu",
    source: "webp",
    size: [1600, 2000],
  },
  {
    name: "lazy, placeholder on the screen",
    body: img(spacer, `data-src="${open}/large.jpg"`),
    by: "menu",
    ...large,
  },
  {
    name: "lazy attribute is larger",
    body: img("/small.jpg", 'data-zoom-image="/large.jpg"'),
    by: "menu",
    ...large,
  },
  {
    name: "data-srcset",
    body: img("/small.jpg", 'data-srcset="/medium.jpg 800w, /large.jpg 1600w"'),
    by: "menu",
    ...large,
  },
  { name: "linked original", body: `<a href="/large.jpg">${img("/small.jpg")}</a>`, by: "menu", ...large },
  {
    name: "linked original is gone",
    body: `<a href="/gone.jpg">${img("/small.jpg")}</a>`,
    by: "menu",
    ...small,
  },
  { name: "scaled by WordPress", body: img("/wp-content/uploads/cup-320x400.jpg"), by: "menu", ...large },
  {
    name: "upsized address is gone",
    body: img("/wp-content/uploads/gone-320x400.jpg"),
    by: "menu",
    ...small,
  },
];

const formats: Row[] = [
  format("JPEG, EXIF orientation 6", "turned", [800, 1000]),
  // Without a profile each program has its own idea of CMYK: sharp's and the browser's differ a little.
  { ...format("JPEG, CMYK", "cmyk", [900, 600]), tolerance: 12 },
  format("JPEG, 40 megapixels", "huge", [8000, 5000]),
  format("PNG", "png", [900, 600]),
  format("PNG with alpha, on white", "alpha", [640, 640]),
  format("WebP, called JPEG", "webp", [1600, 2000]),
  format("AVIF, called JPEG", "avif", [800, 1000]),
  format("GIF, first frame", "gif", [600, 600]),
  format("animated WebP, first frame", "moving-webp", [600, 600]),
  format("BMP", "bmp-as-png", [640, 400], "bmp"),
  format("SVG, its script and load left out", "svg", [819, 1024], "drawing/1"),
  { name: "data: address", body: img("DATA:small"), by: "menu", ...small },
  {
    name: "blob: address",
    body: `${img("")}<script>fetch("/large.jpg").then((answer) => answer.blob()).then((blob) => { document.querySelector("#it").src = URL.createObjectURL(blob); })</script>`,
    by: "menu",
    ...large,
  },
];

/** What is taken by a right-click. */
export const menuRows: Row[] = [...whereItIs, ...whichOne, ...formats];
