/**
 * How near a picture is looked at, and which part of it: `x` and `y` are how far its middle lies from the frame's,
 * in widths and heights of the frame, so that one view serves frames of any size.
 */
export interface ZoomView {
  scale: number;
  x: number;
  y: number;
}

/** The whole picture. */
export const wholeView: ZoomView = { scale: 1, x: 0, y: 0 };

const most = 8;

const between = (least: number, value: number, top: number) => Math.min(top, Math.max(least, value));

/** The picture moved by this much of the frame, as far as it still fills it. */
export function panned({ scale, x, y }: ZoomView, byX: number, byY: number): ZoomView {
  const edge = (scale - 1) / 2;
  return { scale, x: between(-edge, x + byX, edge), y: between(-edge, y + byY, edge) };
}

/** `factor` times as near, 1 to 8; the point at `x`, `y` from the frame's middle stays where it is. */
export function zoomed(view: ZoomView, factor: number, at = { x: 0, y: 0 }): ZoomView {
  const scale = between(1, view.scale * factor, most);
  const grown = scale / view.scale;
  return panned({ scale, x: at.x - (at.x - view.x) * grown, y: at.y - (at.y - view.y) * grown }, 0, 0);
}
