/**
 * The bytes in a `data:` address, read as a browser reads it (https://fetch.spec.whatwg.org/#data-urls): a `%`
 * that begins no escape stays, escapes may be any bytes, a fragment is no part of the data. Undefined when it is
 * malformed. Read here and not fetched, because both our own and many pages' security policies forbid that.
 */
export function bytesOfDataUrl(url: string): Uint8Array<ArrayBuffer> | undefined {
  const comma = url.indexOf(",");
  if (!url.startsWith("data:") || comma < 0) return undefined;
  const hash = url.indexOf("#", comma);
  const bytes = unescapeBytes(url.slice(comma + 1, hash < 0 ? undefined : hash));
  if (!/;\s*base64\s*$/i.test(url.slice(0, comma).slice(-100))) return bytes;
  try {
    const base64 = new TextDecoder("latin1").decode(bytes).replace(/[\t\n\f\r ]+/g, "");
    return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  } catch {
    return undefined;
  }
}

/** The text as UTF-8, with every `%` and two hexadecimal digits as the byte that they name. */
function unescapeBytes(text: string): Uint8Array<ArrayBuffer> {
  const source = new TextEncoder().encode(text);
  const bytes = new Uint8Array(source.length);
  let length = 0;
  for (let at = 0; at < source.length; at++) {
    const [high, low] = source[at] === 0x25 ? [digit(source[at + 1]), digit(source[at + 2])] : [-1, -1];
    const isEscape = high >= 0 && low >= 0;
    bytes[length++] = isEscape ? high * 16 + low : (source[at] ?? 0);
    if (isEscape) at += 2;
  }
  return bytes.slice(0, length);
}

/** What a hexadecimal digit is worth; -1 for any other character. */
function digit(code = 0): number {
  if (code >= 0x30 && code <= 0x39) return code - 0x30;
  const letter = code | 0x20;
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x57 : -1;
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
