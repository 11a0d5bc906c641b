import { useEffect, useState } from "react";

/**
 * What `watch` shows, undefined until then; it is called anew, and the one before stopped, when one of `about` has
 * changed. What it says went wrong is thrown.
 */
export function useWatched<T>(
  watch: (show: (value: T) => void, fail: (error: unknown) => void) => () => void,
  about: unknown[],
): T | undefined {
  const [shown, setShown] = useState<T>();
  useEffect(() => {
    const fail = (error: unknown) =>
      setShown(() => {
        throw error;
      });
    return watch((value) => setShown(() => value), fail);
  }, about);
  return shown;
}
