import { useLiveQuery } from "dexie-react-hooks";
import { useEffect, useEffectEvent, useRef, useState } from "react";
import { text } from "../../../lib/browser/i18n";
import { openStatuses } from "../../../lib/domain/generation";
import { db } from "../../database";
import { formatNumber } from "../../format/numbers";
import { endedText } from "../../status/batch-summary";
import { countText } from "../state/count-text";
import { emptyMessage } from "../state/empty-message";
import type { Results } from "../state/use-results";

/** What a screen reader says of the pictures under way: that more have begun, and how all of them ended. Not each step. */
export function useRunAnnouncements(): string | undefined {
  const open = useLiveQuery(() => db.generations.where("status").anyOf(openStatuses).primaryKeys());
  const run = useRef(new Set<string>());
  const [message, setMessage] = useState<string>();
  useEffect(() => {
    if (!open) return;
    if (open.some((id) => !run.current.has(id)))
      setMessage(text(open.length === 1 ? "openOne" : "openMany", formatNumber(open.length)));
    for (const id of open) run.current.add(id);
    if (open.length > 0 || run.current.size === 0) return;
    const ended = [...run.current];
    run.current.clear();
    void db.generations.bulkGet(ended).then((found) => {
      // The next run may have begun while this was read.
      if (run.current.size === 0) setMessage(endedText(found.filter((one) => one !== undefined)));
    });
  }, [open]);
  return message;
}

/** A pause in the typing (ms) after which the number found is announced. */
const pause = 700;

/** What a screen reader says of a search: once the typing pauses, how many results there are, or that there is none. */
export function useSearchAnnouncements({ shown, complete, counts }: Results): string | undefined {
  const [message, setMessage] = useState<string>();
  const announced = useRef(shown);
  const tell = useEffectEvent(() => {
    announced.current = shown;
    setMessage(counts.all === 0 ? emptyMessage(shown)?.title : countText(counts));
  });
  useEffect(() => {
    if (!complete || shown === announced.current) return;
    const timer = setTimeout(tell, pause);
    return () => clearTimeout(timer);
  }, [shown, complete]);
  return message;
}
