import { useEffect, useEffectEvent, useState } from "react";
import { type Draft, readDraft, watchDraft, writeDraft } from "../../lib/storage/draft";

/**
 * The form as the user left it; every change is kept at once, and one that was put here from elsewhere is shown.
 * `onReplaced` is called when that was done in this very page.
 */
export function useDraft(onReplaced: () => void): [Draft, (change: Partial<Draft>) => void] {
  const [draft, setDraft] = useState(readDraft);
  const show = useEffectEvent((next: Draft, isHere: boolean) => {
    setDraft(next);
    if (isHere) onReplaced();
  });
  useEffect(() => watchDraft((next, isHere) => show(next, isHere)), []);
  const change = (part: Partial<Draft>) => {
    // What is typed here replaces nothing elsewhere.
    const { replacement: _, ...changed } = { ...draft, ...part };
    setDraft(changed);
    writeDraft(changed);
  };
  return [draft, change];
}
