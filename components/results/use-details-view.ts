import { useLayoutEffect, useRef, useState } from "react";

/** Which result is open in detail; closing it gives back the place in the grid, and `onClosed` the focus. */
export function useDetailsView(onClosed: (id: string) => void) {
  const [id, setId] = useState<string>();
  const left = useRef({ scroll: 0, id: "" });
  const open = (next: string) => {
    if (id === undefined) left.current.scroll = window.scrollY;
    left.current.id = next;
    setId(next);
  };
  const isOpen = id !== undefined;
  useLayoutEffect(() => {
    window.scrollTo(0, isOpen ? 0 : left.current.scroll);
    if (!isOpen && left.current.id) onClosed(left.current.id);
  }, [isOpen]);
  return { id, open, close: () => setId(undefined) };
}
