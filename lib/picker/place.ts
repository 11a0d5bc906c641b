import type { Box } from "../page/geometry";

/** Lays an element over a box of the window. */
export function placeOn(element: HTMLElement, { x, y, width, height }: Box): void {
  Object.assign(element.style, { left: `${x}px`, top: `${y}px`, width: `${width}px`, height: `${height}px` });
}

/** Beside the picture where there is room, else inside the window's lower edge. */
export function placeBeside(card: HTMLElement, box: Box | undefined): void {
  const gap = 8;
  const { width, height } = card.getBoundingClientRect();
  const inside = (at: number, room: number) => Math.max(gap, Math.min(at, room - gap));
  const right = innerWidth - width;
  const bottom = innerHeight - height;
  // Nothing under the pointer: the hint stands at the top, in the middle.
  const at = box ?? { x: right / 2, y: 0, height: 0 };
  const below = at.y + at.height + gap;
  const above = at.y - height - gap;
  const top = below <= bottom - gap ? below : above >= gap ? above : at.y + gap;
  card.style.left = `${inside(at.x, right)}px`;
  card.style.top = `${inside(top, bottom)}px`;
}
