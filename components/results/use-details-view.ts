import { useLayoutEffect, useRef, useState } from "react";

/** Which result is open in detail; closing it gives back the place in the list, and the focus. */
export function useDetailsView() {
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
    if (isOpen) return;
    const card = document.querySelector(`[data-result="${CSS.escape(left.current.id)}"]`);
    card?.querySelector<HTMLElement>("[data-opens-details]")?.focus({ preventScroll: true });
  }, [isOpen]);
  return { id, open, close: () => setId(undefined) };
}
