import { useEffect, useState } from "react";
import { readSetting, type Setting, watchSetting } from "../lib/settings";

type Name = Parameters<typeof readSetting>[0];

/** A setting as it is now, in this page and after every change elsewhere; `loaded` is false at first. */
export function useSetting<N extends Name>(name: N): { loaded: boolean; value: Setting<N> | undefined } {
  const [state, setState] = useState<{ loaded: boolean; value: Setting<N> | undefined }>({
    loaded: false,
    value: undefined,
  });
  useEffect(() => {
    const show = (value: Setting<N> | undefined) => setState({ loaded: true, value });
    void readSetting(name).then(show);
    return watchSetting(name, show);
  }, [name]);
  return state;
}

/** Whether fal can be reached at all: undefined until it is known. */
export function useHasAccess(): boolean | undefined {
  const proxy = useSetting("proxyUrl");
  const key = useSetting("falKey");
  if (!proxy.loaded || !key.loaded) return undefined;
  return proxy.value !== undefined || key.value !== undefined;
}
