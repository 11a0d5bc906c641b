import { Info } from "lucide-react";
import type { OpenGeneration } from "../../lib/generation";
import { text } from "../../lib/text";
import { Button, IconButton } from "../button";
import { formatSeconds } from "../numbers";
import { elapsedSeconds, phaseText, progressOf } from "../progress";
import { ProgressBar } from "../progress-bar";
import { useNow } from "../use-now";
import type { ResultActions } from "./use-result-actions";

interface OpenCardProps {
  generation: OpenGeneration;
  actions: ResultActions;
}

/** The place where a picture will be, with how far it is. */
export function OpenCard({ generation, actions }: OpenCardProps) {
  const seconds = elapsedSeconds(generation, useNow(1000));
  return (
    <div className="skeleton flex aspect-square flex-col justify-between rounded-thumb p-2">
      <IconButton
        icon={Info}
        name={text("details")}
        data-opens-details
        onClick={() => actions.openDetails(generation.id)}
        className="self-end"
      />
      <div className="space-y-1.5 text-12">
        <div className="flex flex-wrap justify-between gap-x-2">
          <span className="font-semibold first-letter:uppercase">{phaseText(generation)}</span>
          {seconds !== undefined && (
            <span className="text-ink-soft tabular-nums">{formatSeconds(seconds)}</span>
          )}
        </div>
        <ProgressBar
          value={progressOf(generation)}
          name={text("pictureProgress", generation.number, generation.batchSize)}
        />
        <Button size="small" onClick={() => actions.cancel(generation)} className="w-full">
          {text("cancel")}
        </Button>
      </div>
    </div>
  );
}
