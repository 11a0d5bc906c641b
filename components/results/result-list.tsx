import { Images, SearchX } from "lucide-react";
import type { Generation } from "../../lib/generation";
import { text } from "../../lib/text";
import { Button } from "../button";
import { ResultCard } from "./result-card";
import type { ResultActions } from "./use-result-actions";

interface ResultListProps {
  /** Undefined until they are read. */
  results: Generation[] | undefined;
  /** What is searched for; empty when nothing is. */
  words: string;
  now: number;
  actions: ResultActions;
  onMore: (() => void) | undefined;
}

/** The history, newest first, in two to five columns by width. */
export function ResultList({ results, words, now, actions, onMore }: ResultListProps) {
  if (results?.length === 0) return words ? <NothingFound words={words} /> : <EmptyHistory />;
  return (
    <main className="p-3 pb-16">
      <ul
        // biome-ignore lint/a11y/noRedundantRoles: Safari's VoiceOver drops the role of a list without bullets
        role="list"
        aria-label={text("results")}
        className="grid grid-cols-[repeat(auto-fill,minmax(128px,1fr))] gap-x-2 gap-y-4"
      >
        {results?.map((generation) => (
          <li key={generation.id} data-result={generation.id} className="flex min-w-0 flex-col">
            <ResultCard generation={generation} now={now} actions={actions} />
          </li>
        ))}
      </ul>
      {onMore && (
        <div className="mt-4 flex justify-center">
          <Button onClick={onMore}>{text("showMore")}</Button>
        </div>
      )}
    </main>
  );
}

function NothingFound({ words }: { words: string }) {
  return (
    <main className="flex flex-col items-center gap-2 px-6 py-16 text-center">
      <SearchX size={28} aria-hidden="true" className="text-ink-soft" />
      <p className="text-15 font-semibold wrap-anywhere">{text("nothingFound", words)}</p>
      <p className="text-ink-soft">{text("nothingFoundHint")}</p>
    </main>
  );
}

const firstSteps = ["firstStep1", "firstStep2", "firstStep3"] as const;

function EmptyHistory() {
  return (
    <main className="mx-auto flex max-w-80 flex-col items-center gap-3 px-6 py-14">
      <Images size={32} strokeWidth={1.5} aria-hidden="true" className="text-ink-soft" />
      <h2 className="text-15 font-semibold">{text("emptyHistory")}</h2>
      <ol className="space-y-2.5">
        {firstSteps.map((step, index) => (
          <li key={step} className="flex gap-2.5">
            <span
              aria-hidden="true"
              className="flex size-5 shrink-0 items-center justify-center rounded-full bg-sunken text-12 font-semibold text-ink-soft"
            >
              {index + 1}
            </span>
            <span>{text(step)}</span>
          </li>
        ))}
      </ol>
    </main>
  );
}
