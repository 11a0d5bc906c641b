import { Download, ImageUp, Pencil, Star } from "lucide-react";
import { useRef } from "react";
import { text } from "../../lib/browser/i18n";
import type { Generation, GenerationIn } from "../../lib/domain/generation";
import { roles } from "../../lib/domain/tray";
import { setFavourite } from "../../lib/storage/generations";
import { addResultAsReference } from "../../lib/storage/references";
import { finishReuse, reuseGeneration } from "../../lib/storage/reuse";
import { db } from "../database";
import { truncate } from "../format/truncate";
import { Thumbnail } from "../picture/thumbnail";
import { usePicture } from "../picture/use-picture";
import { downloadPicture } from "../results/actions/download-picture";
import { useAttempt } from "../status/report-failure";
import { ActionMenu } from "../ui/action-menu";
import { Button, IconButton } from "../ui/button";

interface FirstResultProps {
  generation: GenerationIn<"done">;
  /** It came while this page was open: then its full picture is worth reading. */
  isFresh: boolean;
  onOpen: () => void;
}

/** The first picture of a batch, as wide as the composer, with what one wants to do next. */
export function FirstResult({ generation, isFresh, onOpen }: FirstResultProps) {
  const { id, prompt, favourite, width, height } = generation;
  const attempt = useAttempt();
  const useAs = (role: (typeof roles)[number]) =>
    attempt(addResultAsReference(db, role, id, text("sourceResult", truncate(prompt, 60))));
  return (
    <div className="space-y-2">
      <button
        type="button"
        onClick={onOpen}
        title={text("openInHistory")}
        // Its place is there before the picture is, so that nothing moves.
        style={{ aspectRatio: `${width} / ${height}` }}
        className="block max-h-90 w-full overflow-hidden rounded-card bg-sunken"
      >
        {isFresh ? <FullPicture id={id} alt={prompt} /> : <Thumbnail id={id} alt={prompt} className={fill} />}
      </button>
      <div className="flex flex-wrap items-center gap-1.5">
        <Button size="small" onClick={() => attempt(downloadPicture(generation))}>
          <Download size={14} aria-hidden="true" />
          {text("download")}
        </Button>
        <IconButton
          icon={Star}
          name={text("favourite")}
          aria-pressed={favourite}
          filled={favourite}
          onClick={() => attempt(setFavourite(db, [id], !favourite))}
        />
        <Button size="small" onClick={() => attempt(change(generation))}>
          <Pencil size={14} aria-hidden="true" />
          {text("changeResult")}
        </Button>
        <ActionMenu
          trigger={
            <Button size="small">
              <ImageUp size={14} aria-hidden="true" />
              {text("useAs")}
            </Button>
          }
          title={text("useAsReference")}
          items={roles.map((role) => ({ name: text(`role_${role}`), onSelect: () => useAs(role) }))}
        />
      </div>
    </div>
  );
}

const fill = "size-full rounded-card object-contain!";

/** Back to what made it: prompt, references, one picture. */
async function change(generation: Generation): Promise<void> {
  await finishReuse(db, await reuseGeneration(db, generation));
}

function FullPicture({ id, alt }: { id: string; alt: string }) {
  const { url } = usePicture(id);
  return url ? <img src={url} alt={alt} draggable={false} className={fill} /> : null;
}

/** Which of these generations were still open when this page first saw them. */
export function useSeenOpen(batch: Generation[]): (id: string) => boolean {
  const seen = useRef(new Set<string>());
  for (const { id, status } of batch)
    if (status !== "done" && status !== "failed" && status !== "cancelled") seen.current.add(id);
  return (id) => seen.current.has(id);
}
