import { browser } from "wxt/browser";

/**
 * Whether this page is a popup that its browser closes when a file dialog opens, so that the file would be lost:
 * Firefox everywhere, Chromium on Linux.
 */
export function isLostAtFileDialog(): boolean {
  const isPopup = browser.extension.getViews({ type: "popup" }).includes(window);
  const closes = "sidebarAction" in browser || /Linux|CrOS/.test(navigator.userAgent);
  return isPopup && closes;
}
