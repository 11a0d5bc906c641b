/**
 * The bytes in a `data:` address; undefined when it is malformed. Read here and not fetched, because both our
 * own and many pages' security policies forbid `fetch` to open one.
 */
export function bytesOfDataUrl(url: string): Uint8Array<ArrayBuffer> | undefined {
  const [, kind = "", data] = /^data:([^,]*),([\s\S]*)$/.exec(url) ?? [];
  if (data === undefined) return undefined;
  try {
    const text = decodeURIComponent(data);
    if (!/;\s*base64\s*$/i.test(kind)) return new TextEncoder().encode(text);
    return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  } catch {
    return undefined;
  }
}

const dataUrlPrefix = "data:image/jpeg;base64,";

/** A JPEG's bytes as base64, as the data URL that fal reads. */
export function toDataUrl(base64: string): string {
  return dataUrlPrefix + base64;
}

/** How many characters the data URL of a JPEG of `bytes` bytes has, without making it. */
export function dataUrlLength(bytes: number): number {
  return dataUrlPrefix.length + 4 * Math.ceil(bytes / 3);
}
