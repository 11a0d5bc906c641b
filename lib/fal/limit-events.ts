/** No event of fal is longer (bytes); a line without end is none. */
const maxEventBytes = 32 * 1024;
/** An hour of events, one a second, is less (bytes). After it the status is polled, which tells as much. */
const maxStreamBytes = 1024 * 1024;
/**
 * The client's parser looks at all of a chunk again for each of its lines (eventsource-parser 1.1): it gets
 * chunks of about so many bytes, cut where a line ends, because its decoder knows no half characters.
 */
const piece = 1024;

const newline = 10;
const carriageReturn = 13;

/** A response whose stream of events breaks off, after `onExcess`, when it is more than fal's can be. */
export function boundEvents(response: Response, onExcess: () => void): Response {
  let total = 0;
  let inEvent = 0;
  let last = 0;

  /** Counts one byte; true when it ends a line. */
  function count(byte: number): boolean {
    if (byte === carriageReturn) return false;
    // An empty line ends an event.
    inEvent = byte === newline && last === newline ? 0 : inEvent + 1;
    last = byte;
    return byte === newline;
  }

  const bounded = new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, controller) {
      let from = 0;
      for (let at = 0; at < chunk.byteLength; at++) {
        total += 1;
        const endsLine = count(chunk[at] ?? 0);
        if (inEvent > maxEventBytes || total > maxStreamBytes) {
          onExcess();
          return controller.error(new Error("more than a stream of events can be"));
        }
        if (!endsLine || at - from < piece) continue;
        controller.enqueue(chunk.subarray(from, at + 1));
        from = at + 1;
      }
      if (from < chunk.byteLength) controller.enqueue(chunk.subarray(from));
    },
  });
  return new Response(response.body?.pipeThrough(bounded), response);
}
