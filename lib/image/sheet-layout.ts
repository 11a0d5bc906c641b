import { block, type Size } from "./dimensions";

/** White between the fields of a sheet and around them, in pixels. */
const gutter = 16;
/** A sheet has at most this many pixels: one megapixel, as fal counts it for the price. */
const maxSheetPixels = 1_000_000;
/** No field is longer than this many times its breadth, whatever the shapes of the products. */
const maxFieldRatio = 4;

/** Where on a sheet a product is drawn, in pixels of the sheet. */
export interface SheetField extends Size {
  x: number;
  y: number;
}

export interface SheetLayout extends Size {
  /** One per product, in order. */
  fields: SheetField[];
}

interface Grid {
  columns: number;
  rows: number;
}

/**
 * Lays products out on one sheet: a grid of equal fields without an empty one, one product in the middle of each,
 * as large as the sheet's megapixel allows and never enlarged. The sides are multiples of `block`.
 */
export function layOutSheet(products: readonly Size[]): SheetLayout {
  const largest = largestField(products);
  const layouts = gridsFor(products.length).map((grid) => ({ grid, field: fitField(grid, largest) }));
  const best = layouts.reduce((first, second) =>
    elongation(sheetSize(second.grid, second.field)) < elongation(sheetSize(first.grid, first.field))
      ? second
      : first,
  );
  const { grid, field } = best;
  const fields = products.map((product, index) => placeIn(product, field, index, grid));
  return { ...sheetSize(grid, field), fields };
}

/** Every grid that so many products fill: rows first, so that equals are laid side by side. */
function gridsFor(count: number): Grid[] {
  const rows = Array.from({ length: count }, (_, i) => i + 1).filter((n) => count % n === 0);
  return rows.map((n) => ({ rows: n, columns: count / n }));
}

/** The field in which every product has room as it is. */
function largestField(products: readonly Size[]): Size {
  const width = Math.max(...products.map((product) => product.width));
  const height = Math.max(...products.map((product) => product.height));
  return { width: Math.max(width, height / maxFieldRatio), height: Math.max(height, width / maxFieldRatio) };
}

/** The largest field, in whole blocks and in the shape of `largest`, with which the sheet keeps its limit. */
function fitField(grid: Grid, largest: Size): Size {
  const scaled = (scale: number): Size => ({
    width: toBlocks(largest.width * scale),
    height: toBlocks(largest.height * scale),
  });
  const fits = (size: Size) => {
    const { width, height } = sheetSize(grid, size);
    return width * height <= maxSheetPixels;
  };
  if (fits(scaled(1))) return scaled(1);
  let [low, high] = [0, 1];
  for (let step = 0; step < 40; step++) {
    const middle = (low + high) / 2;
    if (fits(scaled(middle))) low = middle;
    else high = middle;
  }
  return scaled(low);
}

/** Up to a whole block: a product then never loses a pixel to the rounding. */
function toBlocks(pixels: number): number {
  return Math.max(1, Math.ceil(pixels / block - 1e-9)) * block;
}

function sheetSize({ columns, rows }: Grid, { width, height }: Size): Size {
  return {
    width: columns * width + (columns + 1) * gutter,
    height: rows * height + (rows + 1) * gutter,
  };
}

const elongation = ({ width, height }: Size) => Math.abs(Math.log(width / height));

function placeIn(product: Size, field: Size, index: number, { columns }: Grid): SheetField {
  const scale = Math.min(1, field.width / product.width, field.height / product.height);
  const width = Math.max(1, Math.floor(product.width * scale + 1e-6));
  const height = Math.max(1, Math.floor(product.height * scale + 1e-6));
  const left = gutter + (index % columns) * (field.width + gutter);
  const top = gutter + Math.floor(index / columns) * (field.height + gutter);
  return {
    width,
    height,
    x: left + Math.floor((field.width - width) / 2),
    y: top + Math.floor((field.height - height) / 2),
  };
}
