import { browser } from "wxt/browser";

/** Every site, for those who want each original without being asked. */
export const allSites = ["https://*/*", "http://*/*"];

/** The pattern that means one site: scheme and host, whatever the port. Undefined for what is not on the web. */
export function sitePattern(url: string): string | undefined {
  const parsed = URL.parse(url);
  return parsed && /^https?:$/.test(parsed.protocol) ? `${parsed.protocol}//${parsed.hostname}/*` : undefined;
}

/** Takes back every site that the user has allowed; fal's own hosts are not among them. */
export async function forgetSites(): Promise<void> {
  const { origins = [] } = await browser.permissions.getAll();
  const own = browser.runtime.getManifest().host_permissions ?? [];
  await browser.permissions.remove({ origins: origins.filter((origin) => !own.includes(origin)) });
}

/** Whether the user has allowed Refshot to read from the site of `url`. */
export async function maySeeSite(url: string): Promise<boolean> {
  const pattern = sitePattern(url);
  return pattern !== undefined && browser.permissions.contains({ origins: [pattern] });
}
