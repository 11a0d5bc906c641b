import { useEffect, useState } from "react";
import { browser } from "wxt/browser";

/** Firefox's name for it; the types describe Chrome. */
type Firefox = { sidebarAction?: { open: () => Promise<void> } };

/** A click handler that opens the side panel of this window. */
export function useSidePanel(): () => void {
  const [windowId, setWindowId] = useState<number>();
  useEffect(() => {
    void browser.windows.getCurrent().then(({ id }) => setWindowId(id));
  }, []);
  // No await before `open`: it needs the user's gesture, which does not outlive one. Hence the window above.
  return () => {
    const { sidebarAction } = browser as Firefox;
    if (sidebarAction) void sidebarAction.open();
    else if (windowId !== undefined) void browser.sidePanel.open({ windowId });
  };
}
