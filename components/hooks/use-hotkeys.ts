import { useEffect, useEffectEvent } from "react";

/** Calls the handler of a pressed key, unless the key belongs to a field, a menu or a dialog. */
export function usePageKeys(handlers: Record<string, (() => void) | undefined>): void {
  const press = useEffectEvent((event: KeyboardEvent) => {
    const { key, target } = event;
    const isOurs = !event.defaultPrevented && !event.altKey && !event.ctrlKey && !event.metaKey;
    // A slider and a choice know nothing of Escape.
    const fields = key === "Escape" ? "input:not([type=range], [type=radio])" : "input";
    const others = `${fields}, textarea, [role=menu], [role=dialog]`;
    if (isOurs && !(target instanceof Element && target.closest(others))) handlers[key]?.();
  });
  useEffect(() => {
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, []);
}
