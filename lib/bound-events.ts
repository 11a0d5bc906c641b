/** No event of fal is longer (bytes), logs included; a line without end is none. */
const maxEventBytes = 64 * 1024;
/** An hour of events, one a second, is less (bytes). After it the status is polled, which tells as much. */
const maxStreamBytes = 1024 * 1024;

const newline = 10;
const carriageReturn = 13;

/** A response whose stream of events breaks off, after `onExcess`, when it is more than fal's can be. */
export function boundEvents(response: Response, onExcess: () => void): Response {
  let total = 0;
  let inEvent = 0;
  let last = 0;
  let hasText = false;
  const bounded = new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, controller) {
      total += chunk.byteLength;
      for (const byte of chunk) {
        if (byte === carriageReturn) continue;
        // An empty line ends an event; one after another they end none.
        const ends = byte === newline && last === newline && hasText;
        inEvent = ends ? 0 : inEvent + 1;
        hasText = !ends && (hasText || byte !== newline);
        last = byte;
        if (inEvent > maxEventBytes) break;
      }
      if (inEvent <= maxEventBytes && total <= maxStreamBytes) return controller.enqueue(chunk);
      onExcess();
      controller.error(new Error("more than a stream of events can be"));
    },
  });
  return new Response(response.body?.pipeThrough(bounded), response);
}
