/** A rectangle in CSS pixels of the top window. */
export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** What both boxes cover; undefined when they do not meet. */
export function meet(a: Box, b: Box): Box | undefined {
  const x = Math.max(a.x, b.x);
  const y = Math.max(a.y, b.y);
  const width = Math.min(a.x + a.width, b.x + b.width) - x;
  const height = Math.min(a.y + a.height, b.y + b.height) - y;
  return width > 0 && height > 0 ? { x, y, width, height } : undefined;
}

/** Whether a point is inside a box. */
export function covers({ x, y, width, height }: Box, pointX: number, pointY: number): boolean {
  return pointX >= x && pointX < x + width && pointY >= y && pointY < y + height;
}
