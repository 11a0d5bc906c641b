import type { ElementBox } from "./protocol";
import { visibleBox } from "./visible-box";

/** A picture that loads late gets this long (ms) once it is in view. */
const lateImageMs = 1_500;

/**
 * Brings an element into view and says where it is, for a crop of the screen; undefined when nothing of it
 * can be seen.
 */
export async function locate(element: Element): Promise<ElementBox | undefined> {
  if (!isInView(element)) element.scrollIntoView({ block: "center", inline: "center", behavior: "instant" });
  if (element.localName === "img") await loaded(element as HTMLImageElement);
  // Two frames: the first lays out, the second has been painted.
  for (let frame = 0; frame < 2; frame++) await new Promise((resolve) => requestAnimationFrame(resolve));
  const box = visibleBox(element);
  return box && { ...box, viewport: { width: window.innerWidth, height: window.innerHeight } };
}

function isInView(element: Element): boolean {
  const seen = visibleBox(element);
  const { width, height } = element.getBoundingClientRect();
  return seen !== undefined && seen.width >= width - 1 && seen.height >= height - 1;
}

async function loaded(image: HTMLImageElement): Promise<void> {
  const late = new Promise((resolve) => setTimeout(resolve, lateImageMs));
  await Promise.race([image.decode().catch(() => undefined), late]);
}
