import { FailureError } from "../failure/failure";
import { isForbidden } from "../net/private-hosts";
import { readLimited } from "../net/read-body";
import { bytesOfDataUrl } from "./data-url";
import { maxPictureBytes } from "./sniff";

/** A picture must be here within this long (ms). */
const fetchTimeout = 20_000;

/**
 * The bytes behind a picture's address, for the page at `pageUrl`, without cookies. Runs in the worker or in a
 * page. Throws `capture_unreachable`, `capture_too_large`, `capture_too_slow` and `capture_address_refused`.
 */
export async function fetchPicture(
  url: string,
  pageUrl: string | undefined,
  redirect: "follow" | "manual" = "follow",
): Promise<Blob> {
  refuseForbidden(url, pageUrl);
  if (url.startsWith("data:")) return readDataUrl(url);
  const signal = AbortSignal.timeout(fetchTimeout);
  try {
    const response = await fetch(url, { credentials: "omit", redirect, signal });
    // A redirect may end where the address itself may not point: then not a byte of it is read.
    refuseForbidden(response.url || url, pageUrl);
    if (!response.ok) throw new FailureError("capture_unreachable", `HTTP ${response.status}`);
    const picture = await readLimited(response, maxPictureBytes);
    if (!picture) throw new FailureError("capture_too_large", `${maxPictureBytes / 1024 / 1024} MB`);
    return picture;
  } catch (error) {
    if (error instanceof FailureError) throw error;
    if (signal.aborted) throw new FailureError("capture_too_slow");
    // The browser does not say why: no connection, or no permission by CORS.
    throw new FailureError("capture_unreachable");
  }
}

function readDataUrl(url: string): Blob {
  const bytes = bytesOfDataUrl(url);
  if (!bytes) throw new FailureError("capture_not_picture");
  return new Blob([bytes]);
}

function refuseForbidden(url: string, pageUrl: string | undefined): void {
  if (isForbidden(url, pageUrl)) throw new FailureError("capture_address_refused", URL.parse(url)?.host);
}
