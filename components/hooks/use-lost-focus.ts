import { useEffect, useEffectEvent } from "react";

/**
 * Calls `onLost` when what had the focus has left the page or been hidden, and nothing else has taken it: keys
 * would go nowhere. A press beside everything gives the focus up on purpose, and is left alone.
 */
export function useLostFocus(onLost: (byKeyboard: boolean) => void): void {
  const lost = useEffectEvent(onLost);
  useEffect(() => {
    let last: Element | undefined;
    let byKeyboard = false;
    let waiting = 0;
    const isIdle = () => document.activeElement === document.body || !document.activeElement;
    const isThere = (one: Element) => one.isConnected && one.checkVisibility();
    const look = () => {
      waiting = 0;
      if (!last || !isIdle() || isThere(last) || !document.hasFocus()) return;
      last = undefined;
      lost(byKeyboard);
    };
    // A dialog that closes gives the focus back a moment later.
    const lookSoon = () => {
      if (last && isIdle() && !waiting) waiting = requestAnimationFrame(() => requestAnimationFrame(look));
    };
    const onFocusIn = ({ target }: FocusEvent) => {
      if (target instanceof Element) last = target;
    };
    const onFocusOut = () =>
      queueMicrotask(() => {
        if (last && isIdle() && isThere(last)) last = undefined;
      });
    const onInput = ({ type }: Event) => {
      byKeyboard = type === "keydown";
    };
    const observer = new MutationObserver(lookSoon);
    observer.observe(document.body, { subtree: true, childList: true, attributeFilter: ["hidden"] });
    const listeners = { focusin: onFocusIn, focusout: onFocusOut, keydown: onInput, pointerdown: onInput };
    for (const [type, listener] of Object.entries(listeners))
      document.addEventListener(type, listener as EventListener, true);
    return () => {
      observer.disconnect();
      cancelAnimationFrame(waiting);
      for (const [type, listener] of Object.entries(listeners))
        document.removeEventListener(type, listener as EventListener, true);
    };
  }, []);
}
