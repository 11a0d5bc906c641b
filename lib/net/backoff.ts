/** How long to wait before try number `attempt` (from 0) of something free: ms, doubling, ±25 % jitter. */
export function backoff(attempt: number, base = 500, max = 30_000, random = Math.random): number {
  const delay = Math.min(base * 2 ** Math.min(attempt, 30), max);
  return Math.round(delay * (0.75 + random() * 0.5));
}

/** Resolves after `ms`, or rejects with the signal's reason as soon as it is aborted. */
export function wait(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const onAbort = () => {
      clearTimeout(timer);
      reject(signal.reason);
    };
    const timer = setTimeout(() => {
      signal.removeEventListener("abort", onAbort);
      resolve();
    }, ms);
    signal.addEventListener("abort", onAbort, { once: true });
  });
}
