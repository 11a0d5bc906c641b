import type { Box } from "./geometry";

interface Size {
  width: number;
  height: number;
}

/** How a picture is laid into its box: `object-fit`, `background-size`. */
export const fits = ["fill", "contain", "cover", "none", "scale-down"] as const;
type Fit = (typeof fits)[number];

/** How a picture is laid into its box, and where what is left over goes: 0 start, 1 end, of each direction. */
export interface Fitting {
  fit: Fit;
  position: [x: number, y: number];
}

/** Where in `box` a whole picture is drawn; it may stand out of the box. Same unit and origin as `box`. */
export function drawnBox(box: Box, picture: Size, { fit, position }: Fitting): Box {
  if (fit === "fill" || picture.width <= 0 || picture.height <= 0) return box;
  const inside = Math.min(box.width / picture.width, box.height / picture.height);
  const around = Math.max(box.width / picture.width, box.height / picture.height);
  const scale = { contain: inside, cover: around, none: 1, "scale-down": Math.min(1, inside) }[fit];
  const [width, height] = [picture.width * scale, picture.height * scale];
  const x = box.x + (box.width - width) * position[0];
  const y = box.y + (box.height - height) * position[1];
  return { x, y, width, height };
}

/** `object-position` and the like as computed: only percentages are followed, all else counts as the middle. */
export function positionOf(value: string): [number, number] {
  const [x = 0.5, y = 0.5] = value
    .split(" ")
    .map((each) => (each.endsWith("%") ? Number.parseFloat(each) / 100 : 0.5));
  return [x, y];
}

/** The part of `whole` that `part` is, as fractions from 0 to 1. */
export function fractionOf(part: Box, whole: Box): Box {
  const clamp = (value: number) => Math.min(1, Math.max(0, value));
  const x = clamp((part.x - whole.x) / whole.width);
  const y = clamp((part.y - whole.y) / whole.height);
  const right = clamp((part.x + part.width - whole.x) / whole.width);
  const bottom = clamp((part.y + part.height - whole.y) / whole.height);
  return { x, y, width: right - x, height: bottom - y };
}
