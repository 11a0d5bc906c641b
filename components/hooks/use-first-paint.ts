import { useEffect, useState } from "react";

/** A page that nobody sees paints nothing: after so long (ms) it goes on all the same. */
const longestFrame = 250;

/** False until the frame with the first drawing has been painted: what is drawn only then does not hold it up. */
export function useFirstPaint(): boolean {
  const [isPainted, setPainted] = useState(false);
  useEffect(() => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => setPainted(true);
    // A message that is sent before a frame is painted comes after it.
    const send = () => port2.postMessage(undefined);
    const frame = requestAnimationFrame(send);
    const timer = setTimeout(send, longestFrame);
    return () => {
      cancelAnimationFrame(frame);
      clearTimeout(timer);
      port1.close();
    };
  }, []);
  return isPainted;
}
