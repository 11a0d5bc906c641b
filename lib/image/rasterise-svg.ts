import { FailureError } from "../failure/failure";
import { fitWithin } from "./dimensions";
import { maxMemory } from "./sniff";
import { weightOf } from "./svg-complexity";
import { memoryInside } from "./svg-pictures";

/** A drawing has no pixels of its own: it is drawn this large (its longer side, in pixels). */
const drawnSide = 1024;

/** To draw more elements than this would hold up the page for seconds. */
const maxWeight = 200_000;

/**
 * Draws an SVG. As an image it runs no scripts and loads nothing, whatever it says (SVG 2, secure static mode).
 * Throws `capture_undecodable` and `capture_too_large`.
 */
export async function rasterise(source: string): Promise<ImageBitmap> {
  const parsed = new DOMParser().parseFromString(source, "image/svg+xml").documentElement;
  if (parsed.localName !== "svg") throw new FailureError("capture_undecodable");
  return drawSvg(parsed as unknown as SVGSVGElement);
}

export async function drawSvg(
  svg: SVGSVGElement,
  onPage?: { width: number; height: number },
): Promise<ImageBitmap> {
  if (weightOf(svg) > maxWeight) throw new FailureError("capture_undecodable");
  const own = onPage ?? ownSize(svg);
  const zoom = drawnSide / Math.max(own.width, own.height);
  const size = fitWithin({ width: own.width * zoom, height: own.height * zoom }, drawnSide);
  if (!svg.hasAttribute("viewBox")) svg.setAttribute("viewBox", `0 0 ${own.width} ${own.height}`);
  for (const side of ["width", "height"] as const) {
    svg.setAttribute(side, String(size[side]));
    // A style would win over the attribute.
    svg.style.setProperty(side, `${size[side]}px`);
  }
  svg.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  // The page's layout is not part of the drawing.
  svg.style.setProperty("transform", "none");
  const source = new XMLSerializer().serializeToString(svg);
  const memory = memoryInside(source);
  if (memory > maxMemory) throw new FailureError("capture_too_large", `${Math.round(memory / 1e6)} MB`);
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(source)}`;
  try {
    await image.decode();
    return await createImageBitmap(image, { resizeWidth: size.width, resizeHeight: size.height });
  } catch {
    throw new FailureError("capture_undecodable");
  }
}

/** Width and height as the file says them, in its own units; a square where it says nothing. */
function ownSize(svg: SVGSVGElement): { width: number; height: number } {
  const said = ["width", "height"].map((name) => {
    const value = svg.getAttribute(name) ?? "";
    return value.endsWith("%") ? Number.NaN : Number.parseFloat(value);
  });
  const box = (svg.getAttribute("viewBox") ?? "")
    .trim()
    .split(/[\s,]+/)
    .map(Number);
  const [width, height] = [said[0] || box[2] || box[3], said[1] || box[3] || box[2]];
  return width && height && width > 0 && height > 0 ? { width, height } : { width: 1, height: 1 };
}
