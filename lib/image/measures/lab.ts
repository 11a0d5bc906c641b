/** A colour in CIELAB (D65): lightness 0 to 100, then green to magenta, then blue to yellow. */
export type Lab = [light: number, green: number, blue: number];

/** A picture's pixels: red, green, blue and opacity (0 to 255), row by row. */
export interface Pixels {
  width: number;
  height: number;
  data: Uint8ClampedArray;
}

/** sRGB's steps as linear light, 0 to 1. */
const linear = Float32Array.from({ length: 256 }, (_, step) => {
  const part = step / 255;
  return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
});

const onWhite = (value = 0, opaque: number) => linear[Math.round(255 + ((value - 255) * opaque) / 255)] ?? 0;

/** CIELAB's own curve. */
const curve = (part: number) => (part > 0.008856 ? Math.cbrt(part) : 7.787 * part + 16 / 116);

/** Every pixel in CIELAB, three numbers each. What shines through is taken for white ground behind it. */
export function toLab({ data }: Pixels): Float32Array {
  const lab = new Float32Array((data.length / 4) * 3);
  for (let from = 0, to = 0; from < data.length; from += 4, to += 3) {
    const opaque = data[from + 3] ?? 0;
    const red = onWhite(data[from], opaque);
    const green = onWhite(data[from + 1], opaque);
    const blue = onWhite(data[from + 2], opaque);
    const x = curve((0.4124564 * red + 0.3575761 * green + 0.1804375 * blue) / 0.95047);
    const y = curve(0.2126729 * red + 0.7151522 * green + 0.072175 * blue);
    const z = curve((0.0193339 * red + 0.119192 * green + 0.9503041 * blue) / 1.08883);
    lab[to] = 116 * y - 16;
    lab[to + 1] = 500 * (x - y);
    lab[to + 2] = 200 * (y - z);
  }
  return lab;
}

/** The colour of the pixel of this number. */
export function labAt(lab: Float32Array, pixel: number): Lab {
  return [lab[pixel * 3] ?? 0, lab[pixel * 3 + 1] ?? 0, lab[pixel * 3 + 2] ?? 0];
}

/** How far apart two colours are (CIE76): 2 is just to be seen side by side, black and white are 100. */
export function distance(one: Lab, other: Lab): number {
  return Math.hypot(one[0] - other[0], one[1] - other[1], one[2] - other[2]);
}
