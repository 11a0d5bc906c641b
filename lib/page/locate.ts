import { uncovered } from "./covers";
import { sizeOf } from "./describe-image";
import { type Found, walk } from "./find-images";
import type { Box } from "./geometry";
import type { ElementBox } from "./protocol";
import { drawnParent, nameOf } from "./safe-dom";
import {
  contentBox,
  fittingOf,
  frameOf,
  isFrame,
  outOf,
  outOfFrames,
  pictureBox,
  seenInOwnWindow,
} from "./visible-box";

/** A picture that loads late gets this long (ms) once it is in view. */
const lateImageMs = 1_500;
/** A window that is not drawn gives no frames: it is not waited for longer than this (ms). */
const paintMs = 500;

/**
 * Where a picture is, for a crop of the screen; undefined when nothing of it can be seen. `scroll`: first brings
 * it into view, and out from under what lies over it, when not all of it can be seen.
 */
export async function locate(found: Found, scroll: boolean): Promise<ElementBox | undefined> {
  const { element, shows } = found;
  const where = () => pictureBox(element, shows, sizeOf(found));
  if (scroll && !isWhole(seen(where(), element), where())) bringIn(element);
  if (scroll && nameOf(element) === "img") await loaded(element as HTMLImageElement);
  await painted();
  const own = where();
  const { box, covered } = seen(own, element);
  if (!box && !covered) return undefined;
  return {
    ...(box ?? nothing),
    covered,
    whole: outOfFrames(contentBox(element), element),
    fitting: fittingOf(element, shows),
    toned: isToned(element),
    viewport: viewport(),
  };
}

/** See `PageAgent.locateInside`. */
export async function locateInside(
  index: number,
  inner: ElementBox,
  scroll: boolean,
): Promise<ElementBox | undefined> {
  const frame = frameAt(index);
  if (!frame) return undefined;
  const where = () => outOf(inner, frame);
  if (scroll && !isWhole(seen(where(), frame), where())) {
    bringIn(frame);
    // Of a frame larger than the window its middle says nothing.
    const { x, y, width, height } = where();
    if (!isWhole(seen(where(), frame), where()))
      window.scrollBy(x + (width - innerWidth) / 2, y + (height - innerHeight) / 2);
  }
  await painted();
  const { box, covered } = seen(where(), frame);
  if (!box) return undefined;
  const whole = outOfFrames(outOf(inner.whole, frame), frame);
  const both = { covered: covered || inner.covered, toned: inner.toned || isToned(frame) };
  return { ...box, whole, fitting: inner.fitting, ...both, viewport: viewport() };
}

const nothing: Box = { x: 0, y: 0, width: 0, height: 0 };

interface Seen {
  /** In our window. */
  box?: Box | undefined;
  covered: boolean;
}

/** What can be seen of `box`, which is in the element's own window, on the way out to ours. */
function seen(box: Box | undefined, element: Element): Seen {
  const inside = box && seenInOwnWindow(box, element);
  const free = inside && uncovered(inside, element);
  const covered = inside !== undefined && (!free || !isWhole({ box: free }, inside));
  const frame = frameOf(element);
  if (!free || !frame) return { box: free, covered };
  const outside = seen(outOf(free, frame), frame);
  return { box: outside.box, covered: covered || outside.covered };
}

function isWhole({ box }: Pick<Seen, "box">, whole: Box | undefined): boolean {
  return (
    box !== undefined && whole !== undefined && box.width >= whole.width - 1 && box.height >= whole.height - 1
  );
}

function bringIn(element: Element): void {
  Element.prototype.scrollIntoView.call(element, { block: "center", inline: "center", behavior: "instant" });
}

/** Two frames: the first lays out, the second has been painted. */
async function painted(): Promise<void> {
  const next = () => new Promise((resolve) => requestAnimationFrame(resolve));
  await Promise.race([next().then(next), after(paintMs)]);
}

const after = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Waits until a picture is here, but not for long. */
export async function loaded(image: HTMLImageElement): Promise<void> {
  await Promise.race([image.decode().catch(() => undefined), after(lateImageMs)]);
}

function isToned(element: Element): boolean {
  for (let each: Element | null = element; each; each = drawnParent(each)) {
    const { opacity, filter } = getComputedStyle(each);
    if (Number(opacity) < 1 || filter !== "none") return true;
  }
  return false;
}

function viewport(): Box {
  const { offsetLeft: x = 0, offsetTop: y = 0, scale = 1 } = window.visualViewport ?? {};
  return { x, y, width: window.innerWidth / scale, height: window.innerHeight / scale };
}

function frameAt(index: number): Element | undefined {
  const frames = [...walk(document)].filter(isFrame);
  const isAt = (view: Window | undefined) => (element: Element) =>
    view !== undefined && (element as HTMLIFrameElement).contentWindow === view;
  if (index >= 0) return frames.find(isAt(window[index]));
  // Frames in shadow trees have no number: of several it is the one under the pointer.
  const views = Array.from({ length: window.length }, (_, i) => window[i]);
  const others = frames.filter((frame) => !views.some((view) => isAt(view)(frame)));
  return others.length > 1 ? others.find((frame) => frame.matches(":hover")) : others[0];
}
