import ipaddr from "ipaddr.js";

/** Names that never leave the local network, whatever they resolve to (RFC 6761, 6762, 8375, 9476; Linux's own). */
const localNames = /(?:^|\.)(?:localhost|localdomain|local|internal|home\.arpa)$/;

/**
 * Whether a URL's `hostname` is loopback, private, link-local or anything else that is not the public
 * internet. The URL parser has already written decimal, hex, octal and short IPv4 in the usual form.
 */
export function isPrivateHost(hostname: string): boolean {
  const host = hostname
    .toLowerCase()
    .replace(/^\[|\]$/g, "")
    .replace(/\.$/, "");
  // `process` reads ::ffff:127.0.0.1 as 127.0.0.1. All that is not plain unicast is special in some way.
  if (ipaddr.isValid(host)) return isOldMapping(host) || ipaddr.process(host).range() !== "unicast";
  // A name without a dot is found only on the local network.
  return localNames.test(host) || !host.includes(".");
}

/** ::a.b.c.d, an IPv4 address inside IPv6 that nobody should use any more (RFC 4291, 2.5.5.1). */
const isOldMapping = (host: string) => host.includes(":") && ipaddr.IPv6.parse(host).match(oldMapping);
const oldMapping = ipaddr.IPv6.parseCIDR("::/96");

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
