import type { Access } from "../domain/access";
import { preferredEndpoint } from "../domain/request";
import { FailureError } from "../failure/failure";
import { createSend } from "./fetch";
import { FalHttpError, toFailureError } from "./responses";

/** fal is given this long (ms) to answer. */
const timeout = 60_000;

/**
 * Free: asks fal, the way that `access` goes, for a request that cannot exist. Throws when the key is refused or fal
 * is out of reach, and `no_access`. Without fal's client, which is larger than the whole page that has this one call.
 */
export async function testAccess(access: Access, fetch = globalThis.fetch): Promise<void> {
  if (access.kind === "none") throw new FailureError("no_access");
  const [owner, app] = preferredEndpoint.split("/");
  const address = `https://queue.fal.run/${owner}/${app}/requests/${crypto.randomUUID()}/status`;
  const signal = AbortSignal.timeout(timeout);
  try {
    if (access.kind === "key") {
      const send = createSend(undefined, fetch, access.key, "json");
      await send(address, { headers: { authorization: `Key ${access.key}` }, signal });
    } else {
      const send = createSend(access.proxyUrl, fetch, undefined, "json");
      await send(access.proxyUrl, { headers: { "x-fal-target-url": address }, signal });
    }
  } catch (error) {
    if (error instanceof FalHttpError && (error.status === 404 || error.status === 405)) return;
    throw error instanceof FalHttpError ? toFailureError(error) : error;
  }
}
