import { plainSvg } from "./pictures.ts";
import { hosts } from "./sites.ts";

/** One case: a picture on a page, how a person takes it, and what must come of it. */
export interface Row {
  name: string;
  /** The page's body; what is taken has the id `it`. */
  body: string;
  /** Where the page is; by default the shop. */
  on?: string;
  /** Selector of the frame that `it` is in. */
  frame?: string;
  by: "menu" | "picker" | "keys";
  /** Name of the source picture, its size as it must be captured. */
  source: string;
  size: [number, number];
  /** Set where nothing better than a crop of the screen is possible without permission for the site. */
  cropWithout?: boolean;
}

const { cdn, open, hotlink } = hosts;
const large: Pick<Row, "source" | "size"> = { source: "large", size: [1600, 2000] };
const medium: Pick<Row, "source" | "size"> = { source: "medium", size: [800, 1000] };
const small: Pick<Row, "source" | "size"> = { source: "small", size: [320, 400] };
const box = "width:320px;height:400px";
const img = (src: string, more = "") => `<img id="it" style="${box}" src="${src}" ${more}>`;
const spacer = "data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7";
const draw = (src: string) => `<canvas id="it" width="800" height="1000" style="${box}"></canvas><script>
  const image = new Image(); image.onload = () => document.querySelector("#it").getContext("2d").drawImage(image, 0, 0, 800, 1000);
  image.src = "${src}";</script>`;
const fill = (url: string) => `<div id="it" style="${box};background:url('${url}') center/100% 100%"></div>`;
const format = (name: string, source: string, size: [number, number], file = source): Row => ({
  name,
  body: `<img id="it" style="width:320px" src="/${file}.jpg">`,
  by: "menu",
  source,
  size,
});

const whereItIs: Row[] = [
  { name: "same origin, no CORS", body: img("/large.jpg"), by: "menu", ...large },
  { name: "other host with CORS", body: img(`${open}/large.jpg`), by: "menu", ...large },
  { name: "other host without CORS", body: img(`${cdn}/large.jpg`), by: "menu", ...large, cropWithout: true },
  {
    name: "host that refuses strangers",
    body: img(`${hotlink}/large.jpg`),
    by: "menu",
    ...large,
    cropWithout: true,
  },
  {
    name: "members only, by cookie",
    body: `<script>document.cookie="member=yes"</script>${img("/members/1.jpg")}`,
    by: "menu",
    ...large,
  },
  { name: "address that works once", body: img("/once/1.jpg"), by: "menu", ...medium },
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
    name: "frame of another site",
    body: `<iframe id="frame" width="400" height="500" src="${cdn}/framed.html"></iframe>`,
    frame: "#frame",
    by: "menu",
    ...large,
    cropWithout: true,
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
  format("JPEG, CMYK", "cmyk", [900, 600]),
  format("JPEG, 40 megapixels", "huge", [8000, 5000]),
  format("PNG", "png", [900, 600]),
  format("PNG with alpha, on white", "alpha", [640, 640]),
  format("WebP, called JPEG", "webp", [1600, 2000]),
  format("AVIF, called JPEG", "avif", [800, 1000]),
  format("GIF, first frame", "gif", [600, 600]),
  format("animated WebP, first frame", "moving-webp", [600, 600]),
  format("BMP", "bmp", [640, 400]),
  format("SVG, its script and load left out", "svg", [819, 1024], "drawing/1"),
  { name: "data: address", body: img("DATA:small"), by: "menu", ...small },
  {
    name: "blob: address",
    body: `${img("")}<script>fetch("/large.jpg").then((answer) => answer.blob()).then((blob) => { document.querySelector("#it").src = URL.createObjectURL(blob); })</script>`,
    by: "menu",
    ...large,
  },
];

const picked: Row[] = [
  {
    name: "image under an overlay",
    body: `<div style="position:relative">${img("/large.jpg")}<div style="position:absolute;inset:0;z-index:9;background:#fff1"></div></div>`,
    by: "picker",
    ...large,
  },
  {
    name: "image under a stretched spacer image",
    body: `<div style="position:relative">${img("/large.jpg")}<img src="${spacer}" style="position:absolute;inset:0;${box}"></div>`,
    by: "picker",
    ...large,
  },
  {
    name: "image that takes no pointer",
    body: img("/large.jpg", "").replace(box, `${box};pointer-events:none`),
    by: "picker",
    ...large,
  },
  {
    name: "page with a z-index war",
    body: `${img("/large.jpg")}<style>div{display:none!important} *{z-index:2147483647}</style>`,
    by: "picker",
    ...large,
  },
  { name: "CSS background", body: fill("/large.jpg"), by: "picker", ...large },
  {
    name: "CSS background of another host",
    body: fill(`${cdn}/large.jpg`),
    by: "picker",
    ...large,
    cropWithout: true,
  },
  {
    name: "image-set()",
    body: `<div id="it" style="${box};background:image-set(url('/small.jpg') 1x, url('/large.jpg') 2x) center/100% 100%"></div>`,
    by: "picker",
    ...large,
  },
  {
    name: "::before background",
    body: `<style>#it::before{content:"";display:block;${box};background:url(/large.jpg) 0/100% 100%}</style><div id="it" style="${box}"></div>`,
    by: "picker",
    ...large,
  },
  {
    name: "::after content",
    body: `<style>#it::after{content:url(/small.jpg)}</style><div id="it" style="${box}"></div>`,
    by: "picker",
    ...small,
  },
  { name: "canvas", body: draw("/large.jpg"), by: "picker", ...medium },
  {
    name: "canvas, tainted",
    body: draw(`${cdn}/large.jpg`),
    by: "picker",
    source: "large",
    size: [320, 400],
    cropWithout: true,
  },
  {
    name: "video frame",
    body: `<video id="it" style="${box};object-fit:fill" muted autoplay></video><canvas id="film" width="800" height="1000" hidden></canvas><script>
    const image = new Image(); image.onload = () => { const film = document.querySelector("#film"); const paint = () => { film.getContext("2d").drawImage(image, 0, 0, 800, 1000); requestAnimationFrame(paint); };
    paint(); document.querySelector("#it").srcObject = film.captureStream(30); }; image.src = "/large.jpg";</script>`,
    by: "picker",
    ...medium,
  },
  {
    name: "video poster",
    body: `<video id="it" style="${box}" poster="/large.jpg"></video>`,
    by: "picker",
    ...large,
  },
  {
    name: "inline <svg>",
    body: `<style>.paint{fill:#b4341f}</style>${plainSvg.replace("<svg", `<svg id="it" style="width:320px;height:400px"`).replace('fill="#b4341f"', 'class="paint"')}`,
    by: "picker",
    source: "svg",
    size: [819, 1024],
  },
  {
    name: "<image> in an <svg>",
    body: `<svg width="320" height="400"><image id="it" href="/large.jpg" width="320" height="400"/></svg>`,
    by: "picker",
    ...large,
  },
  {
    name: "<input type=image>",
    body: `<input id="it" type="image" src="/large.jpg" style="${box}">`,
    by: "picker",
    ...large,
  },
  {
    name: "<object>",
    body: `<object id="it" type="image/jpeg" data="/large.jpg" style="${box}"></object>`,
    by: "picker",
    ...large,
  },
  {
    name: "picker: open shadow root",
    body: `<div id="host"></div><script>document.querySelector("#host").attachShadow({mode:"open"}).innerHTML='<div id="it" style="${box};background:url(/large.jpg) 0/100% 100%"></div>'</script>`,
    by: "picker",
    ...large,
  },
  {
    name: "picker: frame of the same site",
    body: `<iframe id="frame" width="400" height="500" src="/framed.html"></iframe>`,
    frame: "#frame",
    by: "picker",
    ...large,
  },
  {
    name: "picker: below the fold",
    body: `<div style="height:2600px"></div>${img(`${cdn}/large.jpg`)}`,
    by: "picker",
    ...large,
    cropWithout: true,
  },
  {
    name: "picker by keyboard: the second picture",
    body: `<img src="/cup.jpg" width="300"><br>${img("/large.jpg")}`,
    by: "keys",
    ...large,
  },
];

/** Every picture that a person can see and take. */
export const rows: Row[] = [...whereItIs, ...whichOne, ...formats, ...picked];

/** What must be refused with a sentence, and leave the tray as it was. */
export interface BadRow {
  name: string;
  body: string;
  /** The failure's code. */
  code: string;
  /** What happens to the page while the picture is fetched. */
  meanwhile?: "close" | "navigate";
  /** A path that must not be asked for more often than the page itself asks. */
  unasked?: string;
}

const bad = (src: string) => `<img id="it" style="${box}" src="${src}" alt="picture">`;

export const badRows: BadRow[] = [
  { name: "HTML as image", body: bad("/html/1.jpg"), code: "capture_not_picture" },
  { name: "zero bytes", body: bad("/empty/1.jpg"), code: "capture_empty" },
  { name: "truncated file", body: bad("/cut.jpg"), code: "capture_not_picture|capture_undecodable" },
  { name: "404", body: bad("/nothing.jpg"), code: "capture_unreachable" },
  { name: "redirect loop", body: bad("/loop/1.jpg"), code: "capture_unreachable" },
  { name: "48 KB PNG of 20000×20000", body: bad("/bomb.jpg"), code: "capture_too_large" },
  { name: "endless stream", body: bad("/endless/1.jpg"), code: "capture_too_large" },
  { name: "8×8 pixels", body: bad("/speck.jpg"), code: "capture_too_small" },
  {
    name: "public page, loopback address",
    body: bad("LOOPBACK/secret.jpg"),
    code: "capture_address_refused",
    unasked: "/secret.jpg",
  },
  {
    name: "public page, loopback in decimal",
    body: bad("LOOPBACK/secret2.jpg").replace("LOOPBACK", "DECIMAL"),
    code: "capture_address_refused",
    unasked: "/secret2.jpg",
  },
  {
    name: "public page, loopback by redirect",
    body: bad(`${open}/to/1.jpg?at=LOOPBACK/large.jpg`),
    code: "capture_address_refused|capture_unreachable",
  },
  {
    name: "page closed during capture",
    body: bad("/slow/1.jpg"),
    code: "capture_page_gone|capture_unreachable",
    meanwhile: "close",
  },
  {
    name: "page navigated during capture",
    body: bad("/slow/2.jpg"),
    code: "capture_page_gone|capture_unreachable",
    meanwhile: "navigate",
  },
];
