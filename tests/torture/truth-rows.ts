import { box, cdn, img, large, medium, open, type Row, small } from "./row.ts";
import { hosts } from "./sites.ts";

const { dead, hotlink } = hosts;

type Menu = Omit<Row, "by">;

/** What the user sees is what she gets, whatever else the page or a host says. */
const shownWins: Menu[] = [
  {
    name: "truth: data-hover-src is another picture",
    body: img("/small.jpg", 'data-hover-src="/other.jpg"'),
    ...small,
  },
  {
    name: "truth: a swatch changed only src",
    body: `${img("/other.jpg", 'data-zoom-image="/other.jpg" data-src="/other.jpg"')}<script>document.querySelector("#it").src="/small.jpg"</script>`,
    ...small,
  },
  {
    name: "truth: the link leads to another picture",
    body: `<a href="/other.jpg">${img("/small.jpg")}</a>`,
    ...small,
  },
  {
    name: "truth: other entries of srcset are another picture",
    body: img("/small.jpg", 'srcset="/small.jpg 320w, /other.jpg 1600w" sizes="320px"'),
    ...small,
  },
  {
    name: "truth: a guess is compared with the crop, too",
    body: img(`${cdn}/small.jpg`, `data-zoom-image="${open}/other.jpg"`),
    source: "small",
    size: [320, 400],
    crop: "without",
  },
  {
    name: "truth: addresses that are no pictures are not asked",
    body: img(
      "/small.jpg",
      `data-share-url="${open}/sharer.php?u=1" data-add-to-cart-url="/cart/add/17" data-delete-image="/wishlist/17/delete"`,
    ),
    ...small,
    unasked: /sharer|cart|wishlist/,
  },
  {
    name: "truth: two dead guesses",
    body: img(`${open}/small.jpg`, `data-zoom-image="${dead}/1.jpg" data-large-image="${dead}/2.jpg"`),
    ...small,
  },
  {
    name: "truth: a host gives strangers a substitute of the same size",
    body: img(`${cdn}/substitute/1.jpg`),
    ...large,
    crop: "without",
  },
  {
    name: "truth: a redirect to a host that refuses strangers",
    body: img(`${cdn}/to/1.jpg?at=${hotlink}/large.jpg`),
    ...large,
    crop: "without",
  },
  { name: "truth: a picture with status 404", body: img("/missing/1.jpg"), ...large },
  { name: "truth: a host that looks at Accept", body: img(`${open}/accepting/1.jpg`), ...large },
  { name: "truth: a host that looks at Sec-Fetch-Dest", body: img(`${open}/destined/1.jpg`), ...large },
  { name: "truth: the same without CORS", body: img(`${cdn}/destined/1.jpg`), ...large, crop: "without" },
  { name: "truth: Shopify, with a version", body: img("/cdn/shop/files/cup_320x.jpg?v=17"), ...large },
  { name: "truth: Next.js", body: img("/_next/image?url=%2Flarge.jpg&w=320&q=75"), ...large },
];

const inner = `<body style='margin:0'><img id='it' style='display:block' width='320' height='400' src='${cdn}/large.jpg'>`;
const frame = (more: string) =>
  `<div style="height:150px">Name and address</div><iframe id="frame" style="border:0;width:320px;height:400px;margin-left:200px" ${more}></iframe>`;
const inFrame = { frame: "#frame", ...large, crop: "without" as const };

/** Where a crop must be cut. */
const rightPlace: Menu[] = [
  { name: "place: srcdoc frame", body: frame(`srcdoc="${inner}"`), ...inFrame },
  { name: "place: same-site frame", body: frame('src="/cdn-framed.html"'), ...inFrame },
  {
    name: "place: frame that redirects",
    body: frame(`src="/to/frame?at=${hosts.shop}/cdn-framed.html"`),
    ...inFrame,
  },
  { name: "place: sandboxed frame", body: frame('sandbox src="/cdn-framed.html"'), ...inFrame },
  {
    name: "place: about:blank frame",
    body: `${frame("")}<script>const page = document.querySelector("#frame").contentDocument; page.body.innerHTML = "${inner}"; page.body.style.margin = 0;</script>`,
    ...inFrame,
  },
  {
    name: "place: frame in a frame, with borders and padding",
    body: `<iframe id="outer" style="border:7px solid;padding:11px;width:700px;height:600px" src="/nest.html"></iframe>`,
    ...{ ...inFrame, frame: "#outer > #frame" },
  },
  {
    name: "place: frame that is shown scaled",
    body: `<iframe id="frame" style="border:5px solid;width:320px;height:400px;transform:scale(1.25);transform-origin:0 0" srcdoc="${inner}"></iframe>`,
    ...inFrame,
    // The last of 399 pixels are cut off to a multiple of 16.
    tolerance: 12,
  },
  {
    name: "place: under a header that stays",
    body: `<div style="position:fixed;inset:0 0 auto 0;height:170px;background:#fff;z-index:9">Header</div><div style="height:600px"></div>${img(`${cdn}/large.jpg`)}<div style="height:2000px"></div><script>scrollTo(0, 560)</script>`,
    ...large,
    crop: "without",
  },
  {
    name: "place: zoomed with two fingers",
    body: img(`${cdn}/large.jpg`),
    ...large,
    crop: "without",
    pinch: 1.5,
  },
  {
    name: "place: after 35,000 elements",
    body: `<div style="height:0;overflow:hidden"><script>document.write("<b></b>".repeat(35000))</script></div>${img(`${cdn}/large.jpg`)}`,
    ...large,
    crop: "without",
  },
  {
    name: "place: closed shadow root",
    body: `<div id="it" style="${box}"></div><script>document.querySelector("#it").attachShadow({mode:"closed"}).innerHTML='<img style="${box}" src="${cdn}/large.jpg">'</script>`,
    ...large,
    crop: "without",
  },
  {
    name: "place: object-fit contain, border, padding",
    body: `<img id="it" style="width:500px;height:400px;object-fit:contain;border:9px solid red;padding:13px;background:lime" src="${cdn}/large.jpg">`,
    ...large,
    crop: "without",
  },
];

/** Where nothing happened, and nothing was said. */
const noSilence: Menu[] = [
  {
    name: "silence: data: picture of more than 2 MB",
    body: `${img("")}<script>const image = new Image(); image.onload = () => { const canvas = document.createElement("canvas"); canvas.width = 800; canvas.height = 1000;
      const context = canvas.getContext("2d"); context.drawImage(image, 0, 0, 800, 1000); const pixels = context.getImageData(0, 0, 800, 1000);
      for (let i = 0; i < pixels.data.length; i++) if (i % 4 < 3) pixels.data[i] += (Math.random() - 0.5) * 30; context.putImageData(pixels, 0, 0);
      document.querySelector("#it").src = canvas.toDataURL("image/png"); }; image.src = "/large.jpg";</script>`,
    ...medium,
  },
  { name: "silence: a page that never finishes loading", body: "", path: "/forever/1", ...large },
  {
    name: "silence: elements with our scripts' names",
    body: `<b id="refshotAgent"></b><b id="refshotPicker"></b><form><input type="hidden" name="parentElement"><input type="hidden" name="getBoundingClientRect"><input type="hidden" name="closest">${img("/large.jpg")}</form>`,
    ...large,
  },
];

export const truthRows: Row[] = [...shownWins, ...rightPlace, ...noSilence].map((row) => ({
  ...row,
  by: "menu",
}));

/** The same for the picker. */
export const truthPickerRows: Row[] = [
  {
    name: "picker: elements with our scripts' names",
    body: `<b id="refshotAgent"></b><b id="refshotPicker"></b><form><input type="hidden" name="parentElement"><input type="hidden" name="getBoundingClientRect"><input type="hidden" name="closest"><div style="overflow:hidden">${img("/large.jpg")}</div></form>`,
    by: "picker",
    ...large,
  },
  {
    name: "picker: background after 35,000 elements",
    body: `<div style="height:0;overflow:hidden"><script>document.write("<b></b>".repeat(35000))</script></div><div id="it" style="${box};background:url('/large.jpg') 0/100% 100%"></div>`,
    by: "picker",
    ...large,
  },
];
