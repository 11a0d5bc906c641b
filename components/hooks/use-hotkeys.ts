import { useDocumentEvent } from "./use-document-event";

/** What takes keys for itself: fields, and what is open above the page. */
const takers = "textarea, select, [contenteditable], [role=menu], [role=dialog], [role=alertdialog]";

/** Whether a key pressed there belongs to the page, because no text is being typed and nothing is open above it. */
export function isPageKey(event: KeyboardEvent, fields = "input"): boolean {
  const { target, isComposing, defaultPrevented } = event;
  if (defaultPrevented || isComposing) return false;
  return !(target instanceof Element && target.closest(`${fields}, ${takers}`));
}

/** Calls the handler of a pressed key, unless the key belongs to a field, a menu or a dialog. */
export function usePageKeys(handlers: Record<string, (() => void) | undefined>): void {
  useDocumentEvent("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    // A slider and a choice know nothing of Escape.
    const fields = event.key === "Escape" ? "input:not([type=range], [type=radio])" : "input";
    if (isPageKey(event, fields)) handlers[event.key]?.();
  });
}
