import { browser } from "wxt/browser";
import { FailureError } from "../failure/failure";
import { bytesOfDataUrl } from "../image/data-url";
import { type NormalizedImage, normalizeBitmap } from "../image/normalize";
import type { ElementBox } from "../page/protocol";

/**
 * Cuts `aim` out of what the tab shows now, at the screen's own resolution. `activeTab` allows it; the browser
 * refuses when another tab has come to the front. Throws `capture_page_gone` and `capture_too_small`.
 */
export async function cropScreen(tabId: number, aim: ElementBox): Promise<NormalizedImage> {
  const screen = await photograph(tabId);
  const scale = screen.width / aim.viewport.width;
  const [x, y] = [Math.round(aim.x * scale), Math.round(aim.y * scale)];
  const [width, height] = [Math.round(aim.width * scale), Math.round(aim.height * scale)];
  try {
    if (width < 1 || height < 1) throw new FailureError("capture_too_small", `${width}×${height}`);
    const cut = await createImageBitmap(screen, x, y, width, height);
    try {
      return await normalizeBitmap(cut, { format: "screen", bytes: 0 });
    } finally {
      cut.close();
    }
  } finally {
    screen.close();
  }
}

/** Chromium allows two photographs a second, and now and then cannot read its screen back: it is asked again. */
const pauses = [600, 1_200];

async function photograph(tabId: number, [pause, ...more]: number[] = pauses): Promise<ImageBitmap> {
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
