import { plainSvg } from "./pictures.ts";
import { box, cdn, img, large, type Row, spacer } from "./row.ts";

type Menu = Omit<Row, "by">;

const instead = (src: string) => img("/small.jpg").replace(box, `${box};content:url(${src})`);
const inColours = (shown: string, guess: string): Menu => ({
  name: `truth: one thing in two colours, ${guess} behind ${shown}`,
  body: img(`/${shown}-small.jpg`, `data-zoom-image="/${guess}.jpg"`),
  ...{ source: `${shown}-small`, size: [320, 400], tolerance: 3 },
});

/**
 * Names that stand in the place of a document's own properties. (A frame called `chrome` takes the browser's own interface
 * from every extension's script; the picker then says that it cannot open there.)
 */
const clobbered = [
  ...["querySelectorAll", "querySelector", "documentElement", "activeElement", "body", "elementsFromPoint"],
  ...["createElement", "createElementNS", "defaultView", "getElementById", "host", "nodeType", "head"],
]
  .map((name) => `<img name="${name}" src="${spacer}" width="1" height="1">`)
  .join("");

const unsized = plainSvg.replace(' width="200" height="250"', ' viewBox="0 0 200 250"');
const drawing = { source: "svg", size: [819, 1024] as [number, number] };
const inShadow = (id: string, src: string) =>
  `<div id="host-${id}"></div><script>document.querySelector("#host-${id}").attachShadow({mode:"open"}).innerHTML='<iframe id="${id}" style="display:block;border:3px solid;width:320px;height:400px" src="${src}"></iframe>'</script>`;

const byMenu: Menu[] = [
  inColours("navy", "forest"),
  inColours("blush", "cream"),
  {
    name: "truth: one thing in one colour is larger",
    body: img("/navy-small.jpg", 'data-zoom-image="/navy.jpg"'),
    ...{ source: "navy", size: [640, 800], tolerance: 3 },
  },
  {
    name: "truth: a style sheet shows another picture",
    body: instead("/other.jpg"),
    ...{ source: "other", size: [1600, 2000] },
  },
  {
    name: "truth: the same of another host",
    body: instead(`${cdn}/other.jpg`),
    ...{ source: "other", size: [1600, 2000], crop: "without" },
  },
  {
    name: "truth: a stand-in's addresses that are no pictures",
    body: img(
      spacer,
      'data-src="/large.jpg" data-fullscreen-url="/viewer/17" data-full-name="/users/bob" data-image="/cart/take/17"',
    ),
    ...large,
    unasked: /viewer|users|cart/,
  },
  {
    name: "place: frame in a shadow tree",
    body: inShadow("frame", "/cdn-framed.html"),
    ...{ frame: "#frame", ...large, crop: "without" },
  },
  {
    name: "place: the second of two such frames",
    body: inShadow("first", "/framed.html") + inShadow("frame", "/cdn-framed.html"),
    ...{ frame: "#frame", ...large, crop: "without" },
  },
  {
    name: "silence: elements named as a document's properties",
    body: clobbered + img("/large.jpg"),
    ...large,
  },
  {
    name: "silence: the same, and a crop",
    body: clobbered + img(`${cdn}/large.jpg`),
    ...large,
    crop: "without",
  },
  { name: "silence: a picture by itself in the tab", body: "", path: "/large.jpg", target: "img", ...large },
  {
    name: "SVG without a size of its own, in base64, with a fragment",
    body: img(`data:image/svg+xml;base64,${Buffer.from(unsized).toString("base64")}#it`),
    ...drawing,
  },
  {
    name: "SVG without a size of its own, as text",
    body: img(`data:image/svg+xml,${encodeURIComponent(unsized)}`),
    ...drawing,
  },
  { name: "a cursor's file", body: img("/cursor.jpg"), ...{ source: "square", size: [256, 256] } },
];

const byPicker: Menu[] = [
  {
    name: "picker: one field of a sheet of pictures",
    body: `<div id="it" style="${box};background:url(/sheet.jpg) -320px 0"></div>`,
    ...{ source: "other", size: [320, 400], crop: "always" },
  },
  {
    name: "picker: the same in percents",
    body: `<div id="it" style="${box};background:url(/sheet.jpg) 100% 0/200% 100%"></div>`,
    ...{ source: "other", size: [320, 400], crop: "always" },
  },
  {
    name: "picker: a style sheet shows another picture",
    body: instead("/other.jpg"),
    ...{ source: "other", size: [1600, 2000] },
  },
  {
    name: "picker: elements named as a document's properties",
    body: clobbered + img("/large.jpg"),
    ...large,
  },
  { name: "picker: in an SVG document", body: "", path: "/plain/1", target: "svg", ...drawing },
];

/** What the user sees, where the page, the file or the style sheet makes it look like another thing. */
export const seenRows: Row[] = [
  ...byMenu.map((row) => ({ ...row, by: "menu" as const })),
  ...byPicker.map((row) => ({ ...row, by: "picker" as const })),
];
