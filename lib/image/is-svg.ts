/** Whether a file is an SVG by its first bytes: markup whose first element is `<svg>`. */
export function isSvg(bytes: Uint8Array): boolean {
  const start = new TextDecoder().decode(bytes.subarray(0, 4_096));
  return /^\s*(?:<\?xml[^>]*\?>|<!--[\s\S]*?-->|<!DOCTYPE[^>[]*(?:\[[\s\S]*?\])?>|\s)*<(?:\w+:)?svg[\s>]/i.test(
    start,
  );
}
