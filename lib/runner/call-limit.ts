import { wait } from "../net/backoff";

/** So many calls are made within so long (ms). */
const most = 2;
const within = 60_000;

/** Where the times of the last calls (ms since 1970) are kept: a worker that dies must not forget them. */
interface CallMemory {
  read(): Promise<number[]>;
  write(times: number[]): Promise<void>;
}

/** Lets two calls a minute through, one after the other, across workers and their deaths. */
export function createCallLimit({ read, write }: CallMemory) {
  let last: Promise<void> = Promise.resolve();

  async function takeNow(signal: AbortSignal): Promise<void> {
    const recent = async () => (await read()).filter((at) => isRecent(at, Date.now()));
    for (let calls = await recent(); ; calls = await recent()) {
      const [oldest] = calls.slice(-most);
      if (calls.length < most || oldest === undefined) return write([...calls, Date.now()]);
      await wait(Math.max(1, oldest + within - Date.now()), signal);
    }
  }

  /** Resolves when one more call may be made, and counts it. Throws the signal's reason. */
  return function take(signal: AbortSignal): Promise<void> {
    last = last.catch(() => undefined).then(() => takeNow(signal));
    return last;
  };
}

/** A time later than now is a clock that was put back: it must not hold a call for hours. */
const isRecent = (at: number, now: number) => at <= now && at > now - within;
