/** No event of fal is longer (bytes); a line without end is none. */
const maxEventBytes = 32 * 1024;
/** So many empty lines in a row are no stream: the client's reader takes seconds for some thousands. */
const maxEmptyLines = 100;
/** An hour of events, one a second, is less (bytes). After it the status is polled, which tells as much. */
const maxStreamBytes = 1024 * 1024;

const newline = 10;
const carriageReturn = 13;

/** A response whose stream of events breaks off, after `onExcess`, when it is more than fal's can be. */
export function boundEvents(response: Response, onExcess: () => void): Response {
  let total = 0;
  let inEvent = 0;
  let last = 0;
  let emptyLines = 0;
  const bounded = new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, controller) {
      total += chunk.byteLength;
      for (const byte of chunk) {
        if (byte === carriageReturn) continue;
        // An empty line ends an event.
        const isEmpty = byte === newline && last === newline;
        emptyLines = isEmpty ? emptyLines + 1 : byte === newline ? emptyLines : 0;
        inEvent = isEmpty ? 0 : inEvent + 1;
        last = byte;
        if (inEvent > maxEventBytes || emptyLines > maxEmptyLines) total = Number.POSITIVE_INFINITY;
      }
      if (total <= maxStreamBytes) return controller.enqueue(chunk);
      onExcess();
      controller.error(new Error("more than a stream of events can be"));
    },
  });
  return new Response(response.body?.pipeThrough(bounded), response);
}
