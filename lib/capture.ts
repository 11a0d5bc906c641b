import { browser } from "wxt/browser";
import type { Db } from "./db";
import { failureOf, Refusal } from "./errors";
import { fetchPicture } from "./fetch-picture";
import { parsePagePicture } from "./page-picture";
import { type Prepared, preparePicture } from "./picture";
import type { Reference } from "./reference";
import type { Role } from "./roles";
import { addReference, requireRoom } from "./tray";

/** A picture that the user right-clicked: its address, and where it is shown. */
export interface Clicked {
  srcUrl: string;
  pageUrl?: string | undefined;
  tabId?: number | undefined;
  frameId?: number | undefined;
}

/**
 * Makes a right-clicked picture a reference: pixels by the first rung of the ladder that gives them, then
 * into the tray. Throws a `Refusal` with a `capture_…` code or `products_full`; the tray is then as before.
 */
export async function captureReference(db: Db, role: Role, clicked: Clicked): Promise<Reference> {
  await requireRoom(db, role);
  const { picture, rung } = await climb(clicked);
  const { srcUrl, pageUrl } = clicked;
  // A data: address is the picture itself: it would be kept twice, and never as text.
  const pictureUrl = /^https?:/.test(srcUrl) && srcUrl.length <= 4000 ? { pictureUrl: srcUrl } : {};
  const page = pageUrl && pageUrl.length <= 4000 ? { pageUrl } : {};
  return addReference(db, role, picture, { rung, source: hostOf(pageUrl ?? srcUrl), ...page, ...pictureUrl });
}

/** The ladder. The first failure is the one worth telling, unless the page knew it better. */
async function climb(clicked: Clicked): Promise<{ picture: Prepared; rung: "worker" | "page" }> {
  try {
    return { picture: await preparePicture(await fetchPicture(clicked.srcUrl)), rung: "worker" };
  } catch (error) {
    const picture = await captureInPage(clicked, error);
    return { picture, rung: "page" };
  }
}

/** The same fetch inside the page, which `activeTab` allows after a right-click. */
async function captureInPage(
  { srcUrl, tabId, frameId = 0 }: Clicked,
  workerError: unknown,
): Promise<Prepared> {
  if (tabId === undefined || tabId < 0) throw workerError;
  const target = { tabId, frameIds: [frameId] };
  const capture = (url: string) => globalThis.refshotCapture?.(url);
  try {
    await browser.scripting.executeScript({ target, files: ["/page-capture.js"] });
    const [result] = await browser.scripting.executeScript({ target, func: capture, args: [srcUrl] });
    const picture = parsePagePicture(result?.result);
    if (picture && !("failure" in picture)) return picture;
    if (picture && failureOf(workerError).code === "capture_unreachable")
      throw new Refusal(picture.failure.code, picture.failure.detail);
  } catch (error) {
    if (error instanceof Refusal) throw error;
    // No script may run here (a store or browser page), or the page is gone: the worker's word stands.
  }
  throw workerError;
}

function hostOf(url: string): string {
  const host = URL.canParse(url) ? new URL(url).host : "";
  return (host || "this page").slice(0, 300);
}
