import { useEffect, useState } from "react";
import {
  readSetting,
  type Setting,
  type SettingName,
  watchSetting,
  writeSetting,
} from "../../lib/storage/settings";
import { useAttempt } from "../status/report-failure";

interface SettingState<N extends SettingName> {
  loaded: boolean;
  value: Setting<N> | undefined;
  /** Shows the new value at once and stores it. */
  change: (value: Setting<N>) => void;
}

/** A setting as it is now, in this page and after every change elsewhere; `loaded` is false at first. */
export function useSetting<N extends SettingName>(name: N): SettingState<N> {
  const [state, setState] = useState<{ loaded: boolean; value: Setting<N> | undefined }>({
    loaded: false,
    value: undefined,
  });
  const attempt = useAttempt();
  useEffect(() => {
    const show = (value: Setting<N> | undefined) => setState({ loaded: true, value });
    // What the user has changed meanwhile stays.
    attempt(
      readSetting(name).then((value) => setState((now) => (now.loaded ? now : { loaded: true, value }))),
    );
    return watchSetting(name, show);
  }, [name, attempt]);
  const change = (value: Setting<N>) => {
    setState({ loaded: true, value });
    // What could not be kept is not shown as kept.
    attempt(
      writeSetting(name, value).catch((error) => {
        setState(state);
        throw error;
      }),
    );
  };
  return { ...state, change };
}

/** Whether fal itself has said that it lets us in, since key and proxy were last changed: undefined until it is known. */
export function useIsConnected(): boolean | undefined {
  const { loaded, value } = useSetting("isConnected");
  return loaded ? value === true : undefined;
}

/** Whether fal can be reached at all: undefined until it is known. */
export function useHasAccess(): boolean | undefined {
  const proxy = useSetting("proxyUrl");
  const key = useSetting("falKey");
  if (!proxy.loaded || !key.loaded) return undefined;
  return proxy.value !== undefined || key.value !== undefined;
}
