import { fitInitImage, type Size } from "../../../lib/image/dimensions";

/** A canvas of this size (pixels) with the picture on it. */
export function draw(source: ImageBitmap | OffscreenCanvas, { width, height }: Size): OffscreenCanvas {
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext("2d");
  if (context) context.imageSmoothingQuality = "high";
  context?.drawImage(source, 0, 0, width, height);
  return canvas;
}

/** A picture decoded and resized to what is sent. */
export async function decodeFitted(file: Blob): Promise<OffscreenCanvas> {
  const bitmap = await createImageBitmap(file);
  const canvas = draw(bitmap, fitInitImage(bitmap) ?? { width: 16, height: 16 });
  bitmap.close();
  return canvas;
}

/** The JPEG of it. */
export const toJpeg = (canvas: OffscreenCanvas) =>
  canvas.convertToBlob({ type: "image/jpeg", quality: 0.92 });
