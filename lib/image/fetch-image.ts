import { FailureError } from "../failure/failure";
import { isForbidden } from "../net/private-hosts";
import { readLimited } from "../net/read-body";
import { bytesOfDataUrl } from "./data-url";
import { isSvg } from "./is-svg";
import { maxPictureBytes, readHeader } from "./sniff";

/** A picture must be here within this long (ms). */
const fetchTimeout = 20_000;

/** What an `<img>` says that it takes: some hosts give anything else a page. */
const accept = "image/avif,image/webp,image/*,*/*;q=0.8";

export interface FetchOptions {
  redirect?: "follow" | "manual";
  /** When it has taken too long, or nobody wants it any more. */
  signal?: AbortSignal;
  /** Told the address that answered, at the end of any redirects. */
  onAnswer?: (url: string) => void;
}

/**
 * The bytes behind a picture's address, for the page at `pageUrl`, without cookies. Runs in the worker or in a
 * page. Throws `capture_unreachable`, `capture_too_large`, `capture_too_slow` and `capture_address_refused`.
 */
export async function fetchPicture(
  url: string,
  pageUrl: string | undefined,
  { redirect = "follow", signal = AbortSignal.timeout(fetchTimeout), onAnswer }: FetchOptions = {},
): Promise<Uint8Array<ArrayBuffer>> {
  refuseForbidden(url, pageUrl);
  if (url.startsWith("data:")) return readDataUrl(url);
  try {
    const response = await fetch(url, { credentials: "omit", redirect, signal, headers: { accept } });
    // A redirect may end where the address itself may not point: then not a byte of it is read.
    refuseForbidden(response.url || url, pageUrl);
    onAnswer?.(response.url || url);
    const picture = await readLimited(response, maxPictureBytes);
    // A browser shows a picture whatever its status.
    if (!response.ok && !(picture && isPicture(picture)))
      throw new FailureError("capture_unreachable", `HTTP ${response.status}`);
    if (!picture) throw new FailureError("capture_too_large", `${maxPictureBytes / 1024 / 1024} MB`);
    return picture;
  } catch (error) {
    if (error instanceof FailureError) throw error;
    if (signal.aborted) throw new FailureError("capture_too_slow");
    // The browser does not say why: no connection, or no permission by CORS.
    throw new FailureError("capture_unreachable");
  }
}

function isPicture(bytes: Uint8Array): boolean {
  try {
    return isSvg(bytes) || readHeader(bytes).width > 0;
  } catch {
    return false;
  }
}

function readDataUrl(url: string): Uint8Array<ArrayBuffer> {
  const bytes = bytesOfDataUrl(url);
  if (!bytes) throw new FailureError("capture_not_picture");
  return bytes;
}

function refuseForbidden(url: string, pageUrl: string | undefined): void {
  if (isForbidden(url, pageUrl)) throw new FailureError("capture_address_refused", URL.parse(url)?.host);
}
