import { useEffect, useEffectEvent } from "react";
import { type PanelRequest, takePanelRequest, watchPanelRequests } from "../../../lib/storage/panel-request";

/** Does what the panel was opened for, now and while it is open. */
export function usePanelRequest(onRequest: (request: PanelRequest) => void): void {
  const take = useEffectEvent(() => {
    const request = takePanelRequest();
    if (request) onRequest(request);
  });
  useEffect(() => {
    // Not within the effect: what the request changes is to be on the screen before it goes on.
    const timer = setTimeout(() => take());
    const stop = watchPanelRequests(() => take());
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, []);
}
