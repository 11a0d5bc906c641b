import { type RefObject, useLayoutEffect, useState } from "react";

/** Where an element begins in what scrolls around it, in px; it follows what stands above it. */
export function useRowsTop(element: RefObject<HTMLElement | null>): number {
  const [top, setTop] = useState(0);
  useLayoutEffect(() => {
    const above = element.current?.previousElementSibling;
    if (!above) return;
    const measure = () => setTop(element.current?.offsetTop ?? 0);
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(above);
    return () => observer.disconnect();
  }, [element]);
  return top;
}
