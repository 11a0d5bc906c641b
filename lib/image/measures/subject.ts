import { type Ground, neighbours } from "./ground";
import type { Pixels } from "./lab";

/** Where a subject is, in shares of the picture's sides: the middle of the box around it, and the box's own sides. */
export interface Subject {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** Under so much ground along the rim nobody can say what is ground and what is not. */
const leastGround = 0.5;
/** A patch under this share of the picture is a speck. */
const leastPatch = 0.004;

/** The box around everything that is no ground; undefined where the ground is uneven, or nothing stands on it. */
export function findSubject(pixels: Pixels, { mask, share }: Ground): Subject | undefined {
  if (share < leastGround) return undefined;
  const { width, height } = pixels;
  const patches = patchesOf(pixels, mask).filter(({ size }) => size >= width * height * leastPatch);
  if (patches.length === 0) return undefined;
  const left = Math.min(...patches.map((patch) => patch.left));
  const right = Math.max(...patches.map((patch) => patch.right)) + 1;
  const top = Math.min(...patches.map((patch) => patch.top));
  const bottom = Math.max(...patches.map((patch) => patch.bottom)) + 1;
  return {
    x: (left + right) / 2 / width,
    y: (top + bottom) / 2 / height,
    width: (right - left) / width,
    height: (bottom - top) / height,
  };
}

interface Patch {
  size: number;
  left: number;
  right: number;
  top: number;
  bottom: number;
}

/** Everything beside the ground that hangs together, patch by patch. */
function patchesOf({ width, height }: Pixels, ground: Uint8Array): Patch[] {
  const seen = ground.slice();
  const patches: Patch[] = [];
  for (let first = 0; first < seen.length; first++) {
    if (seen[first]) continue;
    seen[first] = 1;
    const patch: Patch = { size: 0, left: width, right: 0, top: height, bottom: 0 };
    const open = [first];
    for (let pixel = open.pop(); pixel !== undefined; pixel = open.pop()) {
      const [x, y] = [pixel % width, Math.floor(pixel / width)];
      patch.size++;
      patch.left = Math.min(patch.left, x);
      patch.right = Math.max(patch.right, x);
      patch.top = Math.min(patch.top, y);
      patch.bottom = Math.max(patch.bottom, y);
      for (const next of neighbours(pixel, width, height)) {
        if (seen[next]) continue;
        seen[next] = 1;
        open.push(next);
      }
    }
    patches.push(patch);
  }
  return patches;
}
