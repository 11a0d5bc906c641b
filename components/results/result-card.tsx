import type { ReactNode } from "react";
import { type Generation, isOpen } from "../../lib/generation";
import { text } from "../../lib/text";
import { When } from "../when";
import { DoneCard } from "./done-card";
import { EndedCard } from "./ended-card";
import { OpenCard } from "./open-card";
import type { ResultActions } from "./use-result-actions";

interface ResultCardProps {
  generation: Generation;
  now: number;
  actions: ResultActions;
}

/** One generation in the list, by what became of it. Every card has the same size, so that nothing moves. */
export function ResultCard({ generation, now, actions }: ResultCardProps): ReactNode {
  if (generation.status === "failed" || generation.status === "cancelled")
    return (
      <EndedCard generation={generation} actions={actions}>
        <Caption generation={generation} now={now} />
      </EndedCard>
    );
  return (
    <>
      {isOpen(generation) ? (
        <OpenCard generation={generation} actions={actions} />
      ) : (
        <DoneCard generation={generation} actions={actions} />
      )}
      <Caption generation={generation} now={now} />
    </>
  );
}

function Caption({ generation, now }: { generation: Generation; now: number }) {
  const { prompt, mode, createdAt } = generation;
  return (
    <div className="mt-1.5 min-w-0 text-12">
      <p className="line-clamp-2 wrap-anywhere" title={prompt}>
        {prompt}
      </p>
      <p className="mt-0.5 flex flex-wrap justify-between gap-x-2 text-ink-soft">
        <span className="whitespace-nowrap">
          {text(`mode_${mode === "image-to-image" ? "image" : "text"}`)}
        </span>
        <span className="whitespace-nowrap">
          <When at={createdAt} now={now} />
        </span>
      </p>
    </div>
  );
}
