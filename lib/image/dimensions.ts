/** JPEG that leaves the machine: at most this many pixels in area. */
export const maxInitPixels = 1024 * 1024;
/** FLUX works in blocks: both sides of the init image are multiples of this many pixels. */
export const block = 16;

/** The longer side of a thumbnail, in pixels: twice the largest tile, for dense screens. */
export const thumbnailSide = 384;

export interface Size {
  width: number;
  height: number;
}

/** What part of the source is drawn, and at what size. All in pixels of the upright picture. */
export interface Fit extends Size {
  sourceX: number;
  sourceY: number;
  sourceWidth: number;
  sourceHeight: number;
}

/**
 * How a picture becomes an init image: at most `maxInitPixels`, never enlarged, sides multiples of `block`,
 * proportions kept (a few pixels at the edges are cut off instead). Undefined when a side is under one block.
 */
export function fitInitImage({ width, height }: Size): Fit | undefined {
  const scale = Math.min(1, Math.sqrt(maxInitPixels / (width * height)));
  const target = { width: toBlocks(width * scale), height: toBlocks(height * scale) };
  if (target.width < block || target.height < block) return undefined;
  const zoom = Math.max(target.width / width, target.height / height);
  const sourceWidth = Math.min(width, target.width / zoom);
  const sourceHeight = Math.min(height, target.height / zoom);
  return {
    ...target,
    sourceX: (width - sourceWidth) / 2,
    sourceY: (height - sourceHeight) / 2,
    sourceWidth,
    sourceHeight,
  };
}

/** `size` scaled down so that its longer side is at most `side` pixels; never enlarged. */
export function fitWithin({ width, height }: Size, side: number): Size {
  const scale = Math.min(1, side / Math.max(width, height));
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}

function toBlocks(pixels: number): number {
  // A hair's tolerance: 1024.0000001 and 1023.9999999 are both 1024.
  return Math.floor((pixels + 1e-6) / block) * block;
}
