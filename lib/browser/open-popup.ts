import { browser } from "wxt/browser";

/** Opens the popup from another page of ours; undefined where the browser cannot. */
export const openPopup: (() => void) | undefined =
  "openPopup" in browser.action
    ? () => {
        // It may refuse without a window of its own: the toolbar's button is always there.
        void browser.action.openPopup().catch(() => undefined);
      }
    : undefined;
