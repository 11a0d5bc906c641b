import { type Access, isLoopback } from "../domain/access";

/**
 * Whether the browser knows that fal cannot be reached now. It is sure only of being offline; `onLine` may be
 * true on a network that leads nowhere. A proxy on this computer needs no network.
 */
export async function isOffline(readAccess: () => Promise<Access>): Promise<boolean> {
  if (navigator.onLine) return false;
  const access = await readAccess();
  return !(access.kind === "proxy" && isLoopback(access.proxyUrl));
}
