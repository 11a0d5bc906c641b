import { useEffect, useEffectEvent } from "react";
import { browser } from "wxt/browser";
import {
  type AskedOfPanel,
  endPanelRequest,
  type PanelRequest,
  readPanelRequest,
  watchPanelRequests,
} from "../../../lib/storage/panel-request";

/** Does what the panel of this window was opened for, now and while it is open. */
export function usePanelRequest(onRequest: (request: PanelRequest) => void): void {
  const act = useEffectEvent(onRequest);
  useEffect(() => {
    const hear = async (asked: AskedOfPanel) => {
      const { id } = await browser.windows.getCurrent();
      // The panel of another window leaves it to the one that was meant.
      if ((asked.windowId ?? id) !== id) return;
      endPanelRequest(asked);
      act(asked.request);
    };
    const waiting = readPanelRequest();
    if (waiting) void hear(waiting);
    return watchPanelRequests((asked) => void hear(asked));
  }, []);
}
