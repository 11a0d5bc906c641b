import { browser } from "wxt/browser";

/**
 * Closes `storage.local` to content scripts. The browser can forget this, so it is said at every start of
 * the worker, before anything else.
 */
export function closeStorageToPages(): void {
  // Firefox has no setAccessLevel; there, no script of ours runs in a page unless the user asked for it.
  void browser.storage.local.setAccessLevel?.({ accessLevel: "TRUSTED_CONTEXTS" });
}
