import { parseSrcset } from "srcset";
import { type Candidate, maxCandidates, maxDataAddress, type Origin } from "../domain/image-source";
import { upsized } from "./original-url";

/** A longer address is none that a server takes; a data: address is the picture itself. */
const maxAddress = 8_000;

/** What an element says of its picture. Addresses may be relative to `base`. */
export interface ImageAttributes {
  base: string;
  /** The address of what is on the screen now, and which kind of element shows it. */
  shown?: Candidate | undefined;
  /** Its own size (pixels), where the page knows it. */
  shownSize?: { width: number; height: number } | undefined;
  srcsets?: string[];
  /** Its `data-…` attributes: scripts that load late leave the real address there. */
  data?: { name: string; value: string }[];
  /** Where a link around it leads. */
  link?: string | undefined;
}

const pictureName = /\.(?:jpe?g|jfif|png|webp|avif|gif|bmp|svg)$/i;
const lazyName = /src|lazy|orig|full|large|zoom|hi-?res|image|img|bg|background|url/i;
const placeholderName = /(?:^|[/_.-])(?:placeholder|spacer|blank|pixel|transparent|1x1|loading|lazy)\.\w+$/i;
/** Nothing with a side under this many pixels is a picture to work from (one block of the init image). */
const smallest = 16;

/**
 * The addresses worth trying for one picture, best first: a linked original, the known original of a scaled
 * address, `srcset` from large to small, late-loading attributes, and last what is on the screen.
 */
export function orderCandidates(told: ImageAttributes): Candidate[] {
  const { base, shown, shownSize, srcsets = [], data = [], link } = told;
  const tiny = shownSize !== undefined && Math.min(shownSize.width, shownSize.height) < smallest;
  const onScreen = shown && URL.parse(shown.url, base)?.href;
  const isReal = ({ url }: Candidate) => !isPlaceholder(url) && !(tiny && url === onScreen);
  const found: Candidate[] = [
    ...addresses("link", base, link && pictureName.test(pathOf(link, base)) ? [link] : []),
    ...addresses("srcset", base, srcsets.flatMap(bySize)),
    ...addresses("lazy", base, data.filter(({ name }) => lazyName.test(name)).flatMap(lazyAddresses)),
    ...(shown ? addresses(shown.from, base, [shown.url]) : []),
  ];
  const unique = found.filter(({ url }, i) => found.findIndex((other) => other.url === url) === i);
  const real = unique.filter(isReal);
  const known = real.length > 0 ? real : unique;
  const originals = known.flatMap(({ url }) => upsized(url) ?? []);
  const larger = addresses("upsized", base, originals).filter(({ url }) => !known.some((c) => c.url === url));
  const [linked, others] = [known.filter(isLink), known.filter((candidate) => !isLink(candidate))];
  return keepShown([...linked, ...larger.slice(0, 1), ...others], onScreen);
}

/** At most `maxCandidates`, and the one on the screen among them. */
function keepShown(all: Candidate[], shown: string | undefined): Candidate[] {
  const last = all.filter(({ url }) => url === shown).slice(0, 1);
  return [...all.filter(({ url }) => url !== shown).slice(0, maxCandidates - 1), ...last];
}

const isLink = ({ from }: Candidate) => from === "link";

/** The addresses of a `srcset`, largest first. */
function bySize(srcset: string): string[] {
  const entries = parseSrcset(srcset.slice(0, maxAddress * 4));
  // One `srcset` has either widths or densities, so that the two never meet here.
  const size = (entry: (typeof entries)[number]) => entry.width ?? entry.density ?? 1;
  return entries.sort((a, b) => size(b) - size(a)).map(({ url }) => url);
}

function lazyAddresses({ name, value }: { name: string; value: string }): string[] {
  if (/srcset/i.test(name) || /\s\d+(?:\.\d+)?[wx](?:,|$)/.test(value)) return bySize(value);
  const url = withoutCss(value.trim());
  const looksLikeOne = /^(?:https?:)?\/\/|^[./]|^data:image\//.test(url) || pictureName.test(url);
  return looksLikeOne && !/\s/.test(url) ? [url] : [];
}

/** The address in CSS's `url("…")`; other words as they are. */
function withoutCss(words: string): string {
  if (!words.startsWith("url(") || !words.endsWith(")")) return words;
  return words
    .slice(4, -1)
    .trim()
    .replace(/^["']|["']$/g, "");
}

function addresses(from: Origin, base: string, urls: string[]): Candidate[] {
  return urls.flatMap((url) => {
    const href = URL.parse(url, base)?.href;
    const limit = href?.startsWith("data:") ? maxDataAddress : maxAddress;
    return href && /^(?:https?|data|blob|file):/.test(href) && href.length <= limit
      ? [{ url: href, from }]
      : [];
  });
}

/** An address that stands in for a picture until it is loaded: a tiny data: picture, or one called so. */
export function isPlaceholder(url: string): boolean {
  if (url.startsWith("data:")) return url.length < 1_000;
  const { pathname = "" } = URL.parse(url) ?? {};
  return placeholderName.test(pathname);
}

function pathOf(url: string, base: string): string {
  return URL.parse(url, base)?.pathname ?? "";
}
