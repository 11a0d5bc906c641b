import { useDocumentEvent } from "./use-document-event";

/** Hands over the files dropped anywhere on the page, unless something on it has taken the drop. */
export function useFileDrops(onFiles: (files: [File, ...File[]]) => void): void {
  useDocumentEvent("dragover", (event) => {
    if (!isText(event)) event.preventDefault();
  });
  useDocumentEvent("drop", (event) => {
    const [file, ...others] = event.dataTransfer?.files ?? [];
    if (event.defaultPrevented || isText(event)) return;
    // The browser would open it in place of the page.
    event.preventDefault();
    if (file) onFiles([file, ...others]);
  });
}

/** Words over a field, which takes them by itself. */
function isText({ dataTransfer, target }: DragEvent): boolean {
  const isField = target instanceof Element && target.matches("input, textarea");
  return isField && !dataTransfer?.types.includes("Files");
}
