import { browser } from "wxt/browser";
import { FailureError } from "../failure/failure";
import { bytesOfDataUrl } from "../image/data-url";
import type { Size } from "../image/dimensions";
import { type NormalizedImage, normalizeBitmap } from "../image/normalize";
import { type Print, printOf } from "../image/print";
import type { Box } from "../page/geometry";
import type { ElementBox } from "../page/protocol";

/** What was on the screen: as a picture, and its print. */
export interface Crop {
  picture: NormalizedImage;
  print: Print;
  /** Of what was cut out, in pixels. */
  size: Size;
}

/**
 * Cuts `box` out of what the tab shows now, at the screen's own resolution. `activeTab` allows it; the browser
 * refuses when another tab has come to the front. Throws `capture_page_gone` and `capture_too_small`.
 */
export async function cropScreen(tabId: number, box: ElementBox): Promise<Crop> {
  const screen = await photograph(tabId);
  try {
    return await cutOut(screen, box);
  } finally {
    screen.close();
  }
}

/** Cuts `box` out of a photograph of its window. Throws `capture_too_small`. */
export async function cutOut(screen: ImageBitmap, box: ElementBox): Promise<Crop> {
  const cut = toPixels(box, screen);
  const { x, y, width, height } = cut;
  if (width < 1 || height < 1) throw new FailureError("capture_too_small", `${width}×${height}`);
  const bitmap = await createImageBitmap(screen, x, y, width, height);
  try {
    const picture = await normalizeBitmap(bitmap, { format: "screen", bytes: 0 });
    return { picture, print: printOf(bitmap, cut), size: { width, height } };
  } finally {
    bitmap.close();
  }
}

/** A box in whole pixels of a photograph of its window: never more than the box, and nothing outside the photograph. */
export function toPixels(
  { x, y, width, height, viewport }: Pick<ElementBox, "viewport"> & Box,
  screen: Size,
): Box {
  const scale = screen.width / viewport.width;
  const start = (at: number) => Math.max(0, Math.ceil(at * scale - 0.01));
  const end = (at: number, most: number) => Math.min(most, Math.floor(at * scale + 0.01));
  const [left, top] = [start(x - viewport.x), start(y - viewport.y)];
  const right = end(x - viewport.x + width, screen.width);
  const bottom = end(y - viewport.y + height, screen.height);
  return { x: left, y: top, width: right - left, height: bottom - top };
}

/** Chromium allows two photographs a second, and now and then cannot read its screen back: it is asked again. */
const pauses = [600, 1_200];

/** What the tab shows now. Throws `capture_page_gone` when it is not in front. */
export async function photograph(tabId: number, [pause, ...more]: number[] = pauses): Promise<ImageBitmap> {
  try {
    const { active, windowId } = await browser.tabs.get(tabId);
    if (!active) throw new FailureError("capture_page_gone");
    const png = await browser.tabs.captureVisibleTab(windowId, { format: "png" });
    return await createImageBitmap(new Blob([bytesOfDataUrl(png) ?? ""]));
  } catch {
    if (pause === undefined) throw new FailureError("capture_page_gone");
    await new Promise((resolve) => setTimeout(resolve, pause));
    return photograph(tabId, more);
  }
}
