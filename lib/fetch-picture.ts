import { Refusal } from "./errors";
import { maxPictureBytes } from "./picture";
import { readLimited } from "./read-limited";

/** A picture must be here within this long (ms). */
const fetchTimeout = 20_000;

/**
 * The bytes behind a picture's address, without cookies. Runs in the worker or in a page.
 * Throws `capture_unreachable` and `capture_too_large`.
 */
export async function fetchPicture(url: string): Promise<Blob> {
  try {
    const response = await fetch(url, { credentials: "omit", signal: AbortSignal.timeout(fetchTimeout) });
    if (!response.ok) throw new Refusal("capture_unreachable", `HTTP ${response.status}`);
    const bytes = await readLimited(response, maxPictureBytes);
    if (!bytes) throw new Refusal("capture_too_large", `${maxPictureBytes / 1024 / 1024} MB`);
    return new Blob([bytes]);
  } catch (error) {
    if (error instanceof Refusal) throw error;
    // The browser does not say why: no connection, no permission by CORS, or too slow.
    throw new Refusal("capture_unreachable");
  }
}
