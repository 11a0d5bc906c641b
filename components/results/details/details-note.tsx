import { useEffect, useEffectEvent, useId, useRef, useState } from "react";
import { text } from "../../../lib/browser/i18n";
import { type Generation, maxNote } from "../../../lib/domain/generation";
import { setNote } from "../../../lib/storage/generations";
import { db } from "../../database";
import { useAttempt } from "../../status/report-failure";

/** A pause in the typing (ms) after which a note is kept. */
const pause = 400;

/** The user's own words about a result, kept as they are typed; the search finds them. */
export function DetailsNote({ generation: { id, note = "" } }: { generation: Generation }) {
  const field = useId();
  const [typed, setTyped] = useState(note);
  const latest = useRef<string>(undefined);
  const attempt = useAttempt();
  useEffect(() => {
    if (latest.current === undefined) return;
    const timer = setTimeout(() => attempt(setNote(db, id, typed)), pause);
    return () => clearTimeout(timer);
  }, [id, typed, attempt]);
  const keepNow = () => {
    if (latest.current !== undefined) attempt(setNote(db, id, latest.current));
  };
  // Whoever types and leaves at once has written a note all the same.
  const keepAtLast = useEffectEvent(keepNow);
  useEffect(() => () => keepAtLast(), []);
  return (
    <div className="space-y-1">
      <label htmlFor={field} className="block text-12 font-semibold text-ink-soft">
        {text("note")}
      </label>
      <textarea
        id={field}
        dir="auto"
        rows={1}
        maxLength={maxNote}
        placeholder={text("notePlaceholder")}
        value={typed}
        onChange={({ target }) => {
          latest.current = target.value;
          setTyped(target.value);
        }}
        onBlur={keepNow}
        className="block max-h-40 min-h-9 w-full resize-none rounded-control border border-line-strong bg-raised px-3 py-1.5 field-sizing-content focus-visible:outline-offset-0"
      />
    </div>
  );
}
