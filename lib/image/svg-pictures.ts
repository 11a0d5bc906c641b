import { bytesOfDataUrl } from "./data-url";
import { isPicture, readHeader } from "./sniff";

/** A drawing with more `data:` addresses than this, or with more layers of wrapping, is none that anybody drew. */
const maxAddresses = 1_000;
const maxLayers = 5;
/** Of an address that is not base64, so much is looked at (characters): its header stands at its beginning. */
const headLength = 16_000;

/**
 * How much memory (bytes) it takes to decode the pictures that an SVG carries in `data:` addresses, wherever they stand in
 * its source: a browser loads nothing else into it. `Infinity` where that cannot be bounded.
 */
export function memoryInside(source: string): number {
  const seen = new Set<string>();
  let [memory, addresses] = [0, 0];
  // What is wrapped once more, in base64 or in percents, is a text of the next layer.
  for (let texts = [source], layer = 0; texts.length > 0; layer++) {
    if (layer > maxLayers) return Number.POSITIVE_INFINITY;
    const inner: string[] = [];
    for (const text of texts.map(unescaped)) {
      for (const { index } of text.matchAll(/data:[^,]{0,200},/gi)) {
        if (++addresses > maxAddresses) return Number.POSITIVE_INFINITY;
        const payload = payloadAt(text, index);
        if (seen.has(payload)) continue;
        seen.add(payload);
        const bytes = bytesOfDataUrl(payload) ?? new Uint8Array();
        if (isPicture(bytes)) memory += memoryOf(bytes);
        else if (payload.startsWith(base64)) inner.push(new TextDecoder().decode(bytes));
      }
      if (/%[0-9a-f]{2}/i.test(text)) inner.push(withoutPercents(text));
    }
    texts = inner;
  }
  return memory;
}

const base64 = "data:;base64,";

/** The address that begins at `at`, read as far as its data can go. */
function payloadAt(text: string, at: number): string {
  const comma = text.indexOf(",", at) + 1;
  if (!/;\s*base64/i.test(text.slice(at, comma))) return `data:,${text.slice(comma, comma + headLength)}`;
  const run = /[\w+/= ]*/y;
  run.lastIndex = comma;
  const letters = (run.exec(text)?.[0] ?? "").replace(/[ =_]/g, "");
  // What follows in a list of addresses may have come along.
  return base64 + letters.slice(0, letters.length - (letters.length % 4));
}

function memoryOf(bytes: Uint8Array): number {
  try {
    return readHeader(bytes).memory;
  } catch {
    return Number.POSITIVE_INFINITY;
  }
}

const letterOf = (code: number) => (code <= 0x10ffff ? String.fromCodePoint(code) : "");
const fromHex = (_: string, hex: string) => letterOf(Number.parseInt(hex, 16));

/** The escapes of XML and of style sheets written out, without what may stand between an address's letters. */
function unescaped(text: string): string {
  return text
    .replace(/&#x([0-9a-f]{1,6});/gi, fromHex)
    .replace(/&#(\d{1,7});/g, (_, code: string) => letterOf(Number(code)))
    .replace(/\\([0-9a-f]{1,6})\s?/gi, fromHex)
    .replace(/[\t\n\f\r\\]/g, "");
}

const withoutPercents = (text: string) => text.replace(/%([0-9a-f]{2})/gi, fromHex);
