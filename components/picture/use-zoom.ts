import { type MouseEvent, type PointerEvent, useCallback, useRef, useState } from "react";
import { panned, wholeView, zoomed } from "../../lib/image/zoom-view";

/** How much nearer one press goes. */
const step = 1.5;
/** How much of the frame one press of an arrow moves. */
const stride = 0.1;

export type Zoom = ReturnType<typeof useZoom>;

/** One view for any number of frames, changed by wheel, drag, buttons and keys: what is done in one is seen in all. */
export function useZoom() {
  const [view, setView] = useState(wholeView);
  const nearer = (factor: number) => setView((now) => zoomed(now, factor));
  const pan = (x: number, y: number) => setView((now) => panned(now, x, y));
  const isNear = view.scale > 1;
  const arrow = (x: number, y: number) => (isNear ? () => pan(x, y) : undefined);
  return {
    view,
    setView,
    pan,
    isNear,
    zoomIn: () => nearer(step),
    zoomOut: () => nearer(1 / step),
    reset: () => setView(wholeView),
    keys: {
      ...{ "+": () => nearer(step), "=": () => nearer(step), "-": () => nearer(1 / step) },
      ...{ "0": () => setView(wholeView), ArrowLeft: arrow(stride, 0), ArrowRight: arrow(-stride, 0) },
      ...{ ArrowUp: arrow(0, stride), ArrowDown: arrow(0, -stride) },
    } as Record<string, (() => void) | undefined>,
    /** For what moves inside a frame. */
    style: {
      transform: `translate(${view.x * 100}%, ${view.y * 100}%) scale(${view.scale})`,
    },
  };
}

/** A frame's own hands: the wheel (where the page must not lose it, with Ctrl or once it is near) and the drag. */
export function useZoomFrame({ setView, pan, isNear }: Zoom, takesWheel: boolean) {
  const from = useRef<{ x: number; y: number }>(undefined);
  const dragged = useRef(false);
  const wheels = takesWheel || isNear;
  const ref = useCallback(
    (frame: HTMLElement | null) => {
      const turn = (event: WheelEvent) => {
        if (!frame || !(wheels || event.ctrlKey)) return;
        event.preventDefault();
        const box = frame.getBoundingClientRect();
        const x = (event.clientX - box.left) / box.width - 0.5;
        const y = (event.clientY - box.top) / box.height - 0.5;
        setView((now) => zoomed(now, Math.exp(-event.deltaY / 400), { x, y }));
      };
      // React's own listener is passive and could not keep the page from scrolling.
      frame?.addEventListener("wheel", turn, { passive: false });
      return () => frame?.removeEventListener("wheel", turn);
    },
    [wheels, setView],
  );
  return {
    ref,
    onPointerDown: ({ button, target, clientX, clientY }: PointerEvent<HTMLElement>) => {
      dragged.current = false;
      if (isNear && button === 0 && !(target instanceof HTMLInputElement))
        from.current = { x: clientX, y: clientY };
    },
    onPointerMove: ({ buttons, clientX, clientY, currentTarget, pointerId }: PointerEvent<HTMLElement>) => {
      if (!from.current || buttons === 0) return;
      const [x, y] = [clientX - from.current.x, clientY - from.current.y];
      if (!dragged.current && Math.hypot(x, y) < 4) return;
      dragged.current = true;
      currentTarget.setPointerCapture(pointerId);
      from.current = { x: clientX, y: clientY };
      pan(x / currentTarget.clientWidth, y / currentTarget.clientHeight);
    },
    onPointerUp: () => {
      from.current = undefined;
    },
    // The end of a drag is no press.
    onClickCapture: (event: MouseEvent) => {
      if (dragged.current) event.stopPropagation();
    },
  };
}
