import { useSyncExternalStore } from "react";

/** A page that nobody sees paints nothing: after so long (ms) it goes on all the same. */
const longestFrame = 250;

let isPainted = false;
const listeners = new Set<() => void>();

/** False until the page's first frame has been painted: what is drawn only then does not hold it up. */
export const useFirstPaint = (): boolean => useSyncExternalStore(watch, () => isPainted);

function watch(listener: () => void): () => void {
  listeners.add(listener);
  if (!isPainted) waitForPaint();
  return () => listeners.delete(listener);
}

function waitForPaint(): void {
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => {
    port1.close();
    isPainted = true;
    for (const listener of listeners) listener();
  };
  // A message that is sent before a frame is painted comes after it.
  const send = () => port2.postMessage(undefined);
  requestAnimationFrame(send);
  setTimeout(send, longestFrame);
}
