import { useEffect, useState } from "react";
import { type Draft, readDraft, watchDraft, writeDraft } from "../../lib/storage/draft";

/** The form as the user left it; every change is kept at once, and one that another page puts here shown. */
export function useDraft(): [Draft, (change: Partial<Draft>) => void] {
  const [draft, setDraft] = useState(readDraft);
  useEffect(() => watchDraft(setDraft), []);
  const change = (part: Partial<Draft>) => {
    // What is typed here replaces nothing elsewhere.
    const { replacement: _, ...changed } = { ...draft, ...part };
    setDraft(changed);
    writeDraft(changed);
  };
  return [draft, change];
}
