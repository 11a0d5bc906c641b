import { text } from "../../../lib/browser/i18n";
import type { OpenGeneration } from "../../../lib/domain/generation";
import { formatSeconds } from "../../format/numbers";
import { useNow } from "../../hooks/use-now";
import { elapsedSeconds, phaseText, progressOf } from "../../status/progress";
import { Button } from "../../ui/button";
import { ProgressBar } from "../../ui/progress-bar";
import { useActions } from "../actions/use-result-actions";
import type { CardProps } from "./card-props";
import { TileButton } from "./tile-button";

/** The place where a picture will be, with how far it is. */
export function OpenCard({ generation, ...card }: CardProps & { generation: OpenGeneration }) {
  const actions = useActions();
  const seconds = elapsedSeconds(generation, useNow(1000));
  return (
    <div className="skeleton relative flex size-full flex-col justify-end rounded-thumb p-2">
      <TileButton {...card} />
      {seconds !== undefined && (
        <p className="pointer-events-none absolute top-2 right-2 text-12 text-ink-soft tabular-nums">
          {formatSeconds(seconds)}
        </p>
      )}
      <div className="pointer-events-none relative space-y-1.5 text-12">
        <p className="font-semibold first-letter:uppercase">{phaseText(generation)}</p>
        <ProgressBar
          value={progressOf(generation)}
          name={text("pictureProgress", generation.number, generation.batchSize)}
        />
        <Button
          size="small"
          tabIndex={card.tabIndex}
          onClick={() => actions.cancel(generation)}
          className="pointer-events-auto w-full"
        >
          {text("cancel")}
        </Button>
      </div>
    </div>
  );
}
