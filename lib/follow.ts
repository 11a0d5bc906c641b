import type { Fal } from "./fal";
import type { QueueStatus } from "./fal-answers";
import type { GenerationIn } from "./generation";
import { backoff, wait } from "./waiting";

/** A stream that says nothing for this long (ms) is given up, and the status asked for once. */
const silence = 20_000;
/** After this many streams that said nothing at all, only polling is left. */
const maxMuteStreams = 2;

/**
 * Follows an accepted request until fal calls it completed: by server-sent events, by polling with backoff
 * where these do not come through. Calls `onStatus` at every change. Throws what fal's `status` throws, and
 * the signal's reason.
 */
export async function followRequest(
  fal: Fal,
  { endpoint, request }: GenerationIn<"running">,
  onStatus: (status: QueueStatus) => Promise<void>,
  signal: AbortSignal,
): Promise<void> {
  let muteStreams = 0;
  for (let polls = 0; ; polls++) {
    if (muteStreams < maxMuteStreams) {
      const { heard, completed } = await listen(fal, endpoint, request, onStatus, signal);
      signal.throwIfAborted();
      if (completed) return;
      muteStreams = heard ? 0 : muteStreams + 1;
      if (heard) polls = 0;
    }
    const status = await fal.status(endpoint, request, signal);
    await onStatus(status);
    if (status.status === "COMPLETED") return;
    await wait(backoff(polls, 500, 5_000), signal);
  }
}

/** One stream from its opening to its end, silence or fault; none of these is an error, the poll decides. */
async function listen(
  fal: Fal,
  endpoint: string,
  request: GenerationIn<"running">["request"],
  onStatus: (status: QueueStatus) => Promise<void>,
  signal: AbortSignal,
): Promise<{ heard: boolean; completed: boolean }> {
  const stop = new AbortController();
  const giveUp = () => stop.abort();
  signal.addEventListener("abort", giveUp, { once: true });
  if (signal.aborted) giveUp();
  let timer = setTimeout(giveUp, silence);
  let heard = false;
  let completed = false;
  let told: Promise<void> = Promise.resolve();
  try {
    const onEvent = (status: QueueStatus) => {
      heard = true;
      clearTimeout(timer);
      timer = setTimeout(giveUp, silence);
      told = told.then(() => onStatus(status));
      if (status.status !== "COMPLETED") return;
      completed = true;
      // fal may keep the stream open after the last event; nothing more is needed from it.
      giveUp();
    };
    await fal.stream(endpoint, request, onEvent, stop.signal);
  } catch {
    // A stream that cannot be opened or breaks: the next poll says what is really the matter.
  } finally {
    clearTimeout(timer);
    signal.removeEventListener("abort", giveUp);
  }
  await told;
  return { heard, completed };
}
