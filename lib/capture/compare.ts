import { fitWithin, type Size, thumbnailSide } from "../image/dimensions";
import type { NormalizedImage } from "../image/normalize";
import { cellsFor, looksSame, type Part, type Print, printOf, printSide, wholePart } from "../image/print";
import { drawnBox, fractionOf } from "../page/drawn-box";
import type { ElementBox } from "../page/protocol";
import type { Crop } from "./screen-crop";

/** What is known of the pixels on the screen, for everything else to be compared with. */
export interface Sight {
  print: Print;
  /** What the print was made of, in pixels: small pictures can be compared only roughly. */
  size: Size;
  /** The shape of the whole picture, where it is known. */
  shape?: Size | undefined;
  /** Whether the page shows it dimmed or filtered. */
  toned: boolean;
  /** Which part of a picture of this size (pixels) it is; undefined where that cannot be said. */
  part(picture: Size): Part | undefined;
}

/** The sides of one picture in two sizes agree to this (natural logarithm of their proportion). */
const shapeLimit = 0.03;
/** A cell of a print is the mean of so many pixels in a row, or of more. */
const leastPerCell = 4;
/** A smaller part of a picture says too little of it. */
const leastPart = 0.05;

/** Pixels that an element holds: `size` is the picture's own. */
export function sightOfPrint(print: Print, size: Size): Sight {
  return { print, size, shape: size, toned: false, part: () => wholePart };
}

/** A picture that was read, as what others are compared with. */
export async function sightOfPicture(picture: NormalizedImage): Promise<Sight> {
  return sightOfPrint(await printOfPicture(picture, wholePart), picture.original);
}

/** What was cut out of the screen at `box`. */
export function sightOfCrop(crop: Pick<Crop, "print" | "size">, box: ElementBox, shape?: Size): Sight {
  const { print, size } = crop;
  return { print, size, shape, toned: box.toned, part: (picture) => partOf(box, picture) };
}

/** A crop that was stored earlier; `part` is what it shows of its picture. */
export async function sightOfStored(jpeg: Blob, part: Part = wholePart): Promise<Sight> {
  const bitmap = await createImageBitmap(jpeg);
  try {
    const { width, height } = bitmap;
    return { print: printOf(bitmap, bitmap), size: { width, height }, toned: false, part: () => part };
  } finally {
    bitmap.close();
  }
}

/** The part of a picture of this size that is seen at `box`. */
export function partOf({ whole, fitting, ...box }: ElementBox, picture: Size): Part | undefined {
  if (!fitting) return undefined;
  const part = fractionOf(box, drawnBox(whole, picture, fitting));
  return part.width >= leastPart && part.height >= leastPart ? part : undefined;
}

/** Whether a picture is the one that is seen; undefined when nobody can say. In doubt it is not. */
export async function isSeen(picture: NormalizedImage, sight: Sight): Promise<boolean | undefined> {
  const { original } = picture;
  if (sight.shape && Math.abs(stretch(original, sight.shape)) > shapeLimit) return false;
  const part = sight.part(original);
  if (!part) return undefined;
  const [cells, toned] = [cellsFor(smaller(original, sight.size)), sight.toned];
  return looksSame(await printOfPicture(picture, part), sight.print, { cells, toned });
}

const stretch = (a: Size, b: Size) => Math.log((a.width * b.height) / (a.height * b.width));
const smaller = (a: Size, b: Size): Size => ({
  width: Math.min(a.width, b.width),
  height: Math.min(a.height, b.height),
});

async function printOfPicture(picture: NormalizedImage, part: Part): Promise<Print> {
  const { alpha } = picture;
  const source = await sourceOf(picture, part);
  try {
    const print = printOf(source, source, part);
    if (alpha)
      for (let cell = 0; cell < printSide ** 2; cell++) print[cell * 4 + 3] = alphaAt(alpha, part, cell);
    return print;
  } finally {
    if ("close" in source) source.close();
  }
}

/** The thumbnail, which is there or is decoded in a fifth of the time, unless it is too narrow to have all cells in it. */
function sourceOf({ jpeg, thumbnail, drawn, size }: NormalizedImage, part: Part) {
  const { width, height } = fitWithin(size, thumbnailSide);
  const isTooSmall = part !== wholePart || Math.min(width, height) < leastPerCell * printSide;
  if (isTooSmall) return createImageBitmap(jpeg);
  return drawn ?? createImageBitmap(new Blob([new Uint8Array(thumbnail)]));
}

/** The opacity of a part's cell, from the cells of the whole. */
function alphaAt(alpha: Uint8Array, part: Part, cell: number): number {
  const at = (start: number, length: number, index: number) =>
    Math.min(printSide - 1, Math.floor((start + (length * (index + 0.5)) / printSide) * printSide));
  const column = at(part.x, part.width, cell % printSide);
  return alpha[at(part.y, part.height, Math.floor(cell / printSide)) * printSide + column] ?? 255;
}
