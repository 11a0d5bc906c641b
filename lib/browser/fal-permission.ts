import { browser } from "wxt/browser";
import { FailureError } from "../failure/failure";

/** Prices and the request history are there; pictures are made without it. */
const dispensable = "https://api.fal.ai/*";

const falHosts = (): string[] => browser.runtime.getManifest().host_permissions ?? [];

/**
 * Those of fal's hosts (patterns) that Refshot may not reach: the browser lets its user take them away, and
 * Firefox gives none that a new version adds.
 */
export async function findMissingFalHosts(): Promise<string[]> {
  const hosts = falHosts();
  const allowed = await Promise.all(hosts.map((host) => browser.permissions.contains({ origins: [host] })));
  return hosts.filter((_, i) => !allowed[i]);
}

/**
 * Throws `fal_not_allowed` where a picture cannot be made without what is missing: the browser would send a paid
 * request, and then perhaps keep the answer to itself.
 */
export async function requireFalHosts(): Promise<void> {
  const origins = falHosts().filter((host) => host !== dispensable);
  if (!(await browser.permissions.contains({ origins }))) throw new FailureError("fal_not_allowed");
}

/** Asks the user for all of fal's hosts. Only within a click, with no await before it. */
export function requestFalHosts(): Promise<boolean> {
  return browser.permissions.request({ origins: falHosts() });
}
