import { useLayoutEffect, useRef, useState } from "react";
import type { GridFocus } from "./use-grid-focus";

/**
 * Which result is open in detail. Closing it gives back the place in the grid and the focus; the grid goes to
 * the result that was looked at last when that is another than the one it was left from.
 */
export function useDetailsView(focus: GridFocus) {
  const [id, setId] = useState<string>();
  const left = useRef<{ scroll: number; id: string }>(undefined);
  const open = (next: string) => {
    if (id === undefined) left.current = { scroll: window.scrollY, id: next };
    focus.moveTo(next);
    setId(next);
  };
  const isOpen = id !== undefined;
  useLayoutEffect(() => {
    window.scrollTo(0, isOpen ? 0 : (left.current?.scroll ?? 0));
    if (!isOpen && left.current) focus.take(focus.id, focus.id !== left.current.id);
  }, [isOpen]);
  const close = () => setId(undefined);
  /** Closes it to go elsewhere than back to the grid. */
  const leave = () => {
    left.current = undefined;
    close();
  };
  return { id, open, close, leave };
}
