import type { Size } from "./dimensions";

/** A new canvas (pixels) that scales what is drawn on it as well as the browser can. */
export function openCanvas({ width, height }: Size, settings?: CanvasRenderingContext2DSettings) {
  const canvas = new OffscreenCanvas(width, height);
  // Only a canvas that already has a context of another kind gives none.
  const context = canvas.getContext("2d", settings) as OffscreenCanvasRenderingContext2D;
  context.imageSmoothingQuality = "high";
  return { canvas, context };
}
