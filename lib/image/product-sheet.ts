import { decode, type NormalizedImage, normalizeCanvas, whiteCanvas } from "./normalize";
import { layOutSheet } from "./sheet-layout";

/**
 * Several products on one white sheet, as an init image is made: JPEG within the limits, with a thumbnail.
 * Throws `capture_undecodable`.
 */
export async function makeProductSheet(products: Blob[]): Promise<NormalizedImage> {
  const bitmaps = await Promise.all(products.map(decode));
  try {
    const { fields, ...size } = layOutSheet(bitmaps);
    const { canvas, context } = whiteCanvas(size);
    fields.forEach(({ x, y, width, height }, i) => {
      const bitmap = bitmaps[i];
      if (bitmap) context.drawImage(bitmap, x, y, width, height);
    });
    return await normalizeCanvas(canvas, { ...size, format: "jpg", bytes: 0 });
  } finally {
    for (const bitmap of bitmaps) bitmap.close();
  }
}
