import { distance, type Lab, labAt, type Pixels } from "./lab";

/** What is no farther than this from the ground's colour is ground, wherever it touches the ground. */
const sameGround = 9;
/** A slope of light, or a soft shadow, goes on by steps of at most so much, up to so far from the ground's colour. */
const softStep = 3;
const softReach = 26;
/** How much of the shorter side the rim takes. */
const rimShare = 0.04;
/** The rim is sorted into cubes of colour with sides so long, to find which colour most of it has. */
const cube = 8;

export interface Ground {
  colour: Lab;
  /** 1 for every pixel that belongs to the ground, 0 for the others. */
  mask: Uint8Array;
  /** How much of the rim is ground, 0 to 1. */
  share: number;
}

/**
 * The ground of a picture: the colour that most of its rim has, and everything that hangs together with that over
 * the rim, by an even colour or by a soft slope of it.
 */
export function findGround(pixels: Pixels, lab: Float32Array): Ground {
  const rim = rimOf(pixels);
  const colour = commonColour(rim.map((pixel) => labAt(lab, pixel)));
  const mask = flood(pixels, lab, rim, colour);
  const inside = rim.filter((pixel) => mask[pixel]).length;
  return { colour, mask, share: inside / rim.length };
}

/** The numbers of the pixels along the four sides. */
function rimOf({ width, height }: Pixels): number[] {
  const depth = Math.max(1, Math.round(Math.min(width, height) * rimShare));
  return Array.from({ length: width * height }, (_, pixel) => pixel).filter((pixel) => {
    const [x, y] = [pixel % width, Math.floor(pixel / width)];
    return Math.min(x, y, width - 1 - x, height - 1 - y) < depth;
  });
}

/** The mean of the colours around the fullest cube. */
function commonColour(colours: Lab[]): Lab {
  const cubes = new Map<string, Lab[]>();
  for (const colour of colours) {
    const key = colour.map((part) => Math.round(part / cube)).join();
    const there = cubes.get(key);
    if (there) there.push(colour);
    else cubes.set(key, [colour]);
  }
  const fullest = [...cubes.values()].reduce((most, one) => (one.length > most.length ? one : most), []);
  const middle = mean(fullest);
  // A colour that lies on the border of two cubes has half of its pixels in the other.
  return mean(colours.filter((colour) => distance(colour, middle) <= cube));
}

function mean(colours: Lab[]): Lab {
  const sum: Lab = [0, 0, 0];
  for (const colour of colours) for (const part of [0, 1, 2] as const) sum[part] += colour[part];
  return sum.map((part) => part / Math.max(1, colours.length)) as Lab;
}

function flood({ width, height }: Pixels, lab: Float32Array, rim: number[], colour: Lab): Uint8Array {
  const mask = new Uint8Array(width * height);
  const far = (pixel: number) => offBy(lab, pixel, colour[0], colour[1], colour[2]);
  const step = (from: number, to: number) => {
    const at = from * 3;
    return offBy(lab, to, lab[at] ?? 0, lab[at + 1] ?? 0, lab[at + 2] ?? 0);
  };
  const open = rim.filter((pixel) => far(pixel) <= sameGround);
  for (const pixel of open) mask[pixel] = 1;
  for (let pixel = open.pop(); pixel !== undefined; pixel = open.pop()) {
    for (const next of neighbours(pixel, width, height)) {
      if (mask[next]) continue;
      const off = far(next);
      const isSoft = off <= softReach && step(pixel, next) <= softStep;
      if (off > sameGround && !isSoft) continue;
      mask[next] = 1;
      open.push(next);
    }
  }
  return mask;
}

/** `distance` without making an array: it is asked for every pixel several times. */
function offBy(lab: Float32Array, pixel: number, light: number, green: number, blue: number): number {
  const at = pixel * 3;
  const [l, g, b] = [(lab[at] ?? 0) - light, (lab[at + 1] ?? 0) - green, (lab[at + 2] ?? 0) - blue];
  return Math.sqrt(l * l + g * g + b * b);
}

/** The numbers of the pixels on the four sides of one. */
export function neighbours(pixel: number, width: number, height: number): number[] {
  const x = pixel % width;
  const around: number[] = [];
  if (x > 0) around.push(pixel - 1);
  if (x < width - 1) around.push(pixel + 1);
  if (pixel >= width) around.push(pixel - width);
  if (pixel < width * (height - 1)) around.push(pixel + width);
  return around;
}
