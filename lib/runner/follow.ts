import type { GenerationIn } from "../domain/generation";
import { FailureError, toFailure } from "../failure/failure";
import type { Fal } from "../fal/client";
import { isOver, type QueueStatus } from "../fal/responses";
import { backoff, wait } from "../net/backoff";
import type { OpenCount } from "../net/open-count";
import { createThrottle } from "../net/throttle";

/** A stream that tells nothing new for this long (ms) is given up, and the status asked for once. */
const silence = 20_000;
/** After this many streams that said nothing at all, or one that said more than fal can have to say, only polling is left. */
const maxMuteStreams = 2;

interface FollowParts {
  stream: Fal["stream"];
  /** The streams that are open, of all requests, and how many may be. */
  streams: OpenCount;
  maxStreams: number;
  /** The status; how long it is tried for is the caller's choice. */
  readStatus(): Promise<QueueStatus>;
  onStatus(status: QueueStatus): Promise<void>;
  signal: AbortSignal;
  /** When (`performance.now()`) fal has had time enough. */
  deadline: number;
}

/**
 * Follows an accepted request until fal calls it completed or cancelled, and gives that last status: by server-sent events, by polling with backoff
 * where these do not come through. Calls `onStatus` at every change. Throws what `readStatus` throws,
 * `fal_slow`, and the signal's reason.
 */
export async function followRequest(
  running: GenerationIn<"running">,
  parts: FollowParts,
): Promise<QueueStatus> {
  let muteStreams = 0;
  for (let polls = 0; ; polls++) {
    const isHeard = muteStreams < maxMuteStreams;
    if (isHeard && parts.streams.take(parts.maxStreams)) {
      const { heard, excess, end } = await listen(running, parts).finally(parts.streams.give);
      parts.signal.throwIfAborted();
      if (end) return end;
      muteStreams = excess ? maxMuteStreams : heard ? 0 : muteStreams + 1;
      if (heard) polls = 0;
    }
    const status = await parts.readStatus();
    await parts.onStatus(status);
    if (isOver(status)) return status;
    if (performance.now() > parts.deadline) throw new FailureError("fal_slow");
    const pause = wait(backoff(polls, 500, 5_000), parts.signal);
    // A stream that becomes free tells sooner than the next poll.
    await (isHeard ? Promise.race([pause, parts.streams.given()]) : pause);
  }
}

/** One stream from its opening to its end, silence or fault; none of these is an error, the poll decides. */
async function listen(
  { endpoint, request }: GenerationIn<"running">,
  { stream, onStatus, signal }: FollowParts,
): Promise<{ heard: boolean; excess: boolean; end: QueueStatus | undefined }> {
  const stop = new AbortController();
  const giveUp = () => stop.abort();
  signal.addEventListener("abort", giveUp, { once: true });
  if (signal.aborted) giveUp();
  let timer = setTimeout(giveUp, silence);
  let last = "";
  let end: QueueStatus | undefined;
  let excess = false;
  const digest = createThrottle(onStatus);
  try {
    const onEvent = (status: QueueStatus) => {
      const news = JSON.stringify(status);
      // Nothing follows the end: an event that comes after COMPLETED was overtaken by it.
      if (end || news === last) return;
      last = news;
      clearTimeout(timer);
      timer = setTimeout(giveUp, silence);
      if (!isOver(status)) return digest.add(status);
      end = status;
      // fal may keep the stream open after the last event; nothing more is needed from it.
      giveUp();
    };
    await stream(endpoint, request, onEvent, stop.signal);
  } catch (error) {
    // A stream that cannot be opened or breaks: the next poll says what is really the matter.
    excess = toFailure(error).code === "fal_odd_answer";
  } finally {
    clearTimeout(timer);
    signal.removeEventListener("abort", giveUp);
  }
  await digest.finish();
  if (end) await onStatus(end);
  return { heard: last !== "", excess, end };
}
