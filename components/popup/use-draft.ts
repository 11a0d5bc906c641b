import { useEffect, useRef, useState } from "react";
import { readSetting, type Setting, writeSetting } from "../../lib/settings";

type Draft = Setting<"draft">;

/** Prompt and number of images as the user left them; every change is kept at once. */
export function useDraft(): [Draft, (change: Partial<Draft>) => void] {
  const [draft, setDraft] = useState<Draft>({ prompt: "", images: 1 });
  const latest = useRef(draft);
  const touched = useRef(false);
  useEffect(() => {
    void readSetting("draft").then((saved) => {
      // Whoever types faster than the storage answers keeps what was typed.
      if (!saved || touched.current) return;
      latest.current = saved;
      setDraft(saved);
    });
  }, []);
  const change = (part: Partial<Draft>) => {
    touched.current = true;
    latest.current = { ...latest.current, ...part };
    setDraft(latest.current);
    void writeSetting("draft", latest.current);
  };
  return [draft, change];
}
