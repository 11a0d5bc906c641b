import { fitWithin } from "../dimensions";
import type { Pixels } from "./lab";
import { measuredSide } from "./measure-picture";

/** A picture's pixels, scaled down to what is measured. Throws where the browser cannot read it. */
export async function readPixels(file: Blob): Promise<Pixels> {
  const bitmap = await createImageBitmap(file);
  try {
    const { width, height } = fitWithin(bitmap, measuredSide);
    const canvas = new OffscreenCanvas(width, height);
    const context = canvas.getContext("2d", { willReadFrequently: true });
    if (!context) throw new Error("no canvas");
    context.imageSmoothingQuality = "high";
    context.drawImage(bitmap, 0, 0, width, height);
    return context.getImageData(0, 0, width, height);
  } finally {
    bitmap.close();
  }
}
