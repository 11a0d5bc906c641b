import { useDocumentEvent } from "../../hooks/use-document-event";
import { isPageKey } from "../../hooks/use-hotkeys";
import type { Toast } from "./use-toast";

/** Ctrl+Z takes back the newest that still can be taken back; in a field it belongs to the field. */
export function useUndoKey(toast: Toast): void {
  useDocumentEvent("keydown", (event) => {
    const isUndo = (event.ctrlKey || event.metaKey) && !event.shiftKey && event.key.toLowerCase() === "z";
    if (isUndo && isPageKey(event) && toast.undoNewest()) event.preventDefault();
  });
}
