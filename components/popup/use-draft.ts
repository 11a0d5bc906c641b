import { useEffect, useRef, useState } from "react";
import { readSetting, type Setting, watchSetting, writeSetting } from "../../lib/settings";

type Draft = Setting<"draft">;

/** Prompt and number of images as the user left them; every change is kept at once, and one from elsewhere shown. */
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
  // What we write comes back as a change: an older one must not take the place of what was typed since.
  const written = useRef(new Set<string>());
  useEffect(
    () =>
      watchSetting("draft", (saved) => {
        if (!saved || written.current.delete(JSON.stringify(saved))) return;
        latest.current = saved;
        setDraft(saved);
      }),
    [],
  );
  const change = (part: Partial<Draft>) => {
    touched.current = true;
    latest.current = { ...latest.current, ...part };
    setDraft(latest.current);
    written.current.add(JSON.stringify(latest.current));
    void writeSetting("draft", latest.current);
  };
  return [draft, change];
}
