import { drawSvg } from "../image/rasterise-svg";
import { allIn } from "./safe-dom";

/** An `<svg>` of the page, as it looks there: a copy with the page's styles written into it. */
export async function rasteriseElement(svg: SVGSVGElement): Promise<ImageBitmap> {
  const copy = svg.cloneNode(true) as SVGSVGElement;
  const from = [svg, ...svg.querySelectorAll("*")];
  const to = [copy, ...copy.querySelectorAll("*")] as SVGElement[];
  for (const [i, element] of from.entries()) {
    const style = getComputedStyle(element);
    for (const name of painted) to[i]?.style.setProperty(name, style.getPropertyValue(name));
  }
  includeUsed(svg, copy);
  const { width, height } = svg.getBoundingClientRect();
  return drawSvg(copy, { width, height });
}

/** What the page's style sheets can change about a drawing. */
const painted = [
  "color",
  "display",
  "fill",
  "fill-opacity",
  "fill-rule",
  "font",
  "opacity",
  "stop-color",
].concat(
  ["stop-opacity", "stroke", "stroke-dasharray", "stroke-linecap", "stroke-linejoin", "stroke-opacity"],
  ["stroke-width", "text-anchor", "transform", "visibility"],
);

/** Icons often use a symbol that stands elsewhere in the page. */
function includeUsed(svg: SVGSVGElement, copy: SVGSVGElement): void {
  const root = svg.getRootNode() as Document | ShadowRoot;
  for (const use of copy.querySelectorAll("use")) {
    const id = (use.getAttribute("href") ?? use.getAttribute("xlink:href") ?? "").replace(/^#/, "");
    if (!id || copy.querySelector(`[id="${CSS.escape(id)}"]`)) continue;
    const [used] = allIn(root, `[id="${CSS.escape(id)}"]`);
    const store = copy.ownerDocument.createElementNS("http://www.w3.org/2000/svg", "defs");
    if (used) store.append(used.cloneNode(true));
    copy.prepend(store);
  }
}
