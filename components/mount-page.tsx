import type { ReactNode } from "react";
import { flushSync } from "react-dom";
import { createRoot } from "react-dom/client";
import { language } from "../lib/browser/i18n";
import { toFailure } from "../lib/failure/failure";
import { openData } from "./database";
import { FailureNote } from "./status/failure-note";
import { FailureFoot } from "./status/report-failure";
import "./theme.css";

/**
 * Shows `page` in the document, which gets the interface's language and a title in it, and at once: what it reads of
 * the stored comes when it is read. What cannot be opened, or drawn, is explained by one sentence in its place.
 */
export function mountPage(title: string, page: ReactNode): void {
  document.documentElement.lang = language();
  document.title = title;
  const element = document.getElementById("root");
  if (!element) return;
  window.addEventListener("keydown", keepFromPage, { capture: true });
  const tell = (error: unknown) =>
    root.render(
      <div role="status" className="p-4">
        <FailureNote failure={toFailure(error)} />
      </div>,
    );
  const root = createRoot(element, {
    onUncaughtError: (error) => {
      console.error("The page could not be drawn:", error);
      tell(error);
    },
  });
  // In this very task: React would wait for its turn, and the browser paint an empty frame before it.
  flushSync(() => root.render(<FailureFoot>{page}</FailureFoot>));
  // Firefox throws away what a page has stored when the disk is short, until a page has asked it not to. The
  // question stands in one line with the database's opening, so it comes after that.
  openData().then(() => void navigator.storage.persist(), tell);
}

/**
 * While an input method composes, its keys are its own: Ctrl+Enter would send half a prompt, and the Escape that ends
 * a composition would close the dialog with the text in it. First of all listeners, so that none has to know.
 */
function keepFromPage(event: KeyboardEvent): void {
  if (event.isComposing) event.stopImmediatePropagation();
}
