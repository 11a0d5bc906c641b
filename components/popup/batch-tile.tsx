import type { GenerationIn, OpenGeneration } from "../../lib/generation";
import { text } from "../../lib/text";
import { Thumbnail } from "../thumbnail";

interface BatchTileProps {
  generation: GenerationIn<"done"> | OpenGeneration;
  /** Pictures of the batch that have no tile of their own. */
  more: number;
  onOpen: () => void;
}

/** One picture in the popup's last row, or the place where it will be; a press opens the history. */
export function BatchTile({ generation, more, onOpen }: BatchTileProps) {
  const shape = "relative block aspect-square w-full overflow-hidden rounded-thumb";
  const rest = more > 0 && (
    <span className="absolute inset-0 flex items-center justify-center bg-veil text-15 font-semibold text-on-scrim">
      +{more}
    </span>
  );
  if (generation.status !== "done") return <div className={`${shape} skeleton`}>{rest}</div>;
  return (
    <button type="button" onClick={onOpen} title={text("openInHistory")} className={`${shape} bg-sunken`}>
      <Thumbnail id={generation.id} alt={generation.prompt} className="size-full" />
      {rest}
    </button>
  );
}
