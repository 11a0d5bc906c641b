import { Download, Info, RotateCw, Star, Trash2 } from "lucide-react";
import type { GenerationIn } from "../../lib/generation";
import { text } from "../../lib/text";
import { IconButton } from "../button";
import { Thumbnail } from "../thumbnail";
import { UseAsMenu } from "./use-as-menu";
import type { ResultActions } from "./use-result-actions";

interface DoneCardProps {
  generation: GenerationIn<"done">;
  actions: ResultActions;
}

const shownAtHand =
  "transition-opacity opacity-0 group-hover/card:opacity-100 group-focus-within/card:opacity-100 has-data-[state=open]:opacity-100 touch:opacity-100";

/** A finished picture; what can be done with it shows when the pointer or the focus is on it. */
export function DoneCard({ generation, actions }: DoneCardProps) {
  const { favourite } = generation;
  return (
    <div className="group/card relative aspect-square">
      {/* biome-ignore lint/a11y/noStaticElementInteractions: for the mouse only, the button Details does the same */}
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: the button Details does the same for keyboards */}
      <div className="size-full cursor-zoom-in" onClick={() => actions.openDetails(generation.id)}>
        <Thumbnail id={generation.id} alt={generation.prompt} className="size-full rounded-thumb" />
      </div>
      <IconButton
        icon={Star}
        name={text("favourite")}
        aria-pressed={favourite}
        filled={favourite}
        face="picture"
        onClick={() => actions.favourite(generation)}
        className={`absolute top-1.5 left-1.5 ${favourite ? "" : shownAtHand}`}
      />
      <div className={`absolute top-1.5 right-1.5 ${shownAtHand}`}>
        <IconButton
          icon={Trash2}
          name={text("delete")}
          face="picture"
          onClick={() => actions.remove(generation)}
        />
      </div>
      <div
        className={`pointer-events-none absolute inset-x-1.5 bottom-1.5 flex justify-between *:pointer-events-auto ${shownAtHand}`}
      >
        <IconButton
          icon={Info}
          name={text("details")}
          face="picture"
          data-opens-details
          onClick={() => actions.openDetails(generation.id)}
        />
        <IconButton
          icon={Download}
          name={text("download")}
          face="picture"
          onClick={() => actions.download(generation)}
        />
        <UseAsMenu onChoose={(role) => actions.useAs(generation, role)} face="picture" />
        <IconButton
          icon={RotateCw}
          name={text("runAgain")}
          face="picture"
          onClick={() => actions.runAgain(generation)}
        />
      </div>
    </div>
  );
}
