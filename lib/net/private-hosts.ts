/** Names that never leave the local network, whatever they resolve to (RFC 6761, 6762, 8375, 9476; Linux's own). */
const localNames = /(?:^|\.)(?:localhost|localdomain|local|internal|home\.arpa)$/;

/** IPv4 blocks that are not the public internet, by address and prefix (IANA's special-purpose registry). */
const specialIPv4 = [
  ...["0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12"],
  ...["192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15"],
  ...["198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/3"],
].map((block) => {
  const [address = "", prefix] = block.split("/");
  return { from: toNumber(address), size: 2 ** (32 - Number(prefix)) };
});

/** Of all IPv6 only 2000::/3 is in public use, without Teredo and the like, documentation and 6to4. */
const publicIPv6 = /^[23][0-9a-f]{3}:/;
const specialIPv6 = /^(?:2001:(?::|0?:|[0-9a-f]{1,2}:|1[0-9a-f]{2}:|db8:)|2002:|3fff:)/;

/**
 * Whether a URL's `hostname` is loopback, private, link-local or anything else that is not the public
 * internet. The URL parser has already written every notation in the usual form, names in lower case.
 */
export function isPrivateHost(hostname: string): boolean {
  const host = hostname.replace(/\.$/, "");
  if (host.startsWith("[")) {
    const address = host.slice(1);
    return !publicIPv6.test(address) || specialIPv6.test(address);
  }
  if (/^\d+\.\d+\.\d+\.\d+$/.test(host)) {
    const address = toNumber(host);
    return specialIPv4.some(({ from, size }) => address >= from && address < from + size);
  }
  // A name without a dot is found only on the local network.
  return localNames.test(host) || !host.includes(".");
}

/** Four numbers as one. */
function toNumber(address: string): number {
  return address.split(".").reduce((sum, part) => sum * 256 + Number(part), 0);
}

/**
 * Whether a picture at `url` must not be fetched for the page at `pageUrl`: a public page could otherwise
 * reach into the user's own network. A page on that same host may show its own pictures.
 */
export function isForbidden(url: string, pageUrl?: string): boolean {
  const target = URL.parse(url);
  if (!target) return true;
  if (target.protocol === "data:" || target.protocol === "blob:") return false;
  if (target.protocol !== "http:" && target.protocol !== "https:") return true;
  if (target.username || target.password) return true;
  return isPrivateHost(target.hostname) && target.hostname !== URL.parse(pageUrl ?? "")?.hostname;
}
