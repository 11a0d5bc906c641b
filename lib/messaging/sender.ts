/** Of a message, as the browser tells it. */
export interface Sender {
  id?: string | undefined;
  url?: string | undefined;
}

/**
 * Whether a message comes from one of our own pages. A content script carries our id too, but its page's
 * address; `ownUrl` is the extension's root with the slash at its end, so that no look-alike begins with it.
 */
export function isOwnPage({ id, url }: Sender, ownId: string, ownUrl: string): boolean {
  return id === ownId && url !== undefined && url.startsWith(ownUrl);
}
