import { useLiveQuery } from "dexie-react-hooks";
import { ArrowLeft, ChevronLeft, ChevronRight } from "lucide-react";
import { useEffect, useEffectEvent, useRef, useState } from "react";
import { text } from "../../../lib/browser/i18n";
import { isOpen } from "../../../lib/domain/generation";
import { db } from "../../database";
import { truncate } from "../../format/truncate";
import { usePageKeys } from "../../hooks/use-hotkeys";
import { Button, IconButton } from "../../ui/button";
import { useActions } from "../actions/use-result-actions";
import type { Results } from "../state/use-results";
import { DetailsActions } from "./details-actions";
import { DetailsFacts } from "./details-facts";
import { DetailsNote } from "./details-note";
import { DetailsPicture } from "./details-picture";
import { DetailsReferences } from "./details-references";
import { DetailsSection } from "./details-section";
import { DetailsTechnical } from "./details-technical";

interface ResultDetailsProps {
  id: string;
  /** The view it was opened from, for the arrows. */
  results: Results;
  onOpen: (id: string) => void;
  onBack: () => void;
}

/** One result with everything that is known about it, in place of the list. */
export function ResultDetails({ id, results, onOpen, onBack }: ResultDetailsProps) {
  const actions = useActions();
  // `null` is a generation that is gone; undefined is one that is still being read.
  const generation = useLiveQuery(async () => (await db.generations.get(id)) ?? null, [id]);
  const gone = generation === null || generation?.hiddenAt !== undefined;
  const leave = useEffectEvent(onBack);
  useEffect(() => {
    if (gone) leave();
  }, [gone]);
  // Whoever came by keyboard goes on from here; the button that was pressed is out of sight.
  const top = useRef<HTMLElement>(null);
  useEffect(() => top.current?.focus({ preventScroll: true }), []);
  const at = results.placeOf(id);
  const to = (next: string | undefined) => (next ? () => onOpen(next) : undefined);
  const newer = at < 0 ? undefined : to(results.idAt(at - 1));
  const older = at < 0 ? undefined : to(results.idAt(at + 1));
  const isDone = generation?.status === "done";
  const favourite = isDone ? () => actions.favourite(generation) : undefined;
  const remove = generation && !gone && !isOpen(generation) ? () => actions.remove(generation) : undefined;
  usePageKeys({
    ...{ ArrowLeft: newer, ArrowRight: older, Escape: onBack },
    ...{ f: favourite, F: favourite, Delete: remove },
  });
  return (
    <>
      <nav
        ref={top}
        tabIndex={-1}
        aria-label={text("details")}
        className="sticky top-0 z-head flex flex-wrap items-center gap-1 border-b border-line bg-surface px-2 py-2 outline-none tight:gap-0 tight:px-0"
      >
        <Button variant="quiet" size="small" onClick={onBack}>
          <ArrowLeft size={16} aria-hidden="true" />
          {text("back")}
        </Button>
        <span className="flex-1" />
        <IconButton
          icon={ChevronLeft}
          name={text("previousResult")}
          disabled={!newer}
          onClick={newer}
          className="disabled:opacity-35"
        />
        <IconButton
          icon={ChevronRight}
          name={text("nextResult")}
          disabled={!older}
          onClick={older}
          className="disabled:opacity-35"
        />
      </nav>
      {generation && !gone && (
        <main className="mx-auto max-w-180 space-y-5 p-3 pb-16">
          <DetailsPicture generation={generation} />
          <div className="space-y-3">
            <PromptHeading prompt={generation.prompt} />
            <DetailsActions generation={generation} />
          </div>
          <DetailsNote key={`note ${id}`} generation={generation} />
          <DetailsReferences generation={generation} />
          <DetailsSection title={text("facts")}>
            <DetailsFacts generation={generation} technical={false} />
          </DetailsSection>
          <DetailsTechnical generation={generation} />
        </main>
      )}
    </>
  );
}

/** The prompt; one that would fill pages opens at a press. */
function PromptHeading({ prompt }: { prompt: string }) {
  const [whole, setWhole] = useState(false);
  const isLong = prompt.length > longPrompt;
  return (
    <>
      <h1 dir="auto" className="text-15 whitespace-pre-wrap wrap-anywhere">
        {isLong && !whole ? truncate(prompt, longPrompt) : prompt}
      </h1>
      {isLong && (
        <Button size="small" aria-expanded={whole} onClick={() => setWhole(!whole)}>
          {text(whole ? "showLess" : "showAll")}
        </Button>
      )}
    </>
  );
}

const longPrompt = 600;
