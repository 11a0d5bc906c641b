type Numbers = Uint8Array<ArrayBuffer> | Uint32Array<ArrayBuffer> | Float64Array<ArrayBuffer>;

/** The array itself when it holds `length`, else a larger one with the same numbers, and room for more. */
export function ensureCapacity<T extends Numbers>(array: T, length: number): T {
  if (length <= array.length) return array;
  const larger = new (array.constructor as new (length: number) => T)(Math.ceil(length * 1.5));
  larger.set(array);
  return larger;
}

/** Makes room for `width` numbers at `at` in an array of which `length` are in use. */
export function insertGap<T extends Numbers>(array: T, at: number, length: number, width = 1): T {
  return ensureCapacity(array, length + width).copyWithin(at + width, at, length) as T;
}

/** Takes `width` numbers at `at` out of an array of which `length` are in use. */
export function removeGap(array: Numbers, at: number, length: number, width = 1): void {
  array.copyWithin(at, at + width, length);
}
