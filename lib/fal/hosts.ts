const falQueueHost = "queue.fal.run";

/** Where fal tells prices and the request history. */
export const falPlatformHost = "api.fal.ai";

/**
 * What other programs read otherwise than browsers do: a backslash is a slash here, and part of a name to a proxy, for
 * which `https://queue.fal.run\\@evil.test/` is at evil.test.
 */
const ambiguous = /[\\\s\p{Cc}]/u;

/** The parsed address, unless another program could read it as another. */
const parseAddress = (url: string) => (ambiguous.test(url.slice(0, 8_000)) ? null : URL.parse(url));

/** Whether an address of fal's queue is on fal's own host, so that a key may go there. */
export function isFalQueueAddress(url: string): boolean {
  const parsed = parseAddress(url);
  return (
    parsed?.protocol === "https:" &&
    parsed.hostname === falQueueHost &&
    parsed.port === "" &&
    !parsed.username &&
    !parsed.password
  );
}

/** Whether a result picture may be taken from `url`: fal's media hosts, or the proxy's own origin. */
export function isPictureAddress(url: string, proxyUrl?: string): boolean {
  const parsed = parseAddress(url);
  if (!parsed || parsed.username || parsed.password) return false;
  if (proxyUrl && parsed.origin === new URL(proxyUrl).origin) return true;
  if (parsed.protocol !== "https:" || parsed.port !== "") return false;
  const { hostname, pathname } = parsed;
  if (hostname === "fal.media" || hostname.endsWith(".fal.media")) return true;
  return hostname === "storage.googleapis.com" && pathname.startsWith("/falserverless/");
}
