/** So many come through at once, then one each `pace` (ms). */
const burst = 5;
const pace = 1_000;

/**
 * Passes on what is added, in order, at no more than a measured pace: of what comes faster only the newest is
 * kept. `finish` passes on what still waits, and resolves when everything has been passed on.
 */
export function createThrottle<T>(emit: (item: T) => Promise<void>) {
  let left = burst;
  let waiting: { item: T } | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let passed: Promise<void> = Promise.resolve();

  function send(item: T): void {
    passed = passed.then(() => emit(item));
  }

  function refill(): void {
    if (waiting) send(waiting.item);
    else left += 1;
    waiting = undefined;
    timer = left < burst ? setTimeout(refill, pace) : undefined;
  }

  function add(item: T): void {
    if (left === 0) {
      waiting = { item };
      return;
    }
    left -= 1;
    send(item);
    timer ??= setTimeout(refill, pace);
  }

  function finish(): Promise<void> {
    clearTimeout(timer);
    if (waiting) send(waiting.item);
    waiting = undefined;
    return passed;
  }

  return { add, finish };
}
