import type { TraySlot } from "./tray";

/** In pixels. */
export interface ImageSize {
  width: number;
  height: number;
}

/** What fal's Combine endpoint takes as `image_size`, and the area (pixels) that we ask for at most. */
const block = 16;
const minSide = 512;
const maxSide = 2048;
const maxArea = 1_048_576;

/** The reference whose shape the new picture gets: the background, else the face, else the first product. */
export function shapeSlot(slots: readonly TraySlot[]): TraySlot | undefined {
  const first = (role: TraySlot["role"]) => slots.find((slot) => slot.role === role);
  return first("background") ?? first("face") ?? first("product");
}

/**
 * The size of a combined picture: sides that fal takes, never more than `maxArea`, as near to it and to the
 * shape as whole blocks allow. A shape beyond 4:1 becomes 4:1.
 */
export function combineSize(shape: ImageSize): ImageSize {
  const ratio = shape.width / shape.height;
  let best: ImageSize & { cost: number } = { width: 1024, height: 1024, cost: Number.POSITIVE_INFINITY };
  for (let width = minSide; width <= maxSide; width += block) {
    const height = heightFor(width, ratio);
    // What is lost of the shape, and what is lost of the area, both as a share.
    const cost = Math.abs(Math.log(width / height / ratio)) + Math.log(maxArea / (width * height));
    if (cost < best.cost - 1e-9) best = { width, height, cost };
  }
  return { width: best.width, height: best.height };
}

function heightFor(width: number, ratio: number): number {
  const wanted = Math.round(width / ratio / block) * block;
  const most = Math.min(maxSide, Math.floor(maxArea / width / block) * block);
  return Math.min(Math.max(wanted, minSide), most);
}
