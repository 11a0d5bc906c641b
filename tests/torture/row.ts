import { hosts } from "./sites.ts";

/** One case: a picture on a page, how a person takes it, and what must come of it. */
export interface Row {
  name: string;
  /** The page's body; what is taken has the id `it`. */
  body: string;
  /** Where the page is; by default the shop. */
  on?: string;
  /** Selector of the frame that `it` is in; `#a > #b` is a frame in a frame. */
  frame?: string;
  /** A page of the sites in place of `body`. */
  path?: string;
  /** Selector of what is taken, where it has no id. */
  target?: string;
  /** How far the user has zoomed in with two fingers. */
  pinch?: number;
  /** Hosts and paths that nobody may ask. */
  unasked?: RegExp;
  by: "menu" | "picker" | "keys";
  /** Name of the source picture, its size as it must be captured. */
  source: string;
  size: [number, number];
  /** Where nothing better than a crop of the screen is possible: without permission for the site, or ever. */
  crop?: "without" | "always";
  /** More difference than usual that is no fault. */
  tolerance?: number;
}

export const { cdn, open, hotlink } = hosts;
export const large: Pick<Row, "source" | "size"> = { source: "large", size: [1600, 2000] };
export const medium: Pick<Row, "source" | "size"> = { source: "medium", size: [800, 1000] };
export const small: Pick<Row, "source" | "size"> = { source: "small", size: [320, 400] };
export const box = "width:320px;height:400px";
export const img = (src: string, more = "") => `<img id="it" style="${box}" src="${src}" ${more}>`;
export const spacer = "data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7";
export const draw = (
  src: string,
) => `<canvas id="it" width="800" height="1000" style="${box}"></canvas><script>
  const image = new Image(); image.onload = () => document.querySelector("#it").getContext("2d").drawImage(image, 0, 0, 800, 1000);
  image.src = "${src}";</script>`;
export const fill = (url: string) =>
  `<div id="it" style="${box};background:url('${url}') center/100% 100%"></div>`;
export const format = (name: string, source: string, size: [number, number], file = source): Row => ({
  name,
  body: `<img id="it" style="width:320px" src="/${file}.jpg">`,
  by: "menu",
  source,
  size,
});
