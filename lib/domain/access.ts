/** How fal is reached: through the user's proxy, with the user's key, or not yet at all. */
export type Access = { kind: "proxy"; proxyUrl: string } | { kind: "key"; key: string } | { kind: "none" };

/** The way to fal that a test of a typed key takes: through the proxy where one is set, so that no key is sent. */
export function accessToTest(saved: Access, typedKey: string): Access {
  return typedKey && saved.kind !== "proxy" ? { kind: "key", key: typedKey } : saved;
}

/** Whether a proxy may be at `url`: https, or http on loopback. */
export function isProxyAddress(url: string): boolean {
  const parsed = URL.parse(url);
  if (!parsed || parsed.username || parsed.password) return false;
  if (parsed.protocol === "https:") return true;
  return parsed.protocol === "http:" && isLoopback(url);
}

/** Whether `url` stays on this computer. */
export function isLoopback(url: string): boolean {
  return /^(?:localhost|127(?:\.\d+){3}|\[::1\])$/.test(URL.parse(url)?.hostname ?? "");
}
