import { useEffect, useEffectEvent } from "react";

/** Calls the handler, always the newest one, at every event of this type that reaches the document. */
export function useDocumentEvent<T extends keyof DocumentEventMap>(
  type: T,
  handler: (event: DocumentEventMap[T]) => void,
): void {
  const handle = useEffectEvent(handler);
  useEffect(() => {
    const listener = (event: DocumentEventMap[T]) => handle(event);
    document.addEventListener(type, listener);
    return () => document.removeEventListener(type, listener);
  }, [type]);
}
