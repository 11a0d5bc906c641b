/** What a toast on the page says, and how. */
export interface PageToast {
  message: string;
  /** BCP 47. */
  language: string;
  /** How long it stays, in ms. */
  stays: number;
}

declare global {
  /** In our isolated world: takes the toast that is on the page away. */
  var refshotToastGone: (() => void) | undefined;
}

/**
 * Shows a few words on the page for a moment, or takes away the ones that are there. Injected as it is: nothing from
 * outside this function exists there. The page can neither read nor press it, and finds no trace of it afterwards.
 */
export function showPageToast(toast: PageToast | undefined): void {
  // An element of the page with this id is not our function.
  if (Object.hasOwn(globalThis, "refshotToastGone")) globalThis.refshotToastGone?.();
  // An element of the page called `documentElement` is not that.
  const page: Element | null | undefined = Object.getOwnPropertyDescriptor(
    Document.prototype,
    "documentElement",
  )?.get?.call(document);
  if (!toast || !page) return;
  // In a drawing or another XML document `createElement` makes no HTML.
  const make = (): HTMLElement =>
    Document.prototype.createElementNS.call(document, "http://www.w3.org/1999/xhtml", "div") as HTMLElement;
  const host = make();
  // Page styles that mean every `div` are not to reach it.
  host.style.cssText =
    "all: initial !important; position: fixed !important; right: 16px !important; bottom: 16px !important; z-index: 2147483647 !important; pointer-events: none !important";
  const pill = make();
  pill.setAttribute("role", "status");
  pill.lang = toast.language;
  pill.dir = "auto";
  pill.style.cssText =
    "display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 2; overflow: hidden; max-width: min(360px, calc(100vw - 64px)); box-sizing: content-box; padding: 8px 16px 0; border-bottom: 8px solid transparent; border-radius: 18px; background: #17181c; color: #fcfcfd; font: 600 13px/20px system-ui, sans-serif; overflow-wrap: anywhere; box-shadow: 0 8px 24px rgb(0 0 0 / 0.35); visibility: hidden";
  host.attachShadow({ mode: "closed" }).append(pill);
  page.append(host);
  // A live region is heard when words come into it, not when it comes with them.
  const speak = setTimeout(() => {
    pill.textContent = toast.message;
    pill.style.visibility = "visible";
  }, 50);
  const leave = setTimeout(() => globalThis.refshotToastGone?.(), toast.stays);
  const gone = () => {
    clearTimeout(speak);
    clearTimeout(leave);
    host.remove();
    delete globalThis.refshotToastGone;
  };
  Object.defineProperty(globalThis, "refshotToastGone", { value: gone, configurable: true });
}
