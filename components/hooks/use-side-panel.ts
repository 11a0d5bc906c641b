import { useEffect, useState } from "react";
import { browser } from "wxt/browser";
import { type PanelRequest, requestPanel } from "../../lib/storage/panel-request";

/** Firefox's name for it; the types describe Chrome. */
type Firefox = { sidebarAction?: { open: () => Promise<void> } };

/** A click handler that opens the side panel of this window, for something if that is said; resolves when it is open. */
export function useSidePanel(): (request?: PanelRequest) => Promise<void> {
  const [windowId, setWindowId] = useState<number>();
  useEffect(() => {
    void browser.windows.getCurrent().then(({ id }) => setWindowId(id));
  }, []);
  // No await before `open`: it needs the user's gesture, which does not outlive one. Hence the window above.
  return async (request) => {
    if (request) requestPanel({ request, windowId });
    const { sidebarAction } = browser as Firefox;
    if (sidebarAction) await sidebarAction.open();
    else if (windowId !== undefined) await browser.sidePanel.open({ windowId });
  };
}
