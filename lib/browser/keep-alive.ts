import { browser } from "wxt/browser";

/** The one alarm: set while any generation is open, so that a dead worker is started again. */
export const resumeAlarm = "resume";

/** The browser stops a worker after 30 s without a call to an extension API; a fetch does not count. */
const heartbeat = 20_000;

/** Keeps the worker alive until `work` has ended. */
export async function keepAliveWhile<T>(work: Promise<T>): Promise<T> {
  const beat = setInterval(() => void browser.runtime.getPlatformInfo(), heartbeat);
  try {
    return await work;
  } finally {
    clearInterval(beat);
  }
}

/** Keeps the worker alive while it has work, and has it started again when it dies all the same. */
export function createKeepAlive() {
  let beat: ReturnType<typeof setInterval> | undefined;
  // The beat sets the alarm anew: a clock that was put back would else keep it waiting for that long.
  const setAlarm = () => void browser.alarms.create(resumeAlarm, { periodInMinutes: 0.5 });
  /** Lets the worker die, and the alarm start it again. */
  const pause = () => {
    clearInterval(beat);
    beat = undefined;
  };
  return {
    start() {
      if (beat !== undefined) return;
      beat = setInterval(setAlarm, heartbeat);
      setAlarm();
    },
    pause,
    stop() {
      pause();
      void browser.alarms.clear(resumeAlarm);
    },
  };
}
