import { text } from "../../lib/browser/i18n";
import type { GenerationIn, OpenGeneration } from "../../lib/domain/generation";
import { Thumbnail } from "../picture/thumbnail";

interface BatchTileProps {
  generation: GenerationIn<"done"> | OpenGeneration;
  /** Of this batch, among pictures of earlier ones. */
  isNew: boolean;
  /** Pictures of the batch that have no tile of their own. */
  more: number;
  onOpen: () => void;
}

/** One picture in the popup's last row, or the place where it will be; a press opens the history. */
export function BatchTile({ generation, isNew, more, onOpen }: BatchTileProps) {
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
      {isNew && (
        <span className="absolute bottom-1 left-1 rounded-full bg-scrim px-1.5 text-12 font-semibold text-on-scrim">
          {text("newPicture")}
        </span>
      )}
      {rest}
    </button>
  );
}
