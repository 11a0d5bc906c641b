import { useEffect, useState } from "react";
import { browser } from "wxt/browser";

/** What `read` finds among the browser's permissions, now and after every change; undefined until it is known. */
export function usePermissions<T>(read: () => Promise<T>): T | undefined {
  const [found, setFound] = useState<T>();
  useEffect(() => {
    const { permissions } = browser;
    const show = () => void read().then(setFound);
    show();
    permissions.onAdded.addListener(show);
    permissions.onRemoved.addListener(show);
    return () => {
      permissions.onAdded.removeListener(show);
      permissions.onRemoved.removeListener(show);
    };
  }, [read]);
  return found;
}
