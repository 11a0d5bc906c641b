import { useDocumentEvent } from "../../hooks/use-document-event";

/** What takes keys for itself; a checkbox takes only Space. */
const takers = "textarea, select, input:not([type=checkbox]), [role=menu]";

/**
 * Calls the handler of a key pressed in the review, by its name in lower case. A held key repeats itself, and that is
 * no second word: only `repeats` are called again.
 */
export function useReviewKeys(
  handlers: Record<string, ((event: KeyboardEvent) => void) | undefined>,
  repeats: ReadonlySet<string>,
): void {
  useDocumentEvent("keydown", (event) => {
    const { target, key, repeat, defaultPrevented } = event;
    if (defaultPrevented || event.altKey || event.ctrlKey || event.metaKey) return;
    if (!(target instanceof Element) || target.closest(takers)) return;
    // What is open above the review, as the calculation of a price.
    if (!target.closest("[role=dialog]")?.matches("[data-review]")) return;
    // A held Enter would press the focused button for every picture that comes.
    if (repeat && key === "Enter") return event.preventDefault();
    const name = key.toLowerCase();
    const handler = handlers[name];
    if (!handler) return;
    event.preventDefault();
    if (!repeat || repeats.has(name)) handler(event);
  });
}
