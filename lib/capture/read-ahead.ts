import { maySeeSite } from "../browser/site-access";
import { type FetchOptions, fetchPicture } from "../image/fetch-image";
import { isAsked } from "../page/image-candidates";

/** What is on the screen has this long to come (ms). */
export const shownLimit = 20_000;

interface Rights {
  /** The user has allowed its site. */
  allowed: boolean;
  /** It is of the page's own site. */
  isOwn: boolean;
  byWorker: boolean;
  redirect: FetchOptions["redirect"];
}

/** Who may ask for an address that is shown on the page at `pageUrl`, and how the worker does. */
export async function rightsTo(url: string, pageUrl: string | undefined): Promise<Rights> {
  const allowed = await maySeeSite(url);
  const [target, from] = [URL.parse(url), URL.parse(pageUrl ?? "")];
  const isOwn = target?.origin === from?.origin;
  // A page under https may load no http address by script; an address in itself needs no request at all.
  const isMixed = target?.protocol === "http:" && from?.protocol === "https:";
  const byWorker = allowed || isOwn || isMixed || !isWeb(target);
  // Where a redirect leads cannot be seen before it is followed. The worker follows only for a site that the
  // user trusts; otherwise the page does, which may go no further than it could by itself.
  return { allowed, isOwn, byWorker, redirect: allowed ? "follow" : "manual" };
}

export const isWeb = (at: URL | null) => at?.protocol === "https:" || at?.protocol === "http:";

/** The bytes of an address, fetched while the page is still asked what it shows. */
export interface Ahead {
  url: string;
  rights: Promise<Rights>;
  /** Undefined where the worker may not ask for it. */
  bytes: Promise<Uint8Array<ArrayBuffer> | undefined>;
  /** Nobody wants them any more. */
  drop(): void;
}

/**
 * Begins to read the address that was clicked, once `after` is there: it is what is on the screen, and so asked for
 * in any case. Undefined for an address that may only stand in for a picture.
 */
export function readAhead(url: string, pageUrl: string | undefined, after: Promise<void>): Ahead | undefined {
  if (!isAsked(url)) return undefined;
  const dropped = new AbortController();
  const rights = rightsTo(url, pageUrl);
  const read = async () => {
    const [{ byWorker, redirect }] = await Promise.all([rights, after]);
    const signal = AbortSignal.any([AbortSignal.timeout(shownLimit), dropped.signal]);
    return byWorker ? fetchPicture(url, pageUrl, { redirect, signal }) : undefined;
  };
  const bytes = read();
  // What went wrong is told to whoever asks for the bytes; perhaps nobody does.
  bytes.catch(() => undefined);
  return { url, rights, bytes, drop: () => dropped.abort() };
}
