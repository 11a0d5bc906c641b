import { defineUnlistedScript } from "wxt/utils/define-unlisted-script";
import { type HistorySource, readHistory } from "../lib/history/read-history";

/** A worker of the side panel: reads the history while the panel draws, and answers with its columns. */
export default defineUnlistedScript(() => {
  addEventListener("message", ({ data }: MessageEvent<HistorySource>) => {
    // What is reported is an error of this worker, which the panel hears.
    readHistory(data).then((columns) => postMessage(columns), reportError);
  });
});
