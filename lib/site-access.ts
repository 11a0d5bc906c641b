import { browser } from "wxt/browser";

/** Every site, for those who want each original without being asked. */
export const allSites = ["https://*/*", "http://*/*"];

/** The pattern that means one site: scheme and host, whatever the port. Undefined for what is not on the web. */
export function sitePattern(url: string): string | undefined {
  const parsed = URL.parse(url);
  return parsed && /^https?:$/.test(parsed.protocol) ? `${parsed.protocol}//${parsed.hostname}/*` : undefined;
}

/** Whether the user has allowed Refshot to read from the site of `url`. */
export async function maySeeSite(url: string): Promise<boolean> {
  const pattern = sitePattern(url);
  return pattern !== undefined && browser.permissions.contains({ origins: [pattern] });
}
