import { Download, Repeat2, RotateCw, Star, Trash2 } from "lucide-react";
import { text } from "../../../lib/browser/i18n";
import type { GenerationIn } from "../../../lib/domain/generation";
import { Thumbnail } from "../../picture/thumbnail";
import { ResultPrice } from "../../pricing/result-price";
import { IconButton } from "../../ui/button";
import { UseAsMenu } from "../actions/use-as-menu";
import { useActions } from "../actions/use-result-actions";
import type { CardProps } from "./card-props";
import { SelectButton, shownAtHand, TileButton } from "./tile-button";

/** A finished picture; what can be done with it shows when the pointer or the focus is on it. */
export function DoneCard({ generation, ...card }: CardProps & { generation: GenerationIn<"done"> }) {
  const { favourite } = generation;
  const { selected, tabIndex } = card;
  const actions = useActions();
  return (
    <div className="group/card relative size-full">
      <Thumbnail
        id={generation.id}
        alt={text("pictureOf", generation.number, generation.batchSize)}
        className={`size-full rounded-thumb transition-transform ${selected ? "scale-92 ring-3 ring-accent ring-offset-2 ring-offset-surface" : ""}`}
      />
      <TileButton {...card} />
      <SelectButton {...card} />
      <IconButton
        icon={Star}
        name={text("favourite")}
        aria-pressed={favourite}
        filled={favourite}
        variant="picture"
        tabIndex={tabIndex}
        onClick={() => actions.favourite(generation)}
        className={`absolute top-1.5 right-1.5 ${favourite ? "" : shownAtHand}`}
      />
      <IconButton
        icon={Repeat2}
        name={text("reuse")}
        variant="picture"
        tabIndex={tabIndex}
        onClick={() => actions.reuse(generation)}
        className={`absolute top-1.5 right-10 ${shownAtHand}`}
      />
      <div
        className={`pointer-events-none absolute inset-x-1.5 bottom-1.5 flex flex-wrap justify-between gap-y-1 *:pointer-events-auto ${shownAtHand}`}
      >
        <RunAgainPrice generation={generation} />
        <IconButton
          icon={Download}
          name={text("download")}
          variant="picture"
          tabIndex={tabIndex}
          onClick={() => actions.download(generation)}
        />
        <UseAsMenu onChoose={(role) => actions.useAs(generation, role)} face="picture" tabIndex={tabIndex} />
        <IconButton
          icon={RotateCw}
          name={text("runAgain")}
          variant="picture"
          tabIndex={tabIndex}
          onClick={(event) => actions.runAgain(generation, event)}
        />
        <IconButton
          icon={Trash2}
          name={text("delete")}
          variant="picture"
          tabIndex={tabIndex}
          onClick={() => actions.remove(generation)}
        />
      </div>
    </div>
  );
}

/** Above the buttons, at the end where Run again is: that press pays. */
function RunAgainPrice({ generation }: { generation: GenerationIn<"done"> }) {
  return (
    <span className="flex w-full justify-end">
      <span className="flex items-center gap-1 rounded-control bg-scrim px-1.5 py-0.5 text-12 text-on-scrim">
        <RotateCw size={12} aria-hidden="true" />
        <ResultPrice generation={generation} />
      </span>
    </span>
  );
}
