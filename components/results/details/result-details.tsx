import { useLiveQuery } from "dexie-react-hooks";
import { ChevronLeft, ChevronRight } from "lucide-react";
import { useEffect, useEffectEvent, useRef, useState } from "react";
import { text } from "../../../lib/browser/i18n";
import { isOpen } from "../../../lib/domain/generation";
import { db } from "../../database";
import { truncate } from "../../format/truncate";
import { usePageKeys } from "../../hooks/use-hotkeys";
import { Button, IconButton } from "../../ui/button";
import { PageNav } from "../../ui/page-nav";
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
      <PageNav ref={top} name={text("details")} onBack={onBack} className="gap-1 tight:gap-0 tight:px-0">
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
      </PageNav>
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
