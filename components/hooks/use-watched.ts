import { useEffect, useState } from "react";

type Watch<T> = (show: (value: T) => void, fail: (error: unknown) => void) => () => void;

/**
 * What `watch` shows, undefined until then; it is called anew, and the one before stopped, when one of `about` has
 * changed. What it says went wrong is thrown.
 */
export function useWatched<T>(watch: Watch<T>, about: unknown[]): T | undefined {
  const [shown, setShown] = useState<T>();
  useEffect(() => {
    const fail = (error: unknown) =>
      setShown(() => {
        throw error;
      });
    return beginWatch(watch, (value) => setShown(() => value), fail);
  }, about);
  return shown;
}

/** Begins to watch, and returns the way to stop: what is read by then and comes later is shown to nobody. */
export function beginWatch<T>(watch: Watch<T>, ...[show, fail]: Parameters<Watch<T>>): () => void {
  let isOver = false;
  const stop = watch(
    (value) => isOver || show(value),
    (error) => isOver || fail(error),
  );
  return () => {
    isOver = true;
    stop();
  };
}
