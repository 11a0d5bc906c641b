import sharp from "sharp";

/** 16×16 pixels without the caption's rows. */
export async function thumbnail(bytes: Buffer): Promise<number[]> {
  const raw = await sharp(bytes).resize(16, 16, { fit: "fill" }).removeAlpha().raw().toBuffer();
  return [...raw.subarray(0, 16 * 14 * 3)];
}

/** Mean difference of two thumbnails, in steps of 255. */
export function distance(a: number[] = [], b: number[] = []): number {
  return a.reduce((sum, value, index) => sum + Math.abs(value - (b[index] ?? 0)), 0) / a.length;
}

/** How far light and dark lie in the same places: 1 is everywhere. */
export function correlation(a: number[], b: number[]): number {
  const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [ma, mb] = [mean(a), mean(b)];
  const product = (x: number[], mx: number, y: number[], my: number) =>
    x.reduce((sum, value, index) => sum + (value - mx) * ((y[index] ?? 0) - my), 0);
  return product(a, ma, b, mb) / Math.sqrt(product(a, ma, a, ma) * product(b, mb, b, mb));
}
