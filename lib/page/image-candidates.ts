import { type Candidate, maxCandidates, maxDataAddress, type Origin } from "../domain/image-source";
import { upsized } from "./original-url";
import { parseSrcset } from "./srcset";

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
/** What loaders themselves read: they may be believed when only a stand-in is on the screen. */
const loaderName = /^data-(?:lazy-?)?(?:src|original|bg|background|image|img)$|srcset|zoom|large|full/;
/** Words in an attribute's name that say: not this picture, or no picture at all. */
const otherName =
  /^(?:share|cart|add|buy|delete|remove|wish|wishlist|like|track|login|logout|user|avatar|author|seller|logo|hover|swap|flip|alt)$/;
const placeholderName = /(?:^|[/_.-])(?:placeholder|spacer|blank|pixel|transparent|1x1|loading|lazy)\.\w+$/i;
/** Nothing with a side under this many pixels is a picture to work from (one block of the init image). */
const smallest = 16;

/** The addresses worth asking for one picture. */
export interface Candidates {
  /** Guesses, best first, and last what is on the screen: that alone is sure. */
  candidates: Candidate[];
  /** Only something that stands in for the picture is on the screen: what is on the screen is not asked for. */
  standIn: boolean;
}

/**
 * The addresses worth asking for one picture: a linked original, the known original of a scaled address, `srcset`
 * from large to small, late-loading attributes. Only what is certainly a picture's address, and each once.
 */
export function orderCandidates(attributes: ImageAttributes): Candidates {
  const { base, shown, shownSize, srcsets = [], data = [], link } = attributes;
  const onScreen = shown && URL.parse(shown.url, base)?.href;
  const tiny = shownSize !== undefined && Math.min(shownSize.width, shownSize.height) < smallest;
  const standIn = onScreen === undefined || tiny || isPlaceholder(onScreen);
  const late = data.filter(({ name }) => isPictureAttribute(name, standIn));
  const isSaid = (name: string, url: string) =>
    // Behind a stand-in it is what the page is about to show, whatever its address looks like.
    (standIn && loaderName.test(name)) || isPictureUrl(URL.parse(url, base), onScreen);
  const lateUrls = late.flatMap((each) => lazyAddresses(each).filter((url) => isSaid(each.name, url)));
  const said = unique([
    ...addresses("srcset", base, srcsets.flatMap(bySize)),
    ...addresses("lazy", base, lateUrls),
  ]).filter(({ url }) => !isPlaceholder(url));
  const sure = shown ? addresses(shown.from, base, [shown.url]) : [];
  const linked = addresses("link", base, link && pictureName.test(pathOf(link, base)) ? [link] : []);
  const larger = [...sure, ...said].flatMap(({ url }) => upsized(url));
  const originals = addresses("upsized", base, larger).slice(0, 2);
  const guesses = unique([...linked, ...originals, ...said]).filter(({ url }) => !isSame(url, onScreen));
  if (standIn && guesses.length > 0) return { candidates: guesses.slice(0, maxCandidates), standIn };
  return { candidates: [...guesses.slice(0, maxCandidates - 1), ...sure], standIn: false };
}

function isPictureAttribute(name: string, standIn: boolean): boolean {
  const words = name.slice("data-".length).split(/[-_.]/);
  if (!lazyName.test(name) || words.some((word) => otherName.test(word))) return false;
  return !standIn || loaderName.test(name);
}

/** A file name, or the shown picture's own path with another query. */
function isPictureUrl(url: URL | null, shown: string | undefined): boolean {
  if (!url) return false;
  const { protocol, origin, pathname } = url;
  if (protocol === "data:") return pathname.startsWith("image/");
  if (pictureName.test(pathname)) return true;
  const known = shown ? URL.parse(shown) : null;
  return known !== null && known.origin === origin && known.pathname === pathname;
}

/** The part behind `#` never reaches a server. */
function isSame(url: string, other: string | undefined): boolean {
  return url.split("#", 1)[0] === other?.split("#", 1)[0];
}

function unique(all: Candidate[]): Candidate[] {
  return all.filter(({ url }, i) => all.findIndex((other) => isSame(other.url, url)) === i);
}

/** The addresses of a `srcset`, largest first. */
function bySize(srcset: string): string[] {
  const entries = parseSrcset(srcset.slice(0, maxAddress * 4));
  return entries.sort((a, b) => b.size - a.size).map(({ url }) => url);
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

/** Whether an address that was clicked is one that is asked for, unless the page says that it shows something else. */
export const isAsked = (url: string) =>
  /^https?:/.test(url) && url.length <= maxAddress && !isPlaceholder(url);

function pathOf(url: string, base: string): string {
  return URL.parse(url, base)?.pathname ?? "";
}
