import { browser } from "wxt/browser";
import type { Receipt } from "../domain/reference";
import { FailureError } from "../failure/failure";
import { type FetchOptions, fetchPicture } from "../image/fetch-image";
import { isSvg } from "../image/is-svg";
import { type NormalizedImage, normalizeBytes } from "../image/normalize";
import { sha256Of } from "../image/sha256";
import type { CaptureRequest } from "./capture-request";
import { callAgent } from "./page-client";
import { parsePagePicture } from "./page-image";
import { isWeb, rightsTo } from "./read-ahead";
import { withReferer } from "./referer";

/** Where an address is wanted: the page it was on, and our script there. */
type Reader = Pick<CaptureRequest, "pageUrl" | "place" | "ahead" | "recall">;

/** One way to an address. */
export interface Rung {
  rung: Receipt["rung"];
  read(): Promise<NormalizedImage>;
}

/**
 * The ways to an address, in the order in which they are tried, each within `limit` ms. What neither the user nor
 * the browser lets the worker read is asked for by the page alone: a second request would fail in the same way.
 * Throws `capture_file_refused`.
 */
export async function rungsTo(url: string, reader: Reader, limit: number): Promise<Rung[]> {
  const { pageUrl, place, ahead } = reader;
  if (url.startsWith("file:")) await requireFileAccess();
  const { allowed, isOwn, byWorker, redirect } = await (ahead?.url === url
    ? ahead.rights
    : rightsTo(url, pageUrl));
  const fetchHere = (more: FetchOptions = {}) =>
    fetchPicture(url, pageUrl, { redirect, signal: AbortSignal.timeout(limit), ...more });
  const worker: Rung = {
    rung: "worker",
    read: async () => prepare((ahead?.url === url && (await ahead.bytes)) || (await fetchHere()), reader),
  };
  const page: Rung = {
    rung: "page",
    read: async () => fromPage(place && (await callAgent(place, "fetch", url))),
  };
  const referer: Rung = {
    rung: "referer",
    read: () =>
      withReferer(url, pageUrl ?? "", async (onAnswer) => prepare(await fetchHere({ onAnswer }), reader)),
  };
  const rungs = byWorker || !place ? [worker] : [];
  if (place) rungs.push(page);
  if (allowed && isWeb(URL.parse(pageUrl ?? "")) && !isOwn) rungs.push(referer);
  return rungs;
}

async function prepare(bytes: Uint8Array<ArrayBuffer>, { place, recall }: Reader): Promise<NormalizedImage> {
  if (!isSvg(bytes)) return remembering(bytes, recall);
  // Only a page has what draws an SVG.
  if (!place) throw new FailureError("capture_undecodable");
  return fromPage(await callAgent(place, "rasterise", new TextDecoder().decode(bytes)));
}

async function remembering(
  bytes: Uint8Array<ArrayBuffer>,
  recall: Reader["recall"],
): Promise<NormalizedImage> {
  let hashing: Promise<string> | undefined;
  const hash = () => (hashing ??= sha256Of(bytes));
  const known = await recall?.({ bytes: bytes.length, sha256: hash });
  if (known) return known;
  // The decoder begins before the bytes are copied to be hashed.
  const [picture, sha256] = await Promise.all([normalizeBytes(bytes), hash()]);
  // What shines through is not stored, and without it no later look could be compared.
  return picture.alpha ? picture : { ...picture, original: { ...picture.original, sha256 } };
}

/** A picture that the page handed over, checked. Throws the failure that the page reported, and `capture_unreachable`. */
export function fromPage(answer: unknown): NormalizedImage {
  const picture = parsePagePicture(answer);
  if (!picture) throw new FailureError("capture_unreachable");
  if ("failure" in picture) throw new FailureError(picture.failure.code, picture.failure.detail);
  return picture;
}

/**
 * A file on the user's disk is read only where the user has switched that on in the browser; then by the screen.
 * Firefox has no such switch: there the click opens the page to us, and that holds the pixels.
 */
async function requireFileAccess(): Promise<never> {
  if (import.meta.env.FIREFOX) throw new FailureError("capture_unreachable");
  const allowed = await browser.extension.isAllowedFileSchemeAccess();
  throw new FailureError(allowed ? "capture_unreachable" : "capture_file_refused");
}
