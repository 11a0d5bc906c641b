import type { Pixels } from "../../../../lib/image/measures/lab";

export type Colour = [red: number, green: number, blue: number, alpha?: number];

/** A picture whose pixels are coloured by where they are. */
export function made(colour: (x: number, y: number) => Colour, width = 96, height = 96): Pixels {
  const data = new Uint8ClampedArray(width * height * 4);
  for (let pixel = 0; pixel < width * height; pixel++) {
    const [red, green, blue, alpha = 255] = colour(pixel % width, Math.floor(pixel / width));
    data.set([red, green, blue, alpha], pixel * 4);
  }
  return { width, height, data };
}

/** A grain as a camera or a JPEG makes it, up to `most` steps either way, the same at every run. */
export const grain = (x: number, y: number, most: number) =>
  ((x * 7919 + y * 104_729) % (2 * most + 1)) - most;

interface Shot {
  ground?: Colour;
  subject?: Colour;
  /** The sides of the subject's box, and its middle, in shares. */
  size?: number;
  x?: number;
  y?: number;
  noise?: number;
  /** Added to red and taken from blue, as warm light does. */
  warmer?: number;
}

/** A plain thing on a plain ground. */
export function shot({ ground = [236, 236, 236], subject = [120, 60, 50], ...rest }: Shot = {}): Pixels {
  const { size = 0.5, x = 0.5, y = 0.5, noise = 0, warmer = 0 } = rest;
  return made((column, row) => {
    const inside = Math.abs(column + 0.5 - x * 96) < size * 48 && Math.abs(row + 0.5 - y * 96) < size * 48;
    const [red, green, blue] = inside ? subject : ground;
    const off = noise && grain(column, row, noise);
    return [red + off + warmer, green + off, blue + off - warmer];
  });
}
