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
