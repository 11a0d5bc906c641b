import { type RefObject, useLayoutEffect, useState } from "react";

/** Where the list begins in the page, and how much of the window's top is covered when it is scrolled (px). */
interface ListTop {
  top: number;
  head: number;
}

/** Follows what stands above the list: the composer grows and folds there. */
export function useListTop(list: RefObject<HTMLElement | null>): ListTop {
  const [measured, setMeasured] = useState<ListTop>({ top: 0, head: 0 });
  useLayoutEffect(() => {
    const measure = () => {
      const main = list.current?.closest("main");
      // Out of sight it has no place; the last one holds.
      if (!list.current?.offsetParent || !main) return;
      const top = list.current.offsetTop;
      const sticky = (main.previousElementSibling as HTMLElement | null)?.offsetHeight ?? 0;
      const head = sticky + top - main.offsetTop;
      setMeasured((last) => (last.top === top && last.head === head ? last : { top, head }));
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(document.body);
    return () => observer.disconnect();
  }, [list]);
  return measured;
}
