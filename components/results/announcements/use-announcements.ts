import { useLiveQuery } from "dexie-react-hooks";
import { useEffect, useEffectEvent, useRef, useState } from "react";
import { text } from "../../../lib/browser/i18n";
import { openStatuses } from "../../../lib/domain/generation";
import { db } from "../../database";
import { formatNumber } from "../../format/numbers";
import { endedWords } from "../../status/batch-summary";
import { emptyWords } from "../state/empty-message";
import type { Results } from "../state/use-results";

/** What is heard of the pictures under way: that more have begun, and how all of them ended. Not each step. */
export function useRunNews(): string | undefined {
  const open = useLiveQuery(() => db.generations.where("status").anyOf(openStatuses).primaryKeys());
  const run = useRef(new Set<string>());
  const [words, setWords] = useState<string>();
  useEffect(() => {
    if (!open) return;
    if (open.some((id) => !run.current.has(id)))
      setWords(text(open.length === 1 ? "openOne" : "openMany", formatNumber(open.length)));
    for (const id of open) run.current.add(id);
    if (open.length > 0 || run.current.size === 0) return;
    const ended = [...run.current];
    run.current.clear();
    void db.generations.bulkGet(ended).then((found) => {
      // The next run may have begun while this was read.
      if (run.current.size === 0) setWords(endedWords(found.filter((one) => one !== undefined)));
    });
  }, [open]);
  return words;
}

/** A pause in the typing (ms) after which what was found is told. */
const pause = 700;

/** What is heard of a search: once the typing pauses, how many results there are, or that there is none. */
export function useSearchNews({ shown, complete, view = [] }: Results): string | undefined {
  const [words, setWords] = useState<string>();
  const told = useRef(shown);
  const tell = useEffectEvent(() => {
    told.current = shown;
    const found = text(view.length === 1 ? "resultOne" : "resultMany", formatNumber(view.length));
    setWords(view.length === 0 ? emptyWords(shown)?.title : found);
  });
  useEffect(() => {
    if (!complete || shown === told.current) return;
    const timer = setTimeout(tell, pause);
    return () => clearTimeout(timer);
  }, [shown, complete]);
  return words;
}
