import { browser } from "wxt/browser";

/** Opens Options in a tab of its own. */
export function openOptions(): void {
  void browser.runtime.openOptionsPage();
}
